"""What one incident learned helps its neighbour: names on which people agree, and no word of theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import NotAllowed
from app.history import Happening, record
from app.models.incident import Incident
from app.places import queries
from app.places.fitting import fitting_words
from app.places.learn_many import Lesson, learn_many
from geo.gazetteer.keys import exact_key
from geo.gazetteer.taught import AGREE_M, names_in
from geo.gazetteer.teach import Pin
from geo.point import Point, distance_m

LEAST_PINS = 2  # what one person pinned may be where one person is


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What came of handing names on."""

    names: int  # that the giving incident agrees on
    outside: int  # of them not in the area of the other one
    lesson: Lesson


async def share_names(
    session: AsyncSession, giving: Incident, taking: Incident, *, who: str, now: datetime
) -> Shared:
    """Teach one incident what two pins or more say in another; raises `NotAllowed` from a drill.

    Each name counts as one pin there, whatever it rested on, and sharing again replaces it.
    """
    assert giving.id is not None
    assert taking.id is not None
    if giving.id == taking.id:
        raise NotAllowed("An incident has nothing to share with itself.")
    if giving.drill and not taking.drill:
        raise NotAllowed("What a drill was taught is invented, and never goes to a real incident.")
    agreed = await _agreed(session, giving.id, origin=f"incident:{giving.slug}", now=now)
    area = taking.area
    pins = [pin for pin in agreed if area.holds(pin.point)]
    lesson = await learn_many(session, taking.id, pins, origin=f"incident:{giving.slug}")
    shared = Shared(names=len(agreed), outside=len(agreed) - len(pins), lesson=lesson)
    _record(session, giving.id, who, {"to": taking.slug, "names": len(pins)}, now)
    _record(session, taking.id, who, {"from": giving.slug, "names": len(pins)}, now)
    return shared


async def _agreed(session: AsyncSession, incident_id: int, *, origin: str, now: datetime) -> list[Pin]:
    rows = await session.execute(queries.AGREED, {"incident_id": incident_id, "least": LEAST_PINS})
    pins = [
        Pin(
            words=row.name,
            point=Point(lat=row.lat, lon=row.lon),
            radius_m=row.radius_m,
            who=origin,
            origin=origin,
            number=_number(row.name),
            taught_at=now,
        )
        for row in rows
        if fitting_words(row.name) == row.name
    ]
    return whole_names(pins)


def whole_names(pins: Sequence[Pin]) -> list[Pin]:
    """Leave out names that are a part of another one at the same place: the longer one teaches them too."""
    by_key = {exact_key(pin.words): pin for pin in pins}
    parts = {
        key
        for whole, pin in by_key.items()
        for key in names_in(pin.words)
        if key != whole and key in by_key and distance_m(by_key[key].point, pin.point) <= AGREE_M
    }
    return [pin for key, pin in by_key.items() if key not in parts]


def _number(name: str) -> int:
    """The same for the same name, whenever it is shared: a number of 63 bits."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest()) >> 1


def _record(
    session: AsyncSession, incident_id: int, who: str, facts: dict[str, object], now: datetime
) -> None:
    record(session, incident_id, Happening(what="place.shared", who=who, after=facts), now=now)
