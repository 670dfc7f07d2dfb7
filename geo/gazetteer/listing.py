"""What an incident's gazetteer holds: its sources, the places that bear a name, and all of them, streamed."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from geo.gazetteer import queries
from geo.gazetteer.keys import exact_key, sound_key
from geo.place import Kind, Place
from geo.point import Point


@dataclass(frozen=True, slots=True)
class Source:
    """How many places one source has given, and of what sort."""

    name: str
    places: int
    names: int
    towns: int
    streets: int
    landmarks: int


async def sources_of(session: AsyncSession, incident_id: int) -> list[Source]:
    """List the sources of an incident's names, the largest first."""
    rows = await session.execute(queries.SOURCES, {"incident_id": incident_id})
    return [Source(*row) for row in rows]


async def bearing(session: AsyncSession, incident_id: int, name: str) -> list[tuple[Place, str]]:
    """Find the places that bear a name, each with how: `exact` for its spelling, `sound` for its sound."""
    asked = {"incident_id": incident_id, "exact": exact_key(name), "sound": sound_key(name)}
    return [(_place(row), row.how) for row in await session.execute(queries.BEARING, asked)]


async def every_place(
    session: AsyncSession, incident_id: int, *, source: str = "", shapes: bool = False
) -> AsyncIterator[Place]:
    """Give the places of one source, or of all, without holding them; never what pins taught."""
    await session.execute(queries.TAKE_TIME)
    asked = {"incident_id": incident_id, "source": source, "shapes": shapes}
    async for row in await session.stream(queries.EVERY, asked):
        yield _place(row)


def _place(row: Row[tuple[object, ...]]) -> Place:
    return Place(
        name=row.name,
        kind=Kind(row.kind),
        point=Point(lat=row.lat, lon=row.lon),
        radius_m=row.radius_m,
        source=row.source,
        importance=row.importance,
        names=tuple(row.names),
        shape=json.loads(row.shape) if row.shape else None,
        pins=row.pins,
    )
