from itertools import pairwise
from math import exp, log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.gazetteer.taught import (
    AGREE_M,
    FAR_M,
    FIRST_PIN_M,
    LEAST_PIN_M,
    MOST_NAMES,
    MOST_PINS,
    TO_NINE_TENTHS,
    Name,
    names_in,
    tells,
    work_out,
)
from geo.place import Kind
from geo.point import Point, distance_m, towards

CHURCH = Point(lat=18.55, lon=-72.31)
WHOLE = Name("Legliz Jòn", alone=True, share=1.0)
INNER = Name("Legliz Jòn", alone=False, share=0.5)


def _off(metres, *, bearing=90.0):
    return towards(CHURCH, bearing=bearing, metres=metres)


@pytest.mark.parametrize(
    ("words", "whole", "inner"),
    [
        ("legliz jòn nan, Delmas 33", {"legliz-jon-nan", "delmas-33", "delmas"}, {"legliz-jon"}),
        ("Lakou Zaboka", {"lakou-zaboka"}, {"zaboka"}),
        ("rue Lamarre, Pétion-Ville", {"rue-lamarre", "petion-ville"}, {"lamarre"}),
        ("dèyè Lakou Zaboka", {"deye-lakou-zaboka"}, {"zaboka"}),
        ("Bel Air (Nazon)", {"bel-air", "nazon"}, {"air"}),
        ("Bel Air - Nazon", {"bel-air", "nazon"}, {"air"}),
        ("272 route de Delmas", {"272-route-de-delmas", "route-de-delmas-272"}, {"delmas"}),
        ("ri Lamarre #12", {"rue-lamarre-12"}, {"lamarre"}),
    ],
)
def test_whole_names_stand_between_commas_and_inner_ones_inside_them(words, whole, inner):
    found = names_in(words)
    assert whole <= {key for key, name in found.items() if name.alone}
    assert inner <= {key for key, name in found.items() if not name.alone}


@pytest.mark.parametrize(
    "words", ["", "12", "nan", "lekòl la", "rue", "2nd section", "3ème section", "the big church", "?!", "km"]
)
def test_words_that_stand_in_any_places_name_are_no_name(words):
    assert names_in(words) == {}


@pytest.mark.parametrize("words", ["Saint Marc", "Nouvelle Zaboka", "near Zaboka", "біля Zaboka"])
def test_of_words_that_stand_everywhere_only_the_others_tell(words):
    found = names_in(words)
    assert found.keys() & {"marc", "zaboka"}
    assert not found.keys() & {"saint", "nouvelle", "near", "біля"}


def test_a_name_keeps_how_it_was_written_and_its_share_of_the_words():
    found = names_in("Zaboka, dèyè lopital la")
    assert found["zaboka"] == Name("Zaboka", alone=True, share=6 / 23)


def test_one_pin_counts_for_so_many_names_at_most():
    words = " ".join(f"Zab{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{'aeiou'[n // 26]}" for n in range(100))
    assert len(names_in(words)) == MOST_NAMES


@given(st.text() | st.text("rue Delmas 33,#°no12-«»"))
def test_every_name_of_any_words_tells_something_and_is_no_more_than_they_are(words):
    for key, name in names_in(words).items():
        assert tells(key)
        assert 0 < name.share <= 1


@pytest.mark.parametrize(
    ("name", "told"),
    [("zaboka", True), ("rue-zaboka", True), ("rue-de-la", False), ("33", False), ("school-12", False)],
)
def test_one_word_of_its_own_is_enough_to_tell(name, told):
    assert tells(name) is told


def test_the_first_pin_is_as_wide_as_first_pins_were_off():
    place = work_out([(WHOLE, CHURCH)])
    assert place is not None
    assert (place.point, place.pins, place.kind, place.source) == (CHURCH, 1, Kind.LANDMARK, "taught")
    assert place.name == "Legliz Jòn"
    assert place.radius_m == pytest.approx(TO_NINE_TENTHS * FIRST_PIN_M, abs=0.1)


def test_two_pins_at_the_very_same_point_are_two_pins():
    place = work_out([(WHOLE, CHURCH), (WHOLE, CHURCH)])
    assert place is not None
    assert place.pins == 2
    assert place.radius_m == pytest.approx(
        TO_NINE_TENTHS * exp((log(LEAST_PIN_M) + log(FIRST_PIN_M)) / 2), abs=0.1
    )


def test_pins_that_agree_make_it_narrower_and_those_far_off_wider():
    once = work_out([(WHOLE, CHURCH)])
    agreed = work_out([(WHOLE, CHURCH), (WHOLE, _off(200))])
    apart = work_out([(WHOLE, CHURCH), (WHOLE, _off(30_000))])
    assert once is not None
    assert agreed is not None
    assert apart is not None
    assert agreed.radius_m < once.radius_m < apart.radius_m
    assert (agreed.pins, apart.pins) == (2, 1)


