import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.named import Named
from geo.gazetteer.numbers import (
    FARTHEST_APART,
    HIGHEST,
    NEAREST_M,
    between_numbers,
    number_in,
    number_key,
    number_keys,
    number_of,
)
from geo.gazetteer.question import ask
from geo.place import Kind
from geo.point import Point, distance_m


def _number(text, name):
    start = text.index(name)
    grams = [gram for gram in ask(text).grams if (gram.start, gram.end) == (start, start + len(name))]
    return number_of(text, grams[0])


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("nan Delmas 33", "Delmas", 33),
        ("Delmas 33 5550-0142", "Delmas", 33),
        ("Delmas 33 55 50 01 42", "Delmas", 33),
        ("Delmas 33 4 timoun", "Delmas", 33),
        ("nan Delmas  33 souple", "Delmas", 33),
        ("ri Lamarre #12", "ri Lamarre", 12),
        ("ri Lamarre # 12", "ri Lamarre", 12),
        ("ri Lamarre, #12", "ri Lamarre", 12),
        ("rue Lamarre no 12", "rue Lamarre", 12),
        ("rue Lamarre no. 12", "rue Lamarre", 12),
        ("rue Lamarre n° 12", "rue Lamarre", 12),
        ("rue Lamarre nº12", "rue Lamarre", 12),
        ("ri Lamarre nimewo 12", "ri Lamarre", 12),
        ("calle Lamarre num. 12", "calle Lamarre", 12),
        ("272 route de Delmas", "route de Delmas", 272),
        ("272, route de Delmas", "route de Delmas", 272),
        ("12 bis rue Lamarre", "rue Lamarre", 12),
        ("#12 rue Lamarre", "rue Lamarre", 12),
        ("no 12 rue Lamarre", "rue Lamarre", 12),
        ("3 rue Lamarre 12", "rue Lamarre", 12),
        ("Delmas 9999", "Delmas", 9_999),
        ("دلماس ٣٣", "دلماس", 33),
    ],
)
def test_a_number_stands_behind_a_name_or_before_a_street(text, name, number):
    assert _number(text, name) == number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nan Delmas", "Delmas"),
        ("Delmas 20 moun", "Delmas"),
        ("Delmas 20 moun.", "Delmas"),
        ("Delmas, 20 personnes", "Delmas"),
        ("Delmas 2 km", "Delmas"),
        ("16, Okap", "Okap"),
        ("16 Delmas", "Delmas"),
        ("Delmas 36123", "Delmas"),
        ("Delmas 509 5550 0142", "Delmas"),
        ("Delmas 5550-0142", "Delmas"),
        ("Delmas 55 50 01 42", "Delmas"),
        ("Delmas 305 555 0142", "Delmas"),
        ("Delmas, 33", "Delmas"),
        ("Delmas 18.54", "Delmas"),
        ("Delmas 18,54", "Delmas"),
        ("Delmas 0", "Delmas"),
        ("Delmas nou se 6", "Delmas"),
        ("Delmas. 6 moun blese", "Delmas"),
        ("3.5 rue Lamarre", "rue Lamarre"),
        ("-12 rue Lamarre", "rue Lamarre"),
    ],
)
def test_a_number_that_is_no_house_and_no_street_is_left_alone(text, name):
    assert _number(text, name) is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Delmas 33", "delmas#00033"),
        ("12 rue Lamarre", "rue-lamarre#00012"),
        ("Rue Lamarre 12", "rue-lamarre#00012"),
        ("Delmas-33", "delmas#00033"),
        ("272, route de Delmas", "route-de-delmas#00272"),
        ("вулиця Млинова 12", "вулиця-млинова#00012"),
    ],
)
def test_a_numbered_name_is_written_for_its_street(name, key):
    assert list(number_keys([name])) == [key]
    assert number_in(key) == int(key[-5:])


@pytest.mark.parametrize("name", ["Delmas", "14 Delmas", "33", "12 34", "Delmas 12345", "2eme section", ""])
def test_other_names_have_no_number(name):
    assert list(number_keys([name])) == []


@given(st.integers(1, HIGHEST - 1), st.integers(1, HIGHEST - 1))
def test_the_order_of_number_keys_is_that_of_the_numbers(one, other):
    assert (number_key("delmas", one) < number_key("delmas", other)) == (one < other)
    assert number_key("delmas", 0) < number_key("delmas", one) < number_key("delmas", HIGHEST)


def _known(number, lat, *, lon=-72.3, pins=1, source="taught", radius_m=400.0):
    return Named(
        key=number_key("delmas", number),
        how="number",
        id=number,
        name=f"Delmas {number}",
        kind=Kind.STREET,
        source=source,
        point=Point(lat=lat, lon=lon),
        radius_m=radius_m,
        pins=pins,
    )


