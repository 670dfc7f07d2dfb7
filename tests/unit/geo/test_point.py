import pytest

from geo.errors import BadCoordinates
from geo.point import Area, Point, distance_m


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_numbers_that_are_no_place_on_earth_are_refused(lat, lon):
    with pytest.raises(BadCoordinates):
        Point(lat=lat, lon=lon)


def test_one_degree_of_latitude_is_about_111_km():
    assert distance_m(Point(lat=18, lon=-72), Point(lat=19, lon=-72)) == pytest.approx(111_195, rel=0.001)


def test_an_area_over_the_antimeridian_holds_both_its_sides():
    fiji = Area(west=177, south=-20, east=-178, north=-16)
    assert fiji.holds(Point(lat=-18, lon=179))
    assert fiji.holds(Point(lat=-18, lon=-179))
    assert not fiji.holds(Point(lat=-18, lon=0))
    assert fiji.centre == Point(lat=-18, lon=179.5)
