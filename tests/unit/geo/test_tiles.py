from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from geo import tiles
from geo.point import Point

points = st.builds(lambda lat, lon: Point(lat=lat, lon=lon), st.floats(-85, 85), st.floats(-180, 179.9999))
zooms = st.integers(0, 20)


@given(points, zooms)
def test_a_report_is_in_the_range_of_every_tile_that_shows_it(point, z):
    code = tiles.morton(point)
    x, y = tiles.cell_position(tiles.cell_of(code, z))
    low, high = tiles.tile_range(z, x, y)
    assert low <= code <= high
    assert tiles.tile_area(z, x, y).holds(tiles.cell_centre(code, 20))
    assert tiles.tile_cell(z, x, y) == tiles.morton(point, z)


@given(zooms, st.data())
def test_the_four_children_fill_their_parent_and_nothing_else(z, data):
    z = min(z, 19)
    x, y = (data.draw(st.integers(0, 2**z - 1)) for _ in "xy")
    low, high = tiles.tile_range(z, x, y)
    children = sorted(tiles.tile_range(z + 1, 2 * x + dx, 2 * y + dy) for dx in (0, 1) for dy in (0, 1))
    assert children[0][0] == low
    assert children[-1][1] == high
    assert all(right[0] == left[1] + 1 for left, right in pairwise(children))


@given(points, zooms)
def test_a_cells_centre_lies_in_that_cell(point, level):
    cell = tiles.morton(point, level)
    assert tiles.morton(tiles.cell_centre(cell, level), level) == cell


def test_known_tiles_of_port_au_prince():
    home = Point(lat=18.5392, lon=-72.3364)
    assert tiles.cell_position(tiles.morton(home, 12)) == (1224, 1833)
    assert tiles.inside_tile(home, 12, 1224, 1833) == (3983, 1167)


def test_a_tiles_corners_are_drawn_at_its_corners():
    area = tiles.tile_area(12, 1224, 1833)
    assert tiles.inside_tile(Point(lat=area.north, lon=area.west), 12, 1224, 1833) == (0, 0)
    assert tiles.inside_tile(Point(lat=area.south, lon=area.east), 12, 1224, 1833) == (4096, 4096)


@given(points, st.integers(0, 14), st.integers(0, 6))
def test_a_cell_is_drawn_where_its_centre_is(point, z, deeper):
    cell = tiles.morton(point, z + deeper)
    x, y = tiles.cell_position(tiles.morton(point, z))
    drawn = tiles.cell_inside_tile(cell, z + deeper, z=z, x=x, y=y)
    centre = tiles.inside_tile(tiles.cell_centre(cell, z + deeper), z, x, y)
    assert all(abs(a - b) <= 1 for a, b in zip(drawn, centre, strict=True))


def test_the_poles_are_drawn_at_the_maps_edge():
    assert tiles.cell_position(tiles.morton(Point(lat=90, lon=180), 1)) == (1, 0)
    assert tiles.cell_position(tiles.morton(Point(lat=-90, lon=-180), 1)) == (0, 1)


def test_tiles_that_are_not_there_are_told():
    assert tiles.tile_exists(0, 0, 0)
    assert tiles.tile_exists(20, 2**20 - 1, 0)
    assert not (tiles.tile_exists(-1, 0, 0))
    assert not (tiles.tile_exists(3, 8, 0))
    assert not (tiles.tile_exists(21, 0, 0))
