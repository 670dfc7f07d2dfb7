"""Which counted cells lie under a box on the map, and how much of each."""

from dataclasses import dataclass

from app.models.public import LEVELS
from geo.point import Area, Point
from geo.tiles import LEVEL, cell_position, morton, tile_area, tile_cell

MOST_CELLS = 64


@dataclass(frozen=True, slots=True)
class Cover:
    """Cells of one level that hold a box; `shares` says how much of each lies in it."""

    level: int
    shares: dict[int, float]

    @property
    def spans(self) -> tuple[list[int], list[int]]:
        """The first and the last level-20 code of each cell."""
        shift = 2 * (LEVEL - self.level)
        lows = [cell << shift for cell in sorted(self.shares)]
        return lows, [low + (1 << shift) - 1 for low in lows]


def cover(area: Area) -> Cover:
    """Cover a box with cells as fine as a few dozen of them allow."""
    for level in reversed(LEVELS):
        columns, rows = _inside(area, level)
        if len(columns) * len(rows) <= MOST_CELLS or level == LEVELS[0]:
            break
    shares = {
        tile_cell(level, column, row): _share(tile_area(level, column, row), area)
        for column in columns
        for row in rows
    }
    return Cover(level, shares)


def _inside(area: Area, level: int) -> tuple[list[int], list[int]]:
    """The columns and rows of a level under a box; over the date line the columns begin anew."""
    left, top = cell_position(morton(Point(lat=area.north, lon=area.west), level))
    right, bottom = cell_position(morton(Point(lat=area.south, lon=area.east), level))
    across = [*range(left, right + 1)]
    if area.west > area.east:
        across = [*dict.fromkeys([*range(left, 1 << level), *range(right + 1)])]
    return across, [*range(top, bottom + 1)]


def _share(cell: Area, area: Area) -> float:
    easts = (area.east,) if area.west <= area.east else (180.0, area.east)
    wests = (area.west,) if area.west <= area.east else (area.west, -180.0)
    wide = sum(
        max(0.0, min(cell.east, east) - max(cell.west, west)) for west, east in zip(wests, easts, strict=True)
    )
    high = max(0.0, min(cell.north, area.north) - max(cell.south, area.south))
    return wide / (cell.east - cell.west) * high / (cell.north - cell.south)
