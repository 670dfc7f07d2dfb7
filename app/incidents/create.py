"""A new incident, with its gazetteer and a data key of its own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, Conflict
from app.incidents.zones import known_zones
from app.models.event import Follow
from app.models.incident import Automation, Ground, Incident
from app.security import Keys
from geo.gazetteer.load import load_places
from geo.place import Place
from geo.point import Area
from ingest.catalog import load_catalog
from ingest.phone import is_country

LONGEST_NAME = 80
HOURS = range(24)
# words that the addresses of the desk use themselves
TAKEN = frozenset({"account", "code", "incidents", "password", "sign-in", "sign-out"})
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIncident:
    """What an administrator says about a new incident."""

    slug: str
    name: str
    country: str
    languages: tuple[str, ...]
    area: Area
    emergency_number: str = ""
    time_zone: str = "UTC"
    automation: Automation = Automation.SUGGEST
    drill: bool = False
    offer_wait_s: int = 900
    quiet_from: int = 22
    quiet_to: int = 6


def check_incident(new: NewIncident) -> None:
    """Raise `BadForm` with what to mend."""
    if not SLUG.fullmatch(new.slug):
        raise BadForm(f"The slug «{new.slug}» should be small letters, digits and hyphens, 40 at most.")
    if new.slug in TAKEN:
        raise BadForm(f"«{new.slug}» is a word of Konbit's own addresses; choose another slug.")
    if len(new.name) > LONGEST_NAME:
        raise BadForm("Give the incident a name of at most 80 letters.")
    if not is_country(new.country):
        raise BadForm(f"«{new.country}» is no country; write two letters like HT.")
    known = load_catalog().languages
    if strange := [code for code in new.languages if code not in known]:
        raise BadForm(
            f"Konbit does not speak {', '.join(strange)} yet; it speaks {', '.join(sorted(known))}."
        )
    if not new.languages:
        raise BadForm("An incident needs at least one language.")
    if new.time_zone not in known_zones():
        raise BadForm(f"There is no time zone «{new.time_zone}»; one is America/Port-au-Prince.")
    if not (new.quiet_from in HOURS and new.quiet_to in HOURS):
        raise BadForm("Quiet hours are two hours of the day, like 22-6.")
    if new.area.south >= new.area.north or new.area.west == new.area.east:
        raise BadForm("The area is empty; give it as west,south,east,north in degrees.")


async def create_incident(
    session: AsyncSession,
    keys: Keys,
    *,
    new: NewIncident,
    places: Mapping[str, Iterable[Place]],
    ground: Sequence[dict[str, object]],
    now: datetime,
) -> Incident:
    """Make the incident and fill its gazetteer, a source at a time; raises `BadForm` and `Conflict`."""
    check_incident(new)
    incident = Incident(
        slug=new.slug,
        name=new.name,
        country=new.country.upper(),
        languages=list(new.languages),
        time_zone=new.time_zone,
        emergency_number=new.emergency_number,
        west=new.area.west,
        south=new.area.south,
        east=new.area.east,
        north=new.area.north,
        automation=new.automation,
        drill=new.drill,
        offer_wait_s=new.offer_wait_s,
        quiet_from=new.quiet_from,
        quiet_to=new.quiet_to,
        data_key_sealed=keys.new_data_key(),
        created_at=now,
    )
    try:
        async with session.begin_nested():
            session.add(incident)
            await session.flush()
    except IntegrityError as taken:
        raise Conflict(f"There is an incident «{new.slug}» already; choose another slug.") from taken
    assert incident.id is not None
    session.add(Follow(incident_id=incident.id))
    session.add(Ground(incident_id=incident.id, features=list(ground)))
    await session.flush()
    for source, found in places.items():
        await load_places(session, incident.id, found, source=source)
    return incident
