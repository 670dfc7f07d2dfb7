import json

import pytest

from geo.errors import BadCoordinates, BadGazetteer
from geo.geojson import (
    located_feature,
    place_feature,
    place_from,
    places_from,
    point_from,
    point_geometry,
    positions_of,
)
from geo.place import Kind, Located, Place
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


def test_a_place_comes_back_as_it_went_out():
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
    assert place_from(json.loads(json.dumps(place_feature(street))), source="drill") == street


def test_a_shape_without_a_point_is_placed_in_its_middle():
    feature = {
        "type": "Feature",
        "properties": {"name": "Mill"},
        "geometry": {"type": "LineString", "coordinates": [[0, 0], [2, 4]]},
    }
    assert place_from(feature, source="x").point == Point(lat=2, lon=1)


def test_where_a_message_is_about_is_written_with_its_circle_and_its_trail():
    located = Located(
        point=BRIDGE,
        radius_m=300,
        name="Bridge",
        kind=Kind.LANDMARK,
        source="drill",
        words="bridge",
        trail=("spelled",),
    )
    feature = located_feature(located)
    assert feature["geometry"] == point_geometry(BRIDGE)
    assert feature["properties"] == {
        "name": "Bridge",
        "kind": "landmark",
        "radius_m": 300,
        "source": "drill",
        "words": "bridge",
        "trail": ["spelled"],
    }


@pytest.mark.parametrize(
    "feature",
    [
        {},
        {"type": "Feature", "geometry": None, "properties": {"name": "X"}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {}},
        {
            "type": "Feature",
            "geometry": {"type": "Circle", "coordinates": [1, 2]},
            "properties": {"name": "X"},
        },
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": []},
            "properties": {"name": "X"},
        },
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": 3},
            "properties": {"name": "X"},
        },
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [1, 2]},
            "properties": {"name": "X", "kind": "hut"},
        },
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [1, 2]},
            "properties": {"name": "X", "radius_m": "?"},
        },
    ],
)
def test_a_wrong_place_is_refused_with_the_number_of_its_line(feature):
    good = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [1, 2]},
        "properties": {"name": "Mill"},
    }
    with pytest.raises(BadGazetteer, match="feature 2"):
        list(places_from({"type": "FeatureCollection", "features": [good, feature]}, source="x"))


def test_coordinates_out_of_range_are_refused_wherever_they_stand():
    with pytest.raises(BadCoordinates):
        list(positions_of({"type": "Polygon", "coordinates": [[[0, 0], [0, 91], [1, 1], [0, 0]]]}))
