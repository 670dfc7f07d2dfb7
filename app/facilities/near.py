"""Where somebody looks from: numbers that their phone wrote, or a name that everybody may know."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.models.incident import Incident
from geo.coordinates import written_position
from geo.gazetteer.listing import bearing
from geo.gazetteer.taught import SOURCE as TAUGHT
from geo.point import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A point with its name, '' for numbers."""

    point: Point
    name: str


async def near_words(session: AsyncSession, incident: Incident, words: str) -> Near | None:
    """Find it, None where nothing inside the incident's area is meant.

    How far everything is from a name would tell where the name lies: so a name that only pins have taught is
    as unknown here as any other.
    """
    assert incident.id is not None
    if not words.strip():
        return None
    written = written_position(words, area=incident.area)
    if written is not None:
        return Near(point=written.point, name="") if incident.area.holds(written.point) else None
    known = [
        (place, how)
        for place, how in await bearing(session, incident.id, words)
        if place.source != TAUGHT and incident.area.holds(place.point)
    ]
    if not known:
        return None
    place, _ = min(known, key=lambda one: (one[1] != "exact", -one[0].importance))
    return Near(point=place.point, name=place.name)
