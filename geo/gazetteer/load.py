"""Puts the names of one source into an incident's gazetteer; loading again replaces them.

One transaction: whoever reads sees the old names until the commit, then the new ones, and a load that is
stopped leaves the old ones whole. Rows are streamed by COPY: a million names take no more room than a few.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from psycopg import AsyncConnection
from sqlalchemy.ext.asyncio import AsyncSession

from geo.gazetteer import queries
from geo.gazetteer.circle import RADIUS_M
from geo.gazetteer.keys import exact_key, sound_key, usable_sound
from geo.gazetteer.numbers import number_keys
from geo.place import Place
from geo.spatial import ewkb, ewkt

BATCH = 2_000
LONGEST_KEY = 200  # bytes that an index page holds with ease; no place is called longer than that


def unheard(_places: int, _names: int) -> None:
    """Tell nobody how far it is."""


async def load_places(
    session: AsyncSession,
    incident_id: int,
    places: Iterable[Place],
    *,
    source: str,
    told: Callable[[int, int], None] = unheard,
) -> int:
    """Replace one source's places in the caller's transaction and say how many there are now.

    Safe to repeat: the same places give the same rows, and two loads of one source wait for each other.
    `told` hears after every batch how many places and names are in.
    """
    given = {"incident_id": incident_id, "source": source}
    await session.execute(queries.TAKE_TIME)
    await session.execute(queries.LOCK_SOURCE, given)
    await session.execute(queries.FORGET_KEYS, given)
    raw = await _connection(session)
    await raw.execute(queries.THINK_AGAIN)
    await session.execute(queries.FORGET_SOURCE, given)
    loaded = names = 0
    think_at = 0
    remaining = iter(places)
    while batch := list(islice(remaining, BATCH)):
        ids = [row.id for row in await session.execute(queries.RESERVE_IDS, {"count": len(batch)})]
        await _add_places(raw, incident_id, zip(batch, ids, strict=True), source)
        if loaded >= think_at:  # the table has grown twofold
            await raw.execute(queries.THINK_AGAIN)
            think_at = 2 * (loaded + len(batch))
        await _add_keys(raw, incident_id, zip(batch, ids, strict=True))
        loaded += len(batch)
        names += sum(1 + len(place.names) for place in batch)
        told(loaded, names)
    return loaded


def place_keys(place: Place) -> Iterator[tuple[str, str]]:
    """Give every key of a place with how it is compared, each once."""
    names = (place.name, *place.names)
    exact = {exact_key(name) for name in names}
    sounds = {sound for sound in map(sound_key, names) if usable_sound(sound)}
    for how, keys in (("exact", exact), ("sound", sounds), ("number", set(number_keys(names)))):
        yield from ((key, how) for key in sorted(keys) if 0 < len(key.encode()) <= LONGEST_KEY)


async def _add_places(
    raw: AsyncConnection[object], incident_id: int, batch: Iterable[tuple[Place, int]], source: str
) -> None:
    async with raw.cursor() as cursor, cursor.copy(queries.COPY_PLACES) as copy:
        for place, id_ in batch:
            await copy.write_row((incident_id, id_, *_columns(place, source)))


async def _add_keys(
    raw: AsyncConnection[object], incident_id: int, batch: Iterable[tuple[Place, int]]
) -> None:
    async with raw.cursor() as cursor, cursor.copy(queries.COPY_KEYS) as copy:
        for place, id_ in batch:
            for key, how in place_keys(place):
                await copy.write_row((incident_id, key, how, id_))


def _columns(place: Place, source: str) -> tuple[object, ...]:
    return (
        place.name,
        place.kind.value,
        source,
        ewkt(place.point),
        None if place.shape is None else ewkb(json.dumps(place.shape)),
        place.radius_m or RADIUS_M[place.kind],
        place.importance,
        list(place.names),
        place.pins,
    )


async def _connection(session: AsyncSession) -> AsyncConnection[object]:
    """The driver's own connection under this transaction: COPY is no statement of SQLAlchemy's."""
    connection = await session.connection()
    raw = (await connection.get_raw_connection()).driver_connection
    assert isinstance(raw, AsyncConnection)
    return raw
