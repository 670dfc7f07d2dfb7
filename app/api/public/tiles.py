"""Turns counted cells into the rows of a tile: marks that stand apart, each in a cell of its own.

A tile is 4 × 4 cells. Cells are counted beforehand at the levels of `map_count`; a tile reads the coarsest
level that is fine enough and adds up. Below the finest level it reads the cases themselves.
"""

import json
from typing import NotRequired, TypedDict, cast

from app.api.public import queries
from app.api.public.filters import Filters
from app.api.public.look import look
from app.db import Database
from app.errors import NotFound
from app.models.public import LEVELS
from geo.tiles import LEVEL, cell_inside_tile, tile_cell, tile_exists, tile_range

CELLS = 2  # a tile is 4 × 4 cells: each mark has 64 pixels to itself
DEEPEST = 15  # public tiles say nothing finer than the displacement

Tile = tuple[int, int, int]
Row = list[int | str]


class Counted(TypedDict):
    """One cell of a tile as it was counted; `category` and `reference` are of a mark that stands alone."""

    cell: int
    n: int
    critical: int
    serious: int
    need: int
    offer: int
    morton: int | None  # none: its cell is all that may be told
    category: str
    reference: NotRequired[str]


async def tile_json(database: Database, incident_id: int, tile: Tile, filters: Filters) -> bytes:
    """Count one tile; raises `NotFound` for one that is not on the map, or deeper than strangers may look."""
    if tile[0] > DEEPEST or not tile_exists(*tile):
        raise NotFound("There is no such tile.")
    counted = await _count(database, incident_id, tile, filters)
    level = tile[0] + CELLS
    return json.dumps(
        {"rows": [tile_row(one, tile, level) for one in counted]}, separators=(",", ":")
    ).encode()


async def _count(database: Database, incident_id: int, tile: Tile, filters: Filters) -> list[Counted]:
    least, most = filters.grades
    if least > most:
        return []
    first, last = filters.days
    asked = {"incident_id": incident_id, "category": filters.category, "first": first, "last": last}
    level = next((level for level in LEVELS if level >= tile[0] + CELLS), None)
    if level is None:
        low, high = tile_range(*tile)
        deep = {
            "shift": 2 * (LEVEL - tile[0] - CELLS),
            "low": low,
            "high": high,
            "least": least,
            "most": most,
        }
        rows = await look(database, queries.DEEP_TILE, asked | deep)
    else:
        low, high = cells_of(tile, level)
        cells = {"level": level, "shift": 2 * (level - tile[0] - CELLS), "low": low, "high": high}
        rows = await look(database, queries.TILE[(least, most), filters.by_day], asked | cells)
    return [cast(Counted, {**row}) for row in rows]


def cells_of(tile: Tile, level: int) -> tuple[int, int]:
    """Give the first and the last cell of a level inside a tile."""
    z, x, y = tile
    inside = 2 * (level - z)
    low = tile_cell(z, x, y) << inside
    return low, low + (1 << inside) - 1


def tile_row(row: Counted, tile: Tile, level: int) -> Row:
    """Say one counted cell in numbers; a lone mark without a `morton` stands in the middle of its cell."""
    z, x, y = tile
    code, at_level = row["cell"], level  # a cluster stands in its cell's middle, a lone mark where it is
    if row["n"] == 1 and row["morton"] is not None:
        code, at_level = row["morton"], LEVEL
    across, down = cell_inside_tile(code, at_level, z=z, x=x, y=y)
    counted = [across, down, row["n"], row["critical"], row["serious"], row["need"], row["offer"]]
    named = [row["category"], *([row["reference"]] if "reference" in row else [])]
    return [*counted, *(named if row["n"] == 1 else ())]
