"""Looking at what was taught: one pin, the pin of a case, how many agree on a name, what was taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.places import queries
from geo.gazetteer.teach import Pin, Taught, taught_of
from geo.point import Point

DESK = "desk"  # the origin of what was pinned by hand; the number is the report's


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A taught name as it is written, and how many pins agree on where it is."""

    name: str
    pins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """One press that can be taken back: which event it was, and the words it was about."""

    event_id: int
    at: datetime
    who: str
    what: str
    words: str


async def pin_by_id(session: AsyncSession, incident_id: int, pin_id: int) -> Taught | None:
    """Find one stored pin."""
    row = await session.execute(queries.BY_ID, {"incident_id": incident_id, "id": pin_id})
    return _taught(row.first())


async def pin_by_number(
    session: AsyncSession, incident_id: int, number: int, *, origin: str = DESK
) -> Taught | None:
    """Find what one case taught, or one line of a file."""
    values = {"incident_id": incident_id, "origin": origin, "number": number}
    return _taught((await session.execute(queries.BY_NUMBER, values)).first())


async def every_pin(
    session: AsyncSession, incident_id: int, *, after: int = 0, most: int = 1_000
) -> list[Taught]:
    """Read the pins in the order of their ids, so many at a time."""
    values = {"incident_id": incident_id, "after": after, "most": most}
    return [taught_of(row) for row in await session.execute(queries.ALL, values)]


async def count_pins(session: AsyncSession, incident_id: int) -> int:
    """How many pins have taught something."""
    return int((await session.execute(queries.COUNT, {"incident_id": incident_id})).scalar_one())


async def agreement(session: AsyncSession, incident_id: int, pins: Sequence[Taught]) -> dict[str, Agreed]:
    """Say for each name of these pins, by its key, how many pins agree on it."""
    names = sorted({name for pin in pins for name in pin.names})
    rows = await session.execute(queries.AGREEMENT, {"incident_id": incident_id, "names": names})
    return {row.key: Agreed(name=row.name, pins=int(row.pins)) for row in rows}


def best_known(taught: Taught, agreed: Mapping[str, Agreed]) -> Agreed | None:
    """The longest name of a pin on which another agrees with it, else the longest of all."""
    names = sorted((agreed[name] for name in taught.names if name in agreed), key=lambda one: len(one.name))
    return next((one for one in reversed(names) if one.pins > 1), names[-1] if names else None)


async def references(session: AsyncSession, incident_id: int, pins: Sequence[Taught]) -> dict[int, str]:
    """Give the codes of the cases from which these pins come, by the number of the report."""
    ids = [taught.pin.number for taught in pins if taught.pin.origin == DESK]
    rows = await session.execute(queries.REFERENCES, {"incident_id": incident_id, "ids": ids})
    return {int(row.id): str(row.reference) for row in rows}


async def undoable(session: AsyncSession, incident_id: int) -> list[Undoable]:
    """List what was taken back or mended lately and stands so still, the newest first."""
    rows = (await session.execute(queries.LATELY, {"incident_id": incident_id})).mappings()
    seen: set[tuple[object, object]] = set()
    found = []
    for row in rows:
        facts = row["before"] or row["after"]
        which = facts.get("origin"), facts.get("number")
        if which not in seen and row["what"] != "place.taught":
            found.append(_undoable(row))
        seen.add(which)
    return found


def facts_of(pin: Pin) -> dict[str, object]:
    """Write a pin into an event, so that it can be taught again just as it was."""
    return {
        "words": pin.words,
        "lat": pin.point.lat,
        "lon": pin.point.lon,
        "radius_m": pin.radius_m,
        "who": pin.who,
        "origin": pin.origin,
        "number": pin.number,
        "taught_at": pin.taught_at.isoformat(),
    }


def pin_of(facts: RowMapping | dict[str, object]) -> Pin:
    """Read a pin back from an event."""
    return Pin(
        words=str(facts["words"]),
        point=Point(lat=float(str(facts["lat"])), lon=float(str(facts["lon"]))),
        radius_m=float(str(facts["radius_m"])),
        who=str(facts["who"]),
        origin=str(facts["origin"]),
        number=int(str(facts["number"])),
        taught_at=datetime.fromisoformat(str(facts["taught_at"])),
    )


def _taught(row: Row | None) -> Taught | None:
    return None if row is None else taught_of(row)


def _undoable(row: RowMapping) -> Undoable:
    return Undoable(
        event_id=row["id"],
        at=row["at"],
        who=row["who"],
        what=row["what"],
        words=str(row["before"].get("words", "")),
    )
