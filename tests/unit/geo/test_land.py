import json

import pytest
from shapely.geometry import Point as Spot
from shapely.geometry import shape

from geo.errors import BadGazetteer
from geo.land import land
from geo.point import Area

# a square island in steps of one degree, its south and its north coast shared out over two stretches
ISLAND = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [-74, 18]},
    "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]]],
    "objects": {
        "land": {"type": "GeometryCollection", "geometries": [{"type": "MultiPolygon", "arcs": [[[0, -2]]]}]}
    },
}


@pytest.fixture
def atlas(tmp_path):
    file = tmp_path / "land.json"
    file.write_text(json.dumps(ISLAND))
    return file


def test_the_coast_is_joined_from_its_stretches(atlas):
    island = shape(land(atlas, Area(west=-80, south=10, east=-60, north=30)))
    assert island.area == pytest.approx(4)
    assert island.bounds == pytest.approx((-74, 18, -72, 20))


def test_the_land_is_cut_a_little_outside_the_area(atlas):
    cut = shape(land(atlas, Area(west=-73.5, south=18.5, east=-72.5, north=19.5)))
    assert cut.bounds == pytest.approx((-74, 18, -72, 20))
    corner = shape(land(atlas, Area(west=-74, south=18, east=-73.9, north=18.1)))
    assert corner.bounds == pytest.approx((-74, 18, -73.4, 18.6))


def test_an_area_at_sea_has_no_land(atlas):
    assert land(atlas, Area(west=0, south=0, east=1, north=1)) == {"type": "MultiPolygon", "coordinates": []}


def test_an_area_over_the_antimeridian_shows_land_on_both_sides(tmp_path):
    two = json.loads(json.dumps(ISLAND))
    two["transform"]["translate"] = [177, -1]
    two["arcs"] += [[[-357, 0], [2, 0], [0, 2]], [[-357, 0], [0, 2], [2, 0]]]
    two["objects"]["land"]["geometries"].append({"type": "Polygon", "arcs": [[2, -4]]})
    file = tmp_path / "land.json"
    file.write_text(json.dumps(two))
    drawn = shape(land(file, Area(west=177, south=-1, east=-178, north=1)))
    assert drawn.contains(Spot(178, 0))
    assert drawn.contains(Spot(-179, 0))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"type": "Topology", "arcs": 3}'])
def test_another_file_is_refused(tmp_path, content):
    file = tmp_path / "land.json"
    file.write_text(content)
    with pytest.raises(BadGazetteer, match=r"land\.json"):
        land(file, Area(west=0, south=0, east=1, north=1))
