"""Makes incidents, accounts and gateways for the command line."""

from app.access.accounts import account_by_email, create_account, give_role
from app.access.passwords import make_link
from app.access.second_step import turn_off
from app.cli.inside import OPERATOR, inside
from app.clock import now
from app.errors import BadForm
from app.house import House
from app.incidents.begin import gather_beginning
from app.incidents.create import NewIncident, create_incident
from app.incidents.find import incident_by_slug
from app.incidents.gateways import connect_gateway
from app.incidents.settings import change_settings, settings_of
from app.incidents.typed import read_typed, write_typed
from app.matching.weights import default_weights
from app.messaging.spend import today
from app.models.staff import Role


async def make_incident(house: House, new: NewIncident) -> int:
    """Make an incident with the places of GeoNames and the coast; returns how many places it knows."""
    beginning = gather_beginning(new.area, new.country)
    places, ground = beginning.places, beginning.ground
    async with house.database.session() as session:
        await create_incident(session, house.keys, new=new, places=places, ground=ground, now=now())
    return beginning.count


async def make_account(house: House, email: str, slug: str, role: str, name: str) -> str:
    """Make an account and return the one-time link that sets its password."""
    async with house.database.session() as session:
        found = await incident_by_slug(session, slug)
        assert found.id is not None
        staff_id = await create_account(session, email, name=name, now=now())
        await give_role(session, found.id, staff_id, Role(role))
        token = make_link(session, staff_id, now=now())
    return f"{house.settings.base_url}/desk/password/{token}"


async def second_step_off(house: House, email: str) -> None:
    """Let somebody in who lost the phone and the paper; raises `BadForm` for an address nobody has."""
    async with house.database.session() as session:
        found = await account_by_email(session, email)
        if found is None:
            raise BadForm(f"Nobody here has the address «{email}».")
        await turn_off(session, found.id, who=OPERATOR, now=now())


async def connect_channel(house: House, name: str, slug: str, number: str, values: dict[str, str]) -> str:
    """Connect a gateway and return the address that it must call."""
    gateway = house.channels.get(name)
    if gateway is None:
        raise BadForm(f"There is no gateway «{name}»; there are {', '.join(house.channels)}.")
    if missing := [key for key in gateway.secrets if not values.get(key)]:
        options = ", ".join(f"--{key.replace('_', '-')}" for key in missing)
        raise BadForm(f"{name} also needs {options}.")
    async with house.database.session() as session:
        await connect_gateway(
            session,
            house.keys,
            incident=await incident_by_slug(session, slug),
            channel=gateway,
            number=number,
            values=values,
            who=OPERATOR,
            now=now(),
        )
    return f"{house.settings.base_url}/in/{name}/{slug}"


async def change_incident(house: House, slug: str, typed: dict[str, str]) -> dict[str, str]:
    """Change settings of an incident; returns those that differ now, as they would be typed."""
    changes = read_typed(typed)
    async with inside(house, slug) as (session, incident, _):
        known = default_weights()
        await change_settings(session, incident, changes, weights=known, who=OPERATOR, now=now())
        return {name: value for name, value in write_typed(settings_of(incident)).items() if name in typed}


async def show_incident(house: House, slug: str) -> dict[str, str]:
    """Tell how an incident is set, as it would be typed, and how many parts of texts went out today."""
    async with inside(house, slug) as (session, incident, incident_id):
        day = await today(session, incident_id, now=now())
        texts = {"texted today": str(day.parts), "waiting for tomorrow": str(day.waiting)}
        return write_typed(settings_of(incident)) | texts
