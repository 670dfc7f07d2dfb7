"""Incidents, accounts and gateways, made from the command line."""

from typing import Annotated

import typer

from app.access.accounts import create_account, give_role
from app.access.passwords import make_link
from app.cli.home import in_house
from app.clock import now
from app.errors import BadForm
from app.house import House
from app.incidents.create import NewIncident, check_incident, create_incident
from app.incidents.find import incident_by_slug
from app.messaging.accounts import add_account
from app.models.staff import Role
from geo.gazetteer.geonames import geonames_places
from geo.land import land
from geo.point import Area
from ingest.phone import e164
from ingest.shapes import Credentials
from web.assets import VENDOR, asset

incident = typer.Typer(help="Incidents.", no_args_is_help=True)
account = typer.Typer(help="Accounts of the people at the desk.", no_args_is_help=True)
channel = typer.Typer(help="Gateways.", no_args_is_help=True)
say = typer.echo


@incident.command("create")
def create(
    slug: Annotated[str, typer.Argument(help="Its short name in addresses, like grand-anse.")],
    name: Annotated[str, typer.Option(help="Its name for people.")],
    area: Annotated[str, typer.Option(help="West,south,east,north in degrees.")],
    languages: Annotated[str, typer.Option(help="The languages people text in, the first is the default.")],
    country: Annotated[str, typer.Option(help="Two letters, like HT.")],
    emergency: Annotated[str, typer.Option(help="The number to call when life is at risk.")] = "",
    time_zone: Annotated[str, typer.Option(help="Like America/Port-au-Prince.")] = "UTC",
) -> None:
    """Make an incident and load the names of its places from GeoNames."""
    new = NewIncident(
        slug=slug,
        name=name,
        country=country.upper(),
        languages=tuple(code.strip() for code in languages.split(",") if code.strip()),
        area=read_area(area),
        emergency_number=emergency,
        time_zone=time_zone,
    )
    check_incident(new)
    say(f"Loading the places of {new.country} from GeoNames…")
    loaded = in_house(lambda house: _create(house, new))
    say(f"Incident «{slug}» is ready, with {loaded} places. Its pages: /i/{slug}/   its desk: /desk/{slug}")


async def _create(house: House, new: NewIncident) -> int:
    places = list(geonames_places(new.area, new.country))
    atlas = VENDOR / asset("land-50m.json").rsplit("/", 1)[-1]
    coast = land(atlas, new.area)
    ground: list[dict[str, object]] = [
        {"type": "Feature", "properties": {"layer": "land", "name": "", "class": "land"}, "geometry": coast}
    ]
    async with house.database.session() as session:
        await create_incident(
            session, house.keys, new=new, places={"geonames": places}, ground=ground, now=now()
        )
    return len(places)


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
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.COORDINATOR,
    name: Annotated[str, typer.Option(help="What they are called at the desk.")] = "",
) -> None:
    """Make an account and print a one-time link that sets its password."""
    link = in_house(lambda house: _create_person(house, email, incident_slug, role, name))
    say(f"Send this to {email}; it works once, for three days:\n{link}")


async def _create_person(house: House, email: str, slug: str, role: Role, name: str) -> str:
    async with house.database.session() as session:
        found = await incident_by_slug(session, slug)
        assert found.id is not None
        staff_id = await create_account(session, email, name=name, now=now())
        await give_role(session, found.id, staff_id, role)
        token = make_link(session, staff_id, now=now())
    return f"{house.settings.base_url}/desk/password/{token}"


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
    given = {
        "account_sid": account_sid,
        "auth_token": auth_token,
        "messaging_service_sid": messaging_service_sid,
        "whatsapp_number": whatsapp_number,
        "api_base": api_base,
    }
    values = {key: value for key, value in given.items() if value}
    address = in_house(lambda house: _add_channel(house, name, incident_slug, number, values))
    say(f"Connected. Let {name} call this address for incoming messages (POST):\n{address}")


async def _add_channel(house: House, name: str, slug: str, number: str, values: dict[str, str]) -> str:
    gateway = house.channels.get(name)
    if gateway is None:
        raise BadForm(f"There is no gateway «{name}»; there are {', '.join(house.channels)}.")
    if missing := [key for key in gateway.secrets if not values.get(key)]:
        options = ", ".join(f"--{key.replace('_', '-')}" for key in missing)
        raise BadForm(f"{name} also needs {options}.")
    ours = e164(number)
    if ours is None:
        raise BadForm(f"«{number}» is no phone number; write it like +15095550142.")
    async with house.database.session() as session:
        found = await incident_by_slug(session, slug)
        if found.drill and gateway.leaves_house:
            raise BadForm("A drill never sends to a network; make an incident of its own for a real gateway.")
        credentials = Credentials(channel=name, number=ours, values=values)
        add_account(session, house.keys, incident=found, credentials=credentials, now=now())
    return f"{house.settings.base_url}/in/{name}/{slug}"
