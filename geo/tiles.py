"""One whole number for every spot on the map, made so that a map tile is one range of numbers.

The web map cuts the world into 2^z by 2^z tiles. Interleaving the bits of a tile's column and row gives its
Morton code; the codes of everything inside it start with the same bits. So a report keeps its code at
level 20 (38 m at the equator), a coarser cell is that code shifted right, and a tile is all codes from a
lowest to a highest.
"""

from math import asinh, atan, degrees, floor, pi, radians, sinh, tan

from geo.point import Area, Point

LEVEL = 20
EXTENT = 4096  # units along one side of a tile
NORTHMOST = 85.05112877980659  # the web map is a square: it ends here
SPREADS = (
    (16, 0x0000_FFFF_0000_FFFF),
    (8, 0x00FF_00FF_00FF_00FF),
    (4, 0x0F0F_0F0F_0F0F_0F0F),
    (2, 0x3333_3333_3333_3333),
    (1, 0x5555_5555_5555_5555),
)


def morton(point: Point, level: int = LEVEL) -> int:
    """Give the code of the cell that holds a point. Beyond the web map's edge it is the edge's cell."""
    x, y = _world(point)
    side = 1 << level
    column, row = (min(side - 1, max(0, floor(part * side))) for part in (x, y))
    return _spread(column) | _spread(row) << 1


def cell_of(code: int, level: int) -> int:
    """Give the coarser cell that holds a level-20 code."""
    return code >> 2 * (LEVEL - level)


def tile_cell(z: int, x: int, y: int) -> int:
    """Give a tile's own code at level z."""
    return _spread(x) | _spread(y) << 1


def tile_range(z: int, x: int, y: int) -> tuple[int, int]:
    """Give the first and the last level-20 code inside a tile, both included. `z` is at most 20."""
    shift = 2 * (LEVEL - z)
    low = tile_cell(z, x, y) << shift
    return low, low + (1 << shift) - 1


def cell_position(cell: int) -> tuple[int, int]:
    """Give the column and the row of a cell at its own level."""
    return _gather(cell), _gather(cell >> 1)


def cell_centre(cell: int, level: int) -> Point:
    """Give the middle of a cell, as the web map sees it."""
    column, row = cell_position(cell)
    side = 1 << level
    return _point((column + 0.5) / side, (row + 0.5) / side)


def tile_area(z: int, x: int, y: int) -> Area:
    """Give the box of degrees that a tile shows."""
    side = 1 << z
    top, bottom = _point(x / side, y / side), _point((x + 1) / side, (y + 1) / side)
    return Area(west=top.lon, south=bottom.lat, east=bottom.lon, north=top.lat)


def inside_tile(point: Point, z: int, x: int, y: int) -> tuple[int, int]:
    """Say where in a tile a point is drawn: 0 to 4096 from its left and its top edge."""
    side = 1 << z
    across, down = _world(point)
    return _unit(across * side - x), _unit(down * side - y)


def cell_inside_tile(cell: int, level: int, *, z: int, x: int, y: int) -> tuple[int, int]:
    """Say where in a tile the middle of a cell is drawn, by whole numbers alone. `level` is at least `z`."""
    column, row = cell_position(cell)
    size = EXTENT >> (level - z)
    first_column, first_row = x << (level - z), y << (level - z)
    return (column - first_column) * size + size // 2, (row - first_row) * size + size // 2


def tile_exists(z: int, x: int, y: int) -> bool:
    """Say whether a tile's numbers name a tile that we can draw."""
    return 0 <= z <= LEVEL and 0 <= x < 1 << z and 0 <= y < 1 << z


def _world(point: Point) -> tuple[float, float]:
    """Mercator, with the whole world between 0 and 1, from the north-west."""
    lat = radians(max(-NORTHMOST, min(NORTHMOST, point.lat)))
    return (point.lon + 180) / 360, (1 - asinh(tan(lat)) / pi) / 2


def _point(x: float, y: float) -> Point:
    return Point(lat=degrees(atan(sinh(pi * (1 - 2 * y)))), lon=x * 360 - 180)


def _unit(part: float) -> int:
    return max(0, min(EXTENT, round(part * EXTENT)))


def _spread(number: int) -> int:
    """Put a zero between every two bits."""
    for shift, mask in SPREADS:
        number = (number | number << shift) & mask
    return number


def _gather(code: int) -> int:
    """Take every second bit."""
    code &= SPREADS[-1][1]
    for (shift, _), (_, mask) in zip(
        reversed(SPREADS), reversed(((32, 0xFFFF_FFFF), *SPREADS[:-1])), strict=True
    ):
        code = (code | code >> shift) & mask
    return code
