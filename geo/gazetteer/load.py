"""Puts the names of one source into an incident's gazetteer; loading again replaces them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncSession

from geo.gazetteer import queries
from geo.gazetteer.circle import RADIUS_M
from geo.gazetteer.keys import exact_key, sound_key, usable_sound
from geo.place import Place
from geo.spatial import ewkt

BATCH = 1_000
LONGEST_KEY = 200  # bytes that an index page holds with ease; no place is called longer than that


async def load_places(
    session: AsyncSession, incident_id: int, places: Iterable[Place], *, source: str
) -> int:
    """Replace one source's places in the caller's transaction and say how many there are now.

    Safe to repeat: the same places give the same rows, and two loads of one source wait for each other.
    """
    await session.execute(queries.LOCK_SOURCE, {"incident_id": incident_id, "source": source})
    await session.execute(queries.FORGET_SOURCE, {"incident_id": incident_id, "source": source})
    loaded = 0
    remaining = iter(places)
    while batch := list(islice(remaining, BATCH)):
        await _add(session, incident_id, batch, source)
        loaded += len(batch)
    return loaded


def place_keys(place: Place) -> Iterator[tuple[str, str]]:
    """Give every key of a place with how it is compared, each once."""
    names = (place.name, *place.names)
    exact = {exact_key(name) for name in names}
    sounds = {sound for sound in map(sound_key, names) if usable_sound(sound)}
    for how, keys in (("exact", exact), ("sound", sounds)):
        yield from ((key, how) for key in sorted(keys) if 0 < len(key.encode()) <= LONGEST_KEY)


async def _add(session: AsyncSession, incident_id: int, batch: Sequence[Place], source: str) -> None:
    reserved = await session.execute(queries.RESERVE_IDS, {"count": len(batch)})
    ids = [row.id for row in reserved]
    await session.execute(
        queries.ADD_PLACES,
        {
            "incident_id": incident_id,
            "source": source,
            "ids": ids,
            "names": [place.name for place in batch],
            "kinds": [place.kind.value for place in batch],
            "points": [ewkt(place.point) for place in batch],
            "shapes": [None if place.shape is None else json.dumps(place.shape) for place in batch],
            "radii": [place.radius_m or RADIUS_M[place.kind] for place in batch],
            "importances": [place.importance for place in batch],
            "others": [json.dumps(place.names, ensure_ascii=False) for place in batch],
            "pins": [place.pins for place in batch],
        },
    )
    keys = [(key, how, id_) for place, id_ in zip(batch, ids, strict=True) for key, how in place_keys(place)]
    await session.execute(
        queries.ADD_KEYS,
        {
            "incident_id": incident_id,
            "keys": [key for key, _, _ in keys],
            "hows": [how for _, how, _ in keys],
            "ids": [id_ for _, _, id_ in keys],
        },
    )
