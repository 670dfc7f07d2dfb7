"""What has changed on the public map, as keys of tiles: which to ask again, and never what is in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.api.public import queries
from app.api.public.look import look
from app.db import Database
from app.models.public import CHANGE_LEVEL
from geo.tiles import cell_position

MANY = 2_000  # changes of one look
MOST_TILES = 64  # of one piece of news; of more, the larger tiles around them
EVERYTHING = ("0/0/0",)  # the tile that is the whole world


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed up to the change numbered `after`, which the next question begins behind."""

    after: int
    tiles: tuple[str, ...] = ()


async def changes_since(database: Database, incident_id: int, after: int | None) -> Changes:
    """Say what changed behind a change, or where to begin; who was away for too long is to ask all again."""
    asked = {"incident_id": incident_id, "after": after or 0, "many": MANY}
    (kept,) = await look(database, queries.CHANGES_KEPT, asked)
    last = kept["last"] or 0
    if after is None or after == last:
        return Changes(last)
    if not kept["whole"]:
        return Changes(last, EVERYTHING)
    rows = await look(database, queries.CHANGES, asked)
    if not rows:
        return Changes(after)
    if len(rows) == MANY:
        return Changes(max(last, rows[-1]["id"]), EVERYTHING)
    return Changes(rows[-1]["id"], gather(row["cell"] for row in rows))


def gather(cells: Iterable[int], *, most: int = MOST_TILES) -> tuple[str, ...]:
    """Name the tiles of changed cells; of too many, larger tiles that hold them."""
    level, held = CHANGE_LEVEL, set(cells)
    while len(held) > most:
        level, held = level - 1, {cell >> 2 for cell in held}
    return tuple(f"{level}/{x}/{y}" for x, y in map(cell_position, sorted(held)))
