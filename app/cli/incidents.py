"""Incidents, accounts and gateways, made from the command line.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

from typing import Annotated, Literal

import typer

from app.errors import BadForm
from geo.point import Area

Role = Literal["volunteer", "viewer", "verifier", "dispatcher", "coordinator", "administrator"]

QUIET = "Hours in which nobody is woken for what may wait, like 22-6, or none."

incident = typer.Typer(help="Incidents.", no_args_is_help=True)
account = typer.Typer(help="Accounts of the people at the desk.", no_args_is_help=True)
channel = typer.Typer(help="Gateways.", no_args_is_help=True)
EVERYWHERE = "112"  # GSM phones carry it to the nearest emergency service (3GPP TS 22.101)
say = typer.echo


@incident.command("create")
def create(
    slug: Annotated[str, typer.Argument(help="Its short name in addresses, like grand-anse.")],
    name: Annotated[str, typer.Option(help="Its name for people.")],
    area: Annotated[str, typer.Option(help="West,south,east,north in degrees.")],
    languages: Annotated[str, typer.Option(help="The languages people text in, the first is the default.")],
    country: Annotated[str, typer.Option(help="Two letters, like HT.")],
    emergency: Annotated[
        str, typer.Option(help="The number to call when life is at risk; 112 works from most mobile phones.")
    ] = EVERYWHERE,
    time_zone: Annotated[
        str, typer.Option(help="Like America/Port-au-Prince. Empty: the country's, where it has just one.")
    ] = "",
    quiet: Annotated[str, typer.Option(help=QUIET)] = "22-6",
) -> None:
    """Make an incident and load the names of its places from GeoNames."""
    from app.cli.home import in_house
    from app.cli.making import make_incident
    from app.incidents.create import NewIncident, check_incident
    from app.incidents.typed import read_quiet
    from app.incidents.zones import zone_of_country

    hours = read_quiet(quiet)
    new = NewIncident(
        slug=slug,
        name=name,
        country=country.upper(),
        languages=tuple(code.strip() for code in languages.split(",") if code.strip()),
        area=read_area(area),
        emergency_number=emergency,
        time_zone=time_zone or zone_of_country(country),
        quiet_from=hours["quiet_from"],
        quiet_to=hours["quiet_to"],
    )
    check_incident(new)
    say(f"Loading the places of {new.country} from GeoNames…")
    loaded = in_house(lambda house: make_incident(house, new))
    say(f"Incident «{slug}» is ready, with {loaded} places. Its pages: /i/{slug}/   its desk: /desk/{slug}")
    say(f"Its time is that of {new.time_zone}; its emergency number is {new.emergency_number}.")


@incident.command("set")
def change(
    slug: Annotated[str, typer.Argument(help="The incident.")],
    name: Annotated[str | None, typer.Option(help="What it is called for people.")] = None,
    area: Annotated[str | None, typer.Option(help="West,south,east,north in degrees.")] = None,
    automation: Annotated[str | None, typer.Option(help="suggest, low_risk or full.")] = None,
    auto_urgency: Annotated[
        str | None, typer.Option(help="With low_risk: up to which urgency Konbit asks by itself, 1 to 4.")
    ] = None,
    offer_wait_s: Annotated[str | None, typer.Option(help="How long a helper may think it over.")] = None,
    check_in_s: Annotated[str | None, typer.Option(help="Between two «are you all right?».")] = None,
    confirm_h: Annotated[str | None, typer.Option(help="Hours of silence that close a case.")] = None,
    quiet: Annotated[str | None, typer.Option(help=QUIET)] = None,
    texts_per_day: Annotated[
        str | None, typer.Option(help="Parts of texts a day, as carriers charge them; 0: no limit.")
    ] = None,
    countries: Annotated[
        str | None, typer.Option(help="To whose numbers we text, like HT,DO; none: to all.")
    ] = None,
    weights: Annotated[
        str | None, typer.Option(help="What differs from the defaults: near=0.5 fit=0.3.")
    ] = None,
    emergency_number: Annotated[
        str | None, typer.Option("--emergency", help="The number to call when life is at risk.")
    ] = None,
    publish_delay_s: Annotated[str | None, typer.Option(help="How late the public map shows a case.")] = None,
    languages: Annotated[str | None, typer.Option(help="The first is the default: ht,fr,en.")] = None,
    time_zone: Annotated[str | None, typer.Option(help="Like America/Port-au-Prince.")] = None,
) -> None:
    """Change settings of an incident; what is not named stays."""
    from app.cli.home import in_house
    from app.cli.making import change_incident

    typed = {
        "name": name,
        "area": area,
        "automation": automation,
        "auto_urgency": auto_urgency,
        "offer_wait_s": offer_wait_s,
        "check_in_s": check_in_s,
        "confirm_h": confirm_h,
        "quiet": quiet,
        "texts_per_day": texts_per_day,
        "countries": countries,
        "weights": weights,
        "emergency_number": emergency_number,
        "publish_delay_s": publish_delay_s,
        "languages": languages,
        "time_zone": time_zone,
    }
    given = {name: value for name, value in typed.items() if value is not None}
    if not given:
        raise BadForm("Say what to change, like --quiet 22-6; `konbit incident show` tells how it stands.")
    changed = in_house(lambda house: change_incident(house, slug, given))
    say("\n".join(f"{name}: {value}" for name, value in changed.items()) or "It was so already.")


@incident.command("show")
def show(slug: Annotated[str, typer.Argument(help="The incident.")]) -> None:
    """Tell how an incident is set, and what it texted today."""
    from app.cli.home import in_house
    from app.cli.making import show_incident

    found = in_house(lambda house: show_incident(house, slug))
    say("\n".join(f"{name}: {value}" for name, value in found.items()))


def read_area(written: str) -> Area:
    """Read «W,S,E,N»; raises `BadForm` with an example."""
    parts = written.split(",")
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as wrong:
        raise BadForm(
            f"The area «{written}» should be west,south,east,north, like -74.5,18.0,-71.6,20.1"
        ) from wrong
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90):
        raise BadForm(f"The area «{written}» is not on Earth; longitudes come first: west,south,east,north.")
    return Area(west=west, south=south, east=east, north=north)


@account.command("create")
def create_person(
    email: Annotated[str, typer.Argument(help="The address they sign in with.")],
    incident_slug: Annotated[str, typer.Option("--incident", help="The incident they work in.")],
    role: Annotated[Role, typer.Option(help="What they may do.")] = "coordinator",
    name: Annotated[str, typer.Option(help="What they are called at the desk.")] = "",
) -> None:
    """Make an account and print a one-time link that sets its password."""
    from app.cli.home import in_house
    from app.cli.making import make_account

    link = in_house(lambda house: make_account(house, email, incident_slug, role, name))
    say(f"Send this to {email}; it works once, for three days:\n{link}")


@account.command("second-step-off")
def forget_second_step(
    email: Annotated[str, typer.Argument(help="Whose phone and paper are both lost.")],
) -> None:
    """Ask an account for no code any more; its owner signs in by password and sets a new one up."""
    from app.cli.home import in_house
    from app.cli.making import second_step_off

    in_house(lambda house: second_step_off(house, email))
    say(f"{email} signs in by password alone now; a new code app is set up on their own page.")


@channel.command("add")
def add_channel(
    name: Annotated[str, typer.Argument(help="The gateway, like twilio.")],
    incident_slug: Annotated[str, typer.Option("--incident", help="The incident it belongs to.")],
    number: Annotated[str, typer.Option(help="Our number there, like +15095550142.")],
    account_sid: Annotated[str, typer.Option(help="Twilio's account SID.")] = "",
    auth_token: Annotated[str, typer.Option(help="Twilio's auth token.", envvar="TWILIO_AUTH_TOKEN")] = "",
    messaging_service_sid: Annotated[str, typer.Option(help="When numbers are pooled in a service.")] = "",
    whatsapp_number: Annotated[str, typer.Option(help="When WhatsApp has a number of its own.")] = "",
    api_base: Annotated[
        str, typer.Option(help="Another address of Twilio's API, for trying things out.")
    ] = "",
) -> None:
    """Connect a gateway; its secrets are sealed in the database."""
    from app.cli.home import in_house
    from app.cli.making import connect_channel

    given = {
        "account_sid": account_sid,
        "auth_token": auth_token,
        "messaging_service_sid": messaging_service_sid,
        "whatsapp_number": whatsapp_number,
        "api_base": api_base,
    }
    values = {key: value for key, value in given.items() if value}
    address = in_house(lambda house: connect_channel(house, name, incident_slug, number, values))
    say(f"Connected. Let {name} call this address for incoming messages (POST):\n{address}")
