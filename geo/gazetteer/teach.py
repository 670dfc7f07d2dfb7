"""Teaches an incident's gazetteer from pins, takes that back, and lists it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from geo.gazetteer import queries
from geo.gazetteer.load import place_keys
from geo.gazetteer.taught import MOST_PINS, SOURCE, Name, Pin, Taught, names_in, work_out
from geo.place import Place
from geo.point import Point
from geo.spatial import ewkt

__all__ = ["Pin", "Taught", "forget", "taught_of", "taught_pins", "teach"]


async def teach(session: AsyncSession, incident_id: int, pins: Sequence[Pin]) -> int:
    """Store what some pins say and work their names out anew; returns how many names that were.

    A pin of the same origin and number replaces the one before. Words that hold no name teach nothing.
    """
    await session.execute(queries.LOCK_SOURCE, {"incident_id": incident_id, "source": SOURCE})
    named = [(pin, _names(pin.words)) for pin in {(pin.origin, pin.number): pin for pin in pins}.values()]
    told = [(pin, names) for pin, names in named if names]
    before = await _names_of(session, incident_id, pins)
    await session.execute(
        queries.FORGET_NUMBERS,
        {
            "incident_id": incident_id,
            "origins": [pin.origin for pin in pins],
            "numbers": [pin.number for pin in pins],
        },
    )
    if told:
        await session.execute(queries.TEACH, _stored(incident_id, told))
    return await _work_out(session, incident_id, before | {name for _, names in told for name in names})


async def forget(session: AsyncSession, incident_id: int, ids: Sequence[int]) -> int:
    """Take pins back and work their names out anew; returns how many pins there were."""
    await session.execute(queries.LOCK_SOURCE, {"incident_id": incident_id, "source": SOURCE})
    gone = await session.execute(queries.FORGET_PINS, {"incident_id": incident_id, "ids": list(ids)})
    grams = [row.grams for row in gone]
    await _work_out(session, incident_id, {name for names in grams for name in names})
    return len(grams)


async def taught_pins(
    session: AsyncSession, incident_id: int, *, name: str = "", before: int | None = None, limit: int = 100
) -> list[Taught]:
    """List pins, the newest first; `name` keeps those that count for a name, `before` goes on from an id."""
    keys = list(names_in(name)) if name else []
    asked = {"incident_id": incident_id, "names": keys, "before": before, "limit": limit}
    rows = await session.execute(queries.NAMED_PINS if name else queries.PINS, asked)
    return [taught_of(row) for row in rows]


def taught_of(row: Row[Any]) -> Taught:
    """Make a stored pin of a row that has its columns, `lat` and `lon`."""
    pin = Pin(
        words=row.words,
        point=Point(lat=row.lat, lon=row.lon),
        radius_m=row.radius_m,
        who=row.who,
        origin=row.origin,
        number=row.number,
        taught_at=row.taught_at,
    )
    return Taught(id=row.id, pin=pin, names=tuple(row.grams))


def _stored(incident_id: int, told: Sequence[tuple[Pin, Iterable[str]]]) -> dict[str, object]:
    """Columns: all pins go in one statement; 5,000 one by one took longer than working out their names."""
    pins = [pin for pin, _ in told]
    return {
        "incident_id": incident_id,
        "words": [pin.words for pin in pins],
        "grams": ["\n".join(names) for _, names in told],
        "points": [ewkt(pin.point) for pin in pins],
        "radii": [pin.radius_m for pin in pins],
        "whos": [pin.who for pin in pins],
        "origins": [pin.origin for pin in pins],
        "numbers": [pin.number for pin in pins],
        "times": [pin.taught_at for pin in pins],
    }


async def _names_of(session: AsyncSession, incident_id: int, pins: Sequence[Pin]) -> set[str]:
    """The names for which pins of these origins and numbers counted until now."""
    asked = {
        "incident_id": incident_id,
        "origins": [pin.origin for pin in pins],
        "numbers": [pin.number for pin in pins],
    }
    return {name for row in await session.execute(queries.NAMES_OF, asked) for name in row.grams}


async def _work_out(session: AsyncSession, incident_id: int, names: set[str]) -> int:
    """Make the places of some names anew from all the pins that count for them."""
    asked = {"incident_id": incident_id, "names": sorted(names), "most": MOST_PINS}
    await session.execute(queries.FORGET_TAUGHT, {"incident_id": incident_id, "names": sorted(names)})
    pinned: dict[str, list[tuple[Name, Point]]] = {}
    for row in await session.execute(queries.PINS_OF_NAMES, asked):
        name = _names(row.words).get(row.name)
        if name is not None:
            pinned.setdefault(row.name, []).append((name, Point(lat=row.lat, lon=row.lon)))
    places = [(key, place) for key, of_name in pinned.items() if (place := work_out(of_name)) is not None]
    await _add(session, incident_id, places)
    return len(names)


_names = lru_cache(maxsize=8_000)(names_in)  # a file asks for the same words again and again


async def _add(session: AsyncSession, incident_id: int, places: Sequence[tuple[str, Place]]) -> None:
    if not places:
        return
    reserved = await session.execute(queries.RESERVE_IDS, {"count": len(places)})
    ids = [row.id for row in reserved]
    await session.execute(
        queries.ADD_TAUGHT,
        {
            "incident_id": incident_id,
            "source": SOURCE,
            "ids": ids,
            "names": [place.name for _, place in places],
            "kinds": [place.kind.value for _, place in places],
            "points": [ewkt(place.point) for _, place in places],
            "radii": [place.radius_m for _, place in places],
            "pins": [place.pins for _, place in places],
        },
    )
    keys = [
        (key, how, id_)
        for (name, place), id_ in zip(places, ids, strict=True)
        for key, how in ((name, "exact"), *(heard for heard in place_keys(place) if heard[1] != "exact"))
    ]
    await session.execute(
        queries.ADD_TAUGHT_KEYS,
        {
            "incident_id": incident_id,
            "keys": [key for key, _, _ in keys],
            "hows": [how for _, how, _ in keys],
            "ids": [id_ for _, _, id_ in keys],
        },
    )