def test_a_number_between_two_known_ones_is_between_them():
    low, high = _known(31, 18.550), _known(35, 18.554)
    found = between_numbers(33, [low, high])
    assert found is not None
    assert found.point.lat == pytest.approx(18.552, abs=1e-6)
    assert (found.steps, found.names, found.source) == (2, ("Delmas 31", "Delmas 35"), "taught")
    assert found.radius_m == pytest.approx(distance_m(low.point, high.point) / 2)


def test_a_number_nearer_to_one_neighbour_is_nearer_to_it_on_the_ground():
    found = between_numbers(33, [_known(31, 18.550), _known(41, 18.560)])
    assert found is not None
    assert found.steps == 2
    assert found.point.lat == pytest.approx(18.552, abs=1e-6)


def test_no_number_is_known_better_than_people_point():
    found = between_numbers(33, [_known(31, 18.55), _known(35, 18.55)])
    assert found is not None
    assert found.radius_m == NEAREST_M
    assert found.point == Point(lat=18.55, lon=-72.3)


def test_a_known_number_is_where_it_is_known_the_one_with_more_pins():
    known = [_known(33, 18.60), _known(33, 18.55, pins=5, radius_m=700.0), _known(35, 18.56)]
    found = between_numbers(33, known)
    assert found is not None
    assert (found.point.lat, found.radius_m, found.steps, found.pins) == (18.55, 700.0, 0, 5)
    assert found.names == ("Delmas 33",)


@pytest.mark.parametrize("numbers", [[], [31], [35], [31, 29], [35, 41], [1, 1 + FARTHEST_APART + 1]])
def test_nothing_is_said_of_a_number_without_neighbours_on_both_sides(numbers):
    assert between_numbers(33, [_known(number, 18.5 + number / 1000) for number in numbers]) is None


def test_neighbours_as_far_apart_as_may_be_still_say_where():
    assert between_numbers(20, [_known(1, 18.55), _known(1 + FARTHEST_APART, 18.56)]) is not None


def test_odd_houses_stand_among_odd_ones():
    odd = [_known(31, 18.550, lon=-72.300), _known(35, 18.554, lon=-72.300)]
    even = [_known(32, 18.551, lon=-72.302), _known(34, 18.553, lon=-72.302)]
    found = between_numbers(33, [*odd, *even])
    assert found is not None
    assert found.names == ("Delmas 31", "Delmas 35")
    assert abs(found.point.lon + 72.300) < abs(found.point.lon + 72.302)


def test_a_nearer_even_house_stands_in_for_a_far_odd_one():
    found = between_numbers(33, [_known(25, 18.548), _known(32, 18.551), _known(34, 18.553)])
    assert found is not None
    assert found.names == ("Delmas 32", "Delmas 34")


def test_one_wrong_pin_does_not_bend_the_line_far():
    line = [_known(n, 18.5 + n / 1000, pins=4) for n in range(25, 42, 2) if n != 33]
    right = between_numbers(33, line)
    bent = between_numbers(33, [*line, _known(28, 18.9)])
    assert right is not None
    assert bent is not None
    assert right.point.lat == pytest.approx(18.533, abs=1e-6)
    assert distance_m(right.point, bent.point) < 2_500


def test_far_numbers_say_little_of_a_street_that_bends():
    near = [_known(31, 18.550), _known(35, 18.554)]
    found = between_numbers(33, [*near, _known(3, 18.7), _known(63, 18.7)])
    assert found is not None
    assert abs(found.point.lat - 18.552) < 0.02


def test_a_number_between_known_ones_counts_the_pins_of_the_weaker():
    found = between_numbers(33, [_known(31, 18.550, pins=9), _known(35, 18.554, pins=2)])
    assert found is not None
    assert found.pins == 2


def test_a_street_over_the_antimeridian_is_not_half_way_around_the_world():
    west, east = _known(31, -16.8, lon=179.999), _known(35, -16.8, lon=-179.999)
    found = between_numbers(33, [west, east])
    assert found is not None
    assert distance_m(found.point, west.point) < 300


ANYWHERE = st.builds(Point, lat=st.floats(-90, 90), lon=st.floats(-180, 180))


@given(st.lists(st.tuples(st.integers(1, 99), ANYWHERE), max_size=12))
def test_pins_from_all_over_the_earth_still_make_a_place_on_it(told):
    known = [_known(number, point.lat, lon=point.lon) for number, point in told]
    found = between_numbers(50, known)
    assert found is None or found.radius_m >= NEAREST_M


@given(st.lists(st.tuples(st.integers(1, 99), st.floats(18.5, 18.6), st.integers(1, 9)), min_size=2))
def test_the_order_of_what_is_known_does_not_matter(told):
    known = [_known(number, lat, pins=pins) for number, lat, pins in {one[0]: one for one in told}.values()]
    found = between_numbers(50, known)
    random.Random(1).shuffle(known)
    again = between_numbers(50, known)
    assert (found is None) == (again is None)
    if found is not None and again is not None:
        assert found.names == again.names
        assert distance_m(found.point, again.point) < 1
        assert found.radius_m >= 150
