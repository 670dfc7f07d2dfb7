import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadCoordinates
from geo.point import Area, Point, distance_m, towards, unwound


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


SOMEWHERE = st.builds(Point, lat=st.floats(-89, 89), lon=st.floats(-180, 180))


@pytest.mark.parametrize(
    ("bearing", "north", "east"),
    [(0, 1, 0), (90, 0, 1), (180, -1, 0), (270, 0, -1), (45, 1, 1), (225, -1, -1)],
)
def test_a_bearing_goes_round_from_north_as_the_sun_goes(bearing, north, east):
    start = Point(lat=18, lon=-72)
    end = towards(start, bearing=bearing, metres=10_000)
    assert (end.lat < start.lat - 0.01, end.lon < start.lon - 0.01) == (north < 0, east < 0)
    assert (end.lat > start.lat + 0.01, end.lon > start.lon + 0.01) == (north > 0, east > 0)


@given(SOMEWHERE, st.floats(0, 360), st.floats(100, 10_000_000))
def test_so_many_metres_away_is_so_far(start, bearing, metres):
    end = towards(start, bearing=bearing, metres=metres)
    assert distance_m(start, end) == pytest.approx(metres, rel=0.001)


@given(SOMEWHERE, st.floats(0, 360))
def test_no_metres_away_is_here(start, bearing):
    assert distance_m(start, towards(start, bearing=bearing, metres=0)) < 0.1


def test_going_east_over_the_antimeridian_comes_out_in_the_west():
    end = towards(Point(lat=-17, lon=179.99), bearing=90, metres=5_000)
    assert -180 <= end.lon < -179.9


@pytest.mark.parametrize(("bearing", "metres"), [(float("nan"), 1_000), (0, float("nan"))])
def test_what_is_no_number_leads_nowhere(bearing, metres):
    with pytest.raises(BadCoordinates):
        towards(Point(lat=18, lon=-72), bearing=bearing, metres=metres)


@given(st.floats(-180, 180), st.floats(-180, 180))
def test_a_longitude_beside_another_is_the_same_one_within_half_a_turn(lon, other):
    turned = unwound(lon, beside=other)
    assert abs(turned - other) <= 180 + 1e-9
    assert (turned - lon) % 360 == pytest.approx(0, abs=1e-9) or (turned - lon) % 360 == pytest.approx(360)
    assert -180 <= unwound(turned) <= 180
