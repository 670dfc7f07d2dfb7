from geo.gazetteer.formats.streets import Stretch, crossing_places, joined, road_places, street_places
from geo.point import Point, distance_m


def _stretch(name, *corners, importance=0.1):
    return Stretch(name, (), tuple(Point(lat=lat, lon=lon) for lat, lon in corners), importance)


MILL = (
    _stretch("Mill Road", (18.5, -72.30), (18.5, -72.29)),
    _stretch("Mill road", (18.5, -72.29), (18.5, -72.28), importance=0.3),
)
AFAR = _stretch("Mill Road", (18.9, -72.30), (18.9, -72.29))
BRIDGE = _stretch("Bridge Street", (18.51, -72.29), (18.5, -72.29), (18.49, -72.29))


def test_stretches_of_one_name_that_touch_are_one_street():
    streets = joined([MILL[0], AFAR, MILL[1]])
    assert sorted(len(street.stretches) for street in streets) == [1, 2]


def test_stretches_are_joined_whatever_their_order():
    chain = [_stretch("Long Road", (18, n / 100), (18, (n + 1) / 100)) for n in (5, 1, 3, 0, 4, 2)]
    (street,) = joined(chain)
    assert len(street.stretches) == 6


def test_a_street_is_as_important_as_its_greatest_stretch_and_has_one_line():
    (place,) = street_places(joined(MILL), source="test")
    assert place.importance == 0.3
    assert place.shape is not None
    assert place.shape["type"] == "LineString"
    assert distance_m(place.point, Point(lat=18.5, lon=-72.29)) < 1


def test_a_crossing_is_named_both_ways_round():
    (crossing,) = crossing_places(joined([*MILL, BRIDGE]), source="test")
    assert (crossing.name, crossing.names) == ("Mill Road / Bridge Street", ("Bridge Street / Mill Road",))
    assert distance_m(crossing.point, Point(lat=18.5, lon=-72.29)) < 1


def test_two_carriageways_meet_a_street_once():
    twin = _stretch("Bridge Street", (18.51, -72.2901), (18.5, -72.2901), (18.49, -72.2901))
    road = _stretch("Mill Road", (18.5, -72.30), (18.5, -72.2901), (18.5, -72.29))
    assert len(list(crossing_places(joined([road, BRIDGE, twin]), source="test"))) == 1


def test_a_street_does_not_cross_itself():
    assert [place.kind.value for place in road_places(MILL, source="test")] == ["street"]
