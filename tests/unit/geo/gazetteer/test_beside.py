from math import cos, radians

import pytest

from geo.gazetteer.beside import Bearing, Nearby, bearing, choose_area, choose_beside
from geo.place import Kind
from geo.point import Point
from tests.town import METRES_PER_DEGREE, MILL


def at(east_m: float = 0, north_m: float = 0) -> Point:
    lat = MILL.lat + north_m / METRES_PER_DEGREE
    return Point(lat=lat, lon=MILL.lon + east_m / (METRES_PER_DEGREE * cos(radians(lat))))


def place(name: str, kind: Kind, where: Point, radius_m: float = 100, importance: float = 0.3) -> Nearby:
    return Nearby(name=name, kind=kind, nearest=where, radius_m=radius_m, importance=importance)


TOWN = place("Delmas", Kind.TOWN, at(), 3_000)
QUARTER = place("Solino", Kind.QUARTER, at(200), 800)


@pytest.mark.parametrize(
    ("east_m", "north_m", "said"),
    [
        (0, 200, Bearing.N),
        (140, 140, Bearing.NE),
        (200, 0, Bearing.E),
        (140, -140, Bearing.SE),
        (0, -200, Bearing.S),
        (-140, -140, Bearing.SW),
        (-200, 0, Bearing.W),
        (-140, 140, Bearing.NW),
        (200, 80, Bearing.E),
        (-50, 500, Bearing.N),
    ],
)
def test_a_direction_is_one_of_eight(east_m, north_m, said):
    assert bearing(at(), at(east_m, north_m)) is said


def test_a_direction_is_right_across_the_date_line():
    assert bearing(Point(lat=0, lon=179.99), Point(lat=0, lon=-179.99)) is Bearing.E


def test_a_landmark_in_sight_says_where_a_point_lies_from_it():
    found = choose_beside([TOWN, place("Marché Salomon", Kind.LANDMARK, at(-140, -140))], at())
    assert found is not None
    assert (found.name, found.bearing, round(found.distance_m)) == ("Marché Salomon", Bearing.NE, 198)


def _name(places: list[Nearby], point: Point) -> str:
    found = choose_beside(places, point)
    return "" if found is None else found.name


def test_who_stands_at_a_landmark_is_told_its_name_alone():
    found = choose_beside([place("Mill", Kind.LANDMARK, at(10))], at())
    assert found is not None
    assert (found.name, found.bearing) == ("Mill", None)


def test_a_landmark_that_everybody_knows_beats_a_shop_a_little_nearer():
    shop = place("Shop", Kind.LANDMARK, at(100), importance=0.0)
    cathedral = place("Cathedral", Kind.LANDMARK, at(180), importance=0.9)
    assert _name([shop, cathedral], at()) == "Cathedral"
    far = place("Cathedral", Kind.LANDMARK, at(400), importance=0.9)
    assert _name([shop, far], at()) == "Shop"


def test_a_landmark_beats_a_street_as_near():
    street = place("Rue Jasmin", Kind.STREET, at(0, 60))
    assert _name([street, place("Mill", Kind.LANDMARK, at(80))], at()) == "Mill"
    assert _name([street, place("Mill", Kind.LANDMARK, at(300))], at()) == "Rue Jasmin"


def test_well_inside_a_town_with_nothing_near_its_narrowest_quarter_is_told():
    found = choose_beside([TOWN, QUARTER, place("Quarry", Kind.LANDMARK, at(1_500))], at())
    assert found is not None
    assert (found.name, found.distance_m, found.bearing) == ("Solino", 0.0, None)


def test_outside_every_town_the_nearest_name_is_told_with_its_distance():
    found = choose_beside([TOWN], at(8_000))
    assert found is not None
    assert found.distance_m == pytest.approx(8_000, rel=0.01)
    mark = place("Quarry", Kind.LANDMARK, at(8_000, 1_500))
    assert _name([TOWN, mark], at(8_000)) == "Quarry"


def test_a_point_far_from_everything_has_no_name():
    assert choose_beside([], at()) is None
    assert choose_beside([place("Delmas", Kind.TOWN, at(90_000))], at()) is None


def test_an_area_is_never_a_landmark_or_a_street():
    mill = place("Mill", Kind.LANDMARK, at(10))
    assert choose_area([mill, TOWN, QUARTER], at()) == QUARTER
    assert choose_area([mill, TOWN], at(4_000)) == TOWN
    assert choose_area([mill], at()) is None
