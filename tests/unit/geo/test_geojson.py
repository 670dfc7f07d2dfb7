from dataclasses import replace

import pytest

from geo.errors import BadCoordinates
from geo.geojson import place_feature, point_from, point_geometry
from geo.place import Kind, Place
from geo.point import Point

BRIDGE = Point(lat=18.5392, lon=-72.3364)


def test_a_point_goes_out_longitude_first_and_comes_back():
    assert point_geometry(BRIDGE) == {"type": "Point", "coordinates": [-72.3364, 18.5392]}
    assert point_from(point_geometry(BRIDGE)) == BRIDGE


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {},
        {"type": "Point"},
        {"type": "Point", "coordinates": [1]},
        {"type": "Point", "coordinates": ["1", "2"]},
        {"type": "Point", "coordinates": [200, 2]},
        {"type": "Point", "coordinates": [float("nan"), 2]},
        {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
    ],
)
def test_what_is_no_point_is_refused(geometry):
    with pytest.raises(BadCoordinates):
        point_from(geometry)


def test_a_street_is_drawn_by_its_line_and_says_its_point_too():
    line: dict[str, object] = {"type": "LineString", "coordinates": [[-72.34, 18.53], [-72.33, 18.54]]}
    street = Place(
        name="Mill Street",
        kind=Kind.STREET,
        point=BRIDGE,
        radius_m=200,
        source="drill",
        importance=0.2,
        names=("Ri Moulen",),
        shape=line,
    )
    assert place_feature(street) == {
        "type": "Feature",
        "geometry": line,
        "properties": {
            "name": "Mill Street",
            "kind": "street",
            "radius_m": 200,
            "source": "drill",
            "importance": 0.2,
            "names": ["Ri Moulen"],
            "lat": 18.5392,
            "lon": -72.3364,
        },
    }
    bare = replace(street, shape=None)
    assert place_feature(bare)["geometry"] == point_geometry(BRIDGE)