def test_a_pin_agrees_within_a_kilometre():
    near = work_out([(WHOLE, CHURCH), (WHOLE, _off(AGREE_M - 1))])
    off = work_out([(WHOLE, CHURCH), (WHOLE, _off(AGREE_M + 1))])
    assert near is not None
    assert off is not None
    assert (near.pins, off.pins) == (2, 1)


def test_of_two_pins_the_one_that_says_little_else_is_believed():
    place = work_out(
        [
            (Name("Zaboka", alone=True, share=0.2), _off(5_000)),
            (Name("Zaboka", alone=True, share=0.9), CHURCH),
        ]
    )
    assert place is not None
    assert place.point == CHURCH


def test_of_two_pins_that_say_as_much_the_newest_is_believed():
    place = work_out([(WHOLE, _off(5_000)), (WHOLE, CHURCH)])
    assert place is not None
    assert place.point == _off(5_000)


def test_one_pin_far_off_does_not_pull_the_place_away():
    pins = [(WHOLE, _off(300_000)), (WHOLE, CHURCH), (WHOLE, _off(100)), (WHOLE, _off(150))]
    place = work_out(pins)
    assert place is not None
    assert distance_m(place.point, CHURCH) <= 150
    assert place.pins == 3


def test_how_far_a_mistake_is_off_does_not_matter():
    few = [(WHOLE, CHURCH), (WHOLE, _off(400)), (WHOLE, _off(900))]
    near = work_out([*few, (WHOLE, _off(FAR_M))])
    far = work_out([*few, (WHOLE, _off(40 * FAR_M))])
    assert near is not None
    assert far is not None
    assert near.point == far.point


def test_a_gross_mistake_does_not_pull_the_place_to_the_pin_on_its_side():
    pins = [(1.0, CHURCH), (0.9, _off(25_000)), (0.8, _off(1_000_000))]
    place = work_out([(Name("Zaboka", alone=True, share=share), point) for share, point in pins])
    assert place is not None
    assert place.point == CHURCH


def test_words_inside_names_become_a_place_only_when_two_different_names_agree():
    other = Name("Legliz Jòn", alone=False, share=0.4)
    assert work_out([(INNER, CHURCH)]) is None
    assert work_out([(INNER, CHURCH), (INNER, _off(100))]) is None
    assert work_out([(INNER, CHURCH), (other, _off(5_000))]) is None
    met = work_out([(INNER, CHURCH), (other, _off(100))])
    assert met is not None
    assert met.pins == 2


def test_a_place_is_called_as_it_was_written_where_it_stood_alone():
    place = work_out([(Name("legliz jon", alone=False, share=0.5), CHURCH), (WHOLE, _off(100))])
    assert place is not None
    assert place.name == "Legliz Jòn"


def test_only_the_newest_pins_of_a_name_count():
    newest = [(WHOLE, _off(n)) for n in range(MOST_PINS)]
    place = work_out([*newest, *((WHOLE, _off(80_000)) for _ in range(300))])
    assert place == work_out(newest)
    assert place is not None
    assert place.pins == MOST_PINS


def _cost(one, pinned):
    return sum(name.share * min(distance_m(one, point), FAR_M) for name, point in pinned)


PINS = st.lists(
    st.tuples(
        st.builds(Name, st.just("Zaboka"), alone=st.booleans(), share=st.floats(0.1, 1)),
        st.builds(Point, lat=st.floats(18, 19), lon=st.floats(-73, -72)),
    ),
    min_size=3,
    max_size=12,
)


@given(PINS, st.randoms(use_true_random=False))
def test_the_order_of_pins_does_not_matter(pinned, random):
    costs = sorted(_cost(point, pinned) for _, point in pinned)
    assume(all(right - left > 0.01 for left, right in pairwise(costs)))
    shuffled = random.sample(pinned, len(pinned))
    place, again = work_out(pinned), work_out(shuffled)
    assert (place is None) == (again is None)
    if place is not None and again is not None:
        assert (place.point, place.pins) == (again.point, again.pins)
        assert place.radius_m == pytest.approx(again.radius_m, abs=0.2)


@given(PINS)
def test_a_place_is_one_of_its_pins_and_never_narrower_than_people_pin(pinned):
    place = work_out(pinned)
    if place is not None:
        assert place.point in [point for _, point in pinned]
        assert 1 <= place.pins <= len(pinned)
        assert place.radius_m > LEAST_PIN_M
