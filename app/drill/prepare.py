"""Makes the drill incident when it is missing, and a new sign-in for its desk at each start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import choice
from typing import cast

from sqlalchemy.ext.asyncio import AsyncSession

from app.access.accounts import create_account, give_role, set_password
from app.access.passwords import hash_password
from app.clock import now
from app.drill.open_places import open_in_town
from app.drill.town import AREA, SOURCE, town_ground, town_places
from app.errors import NotFound
from app.house import House
from app.incidents.create import NewIncident, create_incident
from app.incidents.find import incident_by_slug
from app.messaging.accounts import add_account
from app.models.incident import Automation, Incident
from app.models.staff import Role
from ingest.shapes import Credentials

SLUG = "drill"
NUMBER = "+17675550100"  # kept for fiction, and nobody in the cast has it
EMAIL = "dara@drill.example"
OFFER_WAIT_S = 45  # a drill is lively: silence is over sooner than on a real day
WORDS = (
    "amber basket candle delta ember field ginger harbor island jasmine kettle lantern mango nutmeg olive "
    "pepper quartz river saffron timber umbrella velvet willow yellow zephyr anchor bamboo copper dolphin"
).split()


@dataclass(frozen=True, slots=True)
class SignIn:
    """An address and a password that reach the drill alone."""

    email: str
    password: str = field(repr=False)


async def prepare_drill(house: House) -> SignIn:
    """Make what the drill needs, once; return a fresh sign-in."""
    password = "-".join(choice(WORDS) for _ in range(4))
    async with house.database.session() as session:
        incident = await _incident(session, house)
        assert incident.id is not None
        await open_in_town(session, incident)
        staff_id = await create_account(session, EMAIL, name="Dara", now=now())
        await set_password(session, staff_id, hash_password(password))
        await give_role(session, incident.id, staff_id, Role.ADMINISTRATOR)
    return SignIn(EMAIL, password)


async def _incident(session: AsyncSession, house: House) -> Incident:
    try:
        return await incident_by_slug(session, SLUG)
    except NotFound:
        return await _new_incident(session, house)


async def _new_incident(session: AsyncSession, house: House) -> Incident:
    new = NewIncident(
        slug=SLUG,
        name="Lavil Espwa",
        country="DM",
        languages=("ht", "fr", "en", "es"),
        area=AREA,
        emergency_number="112",
        time_zone="America/Dominica",
        automation=Automation.FULL,
        drill=True,
        offer_wait_s=OFFER_WAIT_S,
    )
    ground = [_ground(cast(Mapping[str, object], feature)) for feature in town_ground()]
    incident = await create_incident(
        session, house.keys, new=new, places={SOURCE: town_places()}, ground=ground, now=now()
    )
    credentials = Credentials(channel="console", number=NUMBER, values={"secret": house.keys.drill_secret()})
    add_account(session, house.keys, incident=incident, credentials=credentials, now=now())
    await session.flush()
    return incident


def _ground(feature: Mapping[str, object]) -> dict[str, object]:
    """The drawn feature as the base map wants it: its layer, its name, its class."""
    known = cast(Mapping[str, object], feature["properties"])
    properties = {"layer": known["kind"], "name": known.get("name", ""), "class": known.get("class", "")}
    return {"type": "Feature", "properties": properties, "geometry": feature["geometry"]}
