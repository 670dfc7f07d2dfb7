import pytest
import shapely

from geo.errors import BadGazetteer
from geo.gazetteer.footprint import drawn, footprint, geometry_of
from geo.point import Point, distance_m


def test_a_street_is_in_the_middle_of_its_line_and_as_wide_as_it_is_long():
    reach = footprint(shapely.LineString([(-72.30, 18.5), (-72.29, 18.5)]))
    assert distance_m(reach.point, Point(lat=18.5, lon=-72.295)) < 1
    assert reach.radius_m == pytest.approx(0.9 * 527, rel=0.05)


def test_a_bent_streets_point_lies_on_the_street():
    bent = shapely.LineString([(-72.30, 18.5), (-72.29, 18.5), (-72.29, 18.51)])
    found = footprint(bent).point
    assert bent.distance(shapely.Point(found.lon, found.lat)) < 1e-9


def test_nine_tenths_of_a_square_are_inside_its_circle():
    square = shapely.box(-72.4, 18.5, -72.3, 18.6)
    reach = footprint(square)
    around = [Point(lat=18.505 + y / 100, lon=-72.395 + x / 100) for x in range(10) for y in range(10)]
    inside = sum(distance_m(reach.point, one) <= reach.radius_m for one in around)
    assert 4_500 < reach.radius_m < 7_500
    assert 0.85 < inside / len(around) < 0.95


def test_the_point_of_a_bay_is_on_land():
    bay = shapely.box(0, 0, 3, 3) - shapely.box(1, 0.5, 2, 3)
    found = footprint(bay).point
    assert bay.contains(shapely.Point(found.lon, found.lat))


def test_islands_on_both_sides_of_the_date_line_are_one_place():
    islands = shapely.MultiPolygon([shapely.box(178, -18, 180, -16), shapely.box(-180, -18, -179, -16)])
    reach = footprint(islands)
    assert abs(reach.point.lon) > 177
    assert reach.radius_m < 250_000


def test_a_fine_outline_is_made_small_enough_to_keep():
    circle = shapely.Point(-72, 18).buffer(1, quad_segs=5_000)
    kept = drawn(circle)
    assert kept["type"] == "Polygon"
    assert shapely.get_num_coordinates(geometry_of(kept)) <= 400


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {},
        {"type": "Point"},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "LineString", "coordinates": [[1, 2]]},
        {"type": "Point", "coordinates": [10, 95]},
        {"type": "Polygon", "coordinates": [[[0, 0], [500, 0], [1, 1], [0, 0]]]},
    ],
)
def test_what_is_no_geometry_is_refused(geometry):
    with pytest.raises(BadGazetteer):
        geometry_of(geometry)
