"""What is open in the drill's town: a newcomer finds a tap on the map, and hears of it by text."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.clock import now
from app.drill.town import town_places
from app.facilities.begin import open_facility
from app.facilities.change import check_facility
from app.facilities.find import count_places, places_to_check
from app.facilities.shapes import NewPlace
from app.history import MACHINE
from app.hours import parse_hours
from app.models.facility import FacilityKind
from app.models.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One of them, at a landmark of the town; `hours` as people write them."""

    kind: FacilityKind
    at: str
    street: str
    name: str = ""  # empty: as the landmark is called
    hours: str = ""
    capacity: int | None = None
    free: int | None = None
    stock: str = ""
    source: str = "Komite Dlo (drill)"
    notes: tuple[tuple[str, str], ...] = ()


PLACES = (
    Drawn(kind=FacilityKind.WATER, at="Ponp Koton", street="Plenn Koton", stock="20 L / moun"),
    Drawn(
        kind=FacilityKind.WATER,
        at="Mache Zetwal",
        street="Lakou Zetwal",
        name="Kamyon dlo Zetwal",
        hours="6-22",
        stock="5000 L",
        notes=(
            ("ht", "Pote bokit ou."),
            ("fr", "Apportez votre seau."),
            ("en", "Bring your own bucket."),
            ("es", "Traiga su cubo."),
        ),
    ),
    Drawn(
        kind=FacilityKind.CLINIC,
        at="Klinik Lespwa",
        street="Lakou Zetwal",
        source="Klinik Lespwa (drill)",
    ),
    Drawn(
        kind=FacilityKind.SHELTER,
        at="Lycée des Palmes",
        street="Fontaine-aux-Crabes",
        capacity=120,
        free=46,
        source="Lakwa Wouj Lavil (drill)",
    ),
    Drawn(
        kind=FacilityKind.FOOD,
        at="Sal Kolibri",
        street="Mòn Kolibri",
        name="Kizin Kolibri",
        hours="7-20",
        stock="400",
        source="Sal Kolibri (drill)",
    ),
    Drawn(
        kind=FacilityKind.CHARGING,
        at="Radyo Grillo",
        street="Loma del Grillo",
        hours="6-23",
        source="Radyo Grillo (drill)",
    ),
    Drawn(
        kind=FacilityKind.TOILETS,
        at="Kan Savann",
        street="Savann Kabrit",
        source="Kan Savann (drill)",
    ),
)


async def open_in_town(session: AsyncSession, incident: Incident) -> None:
    """Open them once; at a later start somebody has just made sure of what still stands."""
    assert incident.id is not None
    if await count_places(session, incident.id):
        for known in await places_to_check(session, incident.id):
            await check_facility(session, incident.id, known.reference, who=MACHINE, now=now())
        return
    spots = {place.name: place.point for place in town_places()}
    for one in PLACES:
        said = NewPlace(
            kind=one.kind,
            name=one.name or one.at,
            point=spots[one.at],
            source=one.source,
            place=one.street,
            capacity=one.capacity,
            free=one.free,
            stock=one.stock,
            hours=parse_hours(one.hours),
            notes=dict(one.notes),
        )
        await open_facility(session, incident, said, who=MACHINE, now=now())
