from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.candidates import Candidate, Setting, candidates
from geo.gazetteer.named import Named
from geo.gazetteer.numbers import Numbered, number_key
from geo.gazetteer.question import ask
from geo.gazetteer.score import WEIGHTS
from geo.place import Kind, Place
from geo.point import Area, Point, towards
from tests.unit.geo.gazetteer.memory import PLACES, answering

IN_MEMORY = answering(PLACES)
DELMAS = Point(lat=18.545, lon=-72.300)
NOBODY: Mapping[Numbered, Sequence[Named]] = {}


def _all(text, *, places=PLACES, numbered=NOBODY, hint="", **more) -> list[Candidate]:
    question = ask(text)
    start = text.find(hint) if hint else -1
    setting = Setting(hint=(start, start + len(hint)) if start >= 0 else (0, 0), **more)
    named = answering(places)(question.keys)
    return candidates(question, list(question.hits(named)), setting, numbered=numbered)


def _one(text, name, **more) -> Candidate:
    return next(one for one in _all(text, **more) if one.hit.named.name == name)


def _place(
    name, point=DELMAS, *, kind=Kind.LANDMARK, source="taught", pins=1, radius_m=800.0, importance=0.0
):
    return Place(
        name=name, kind=kind, point=point, radius_m=radius_m, source=source, pins=pins, importance=importance
    )


def _sign(text, name, sign, **more):
    return _one(text, name, **more).signs[sign]


def test_every_sign_that_weighs_something_is_given_and_the_rest_is_told():
    signs = _one("nan Delmas 33", "Delmas 33").signs
    assert WEIGHTS.keys() <= signs.keys()


def test_a_tenfold_smaller_place_is_one_narrower():
    wide, narrow = _place("Zaboka", radius_m=5_000), _place("Moulen", radius_m=500)
    found = _all("Zaboka, Moulen", places=[wide, narrow])
    assert found[1].signs["narrow"] - found[0].signs["narrow"] == pytest.approx(1)


@pytest.mark.parametrize(("text", "exact"), [("nan Delmas 33", 1), ("nan dèlmas 33", 1), ("nan delma 33", 0)])
def test_spelled_alike_is_exact_and_sounding_alike_is_not(text, exact):
    assert _sign(text, "Delmas 33", "exact") == exact


@pytest.mark.parametrize(("pins", "agree"), [(0, 0), (1, 1), (3, 2), (7, 3), (31, 5), (900, 5)])
def test_twice_as_many_pins_count_one_more(pins, agree):
    assert _sign("Zaboka", "Zaboka", "pins", places=[_place("Zaboka", pins=pins)]) == agree


@pytest.mark.parametrize(("source", "taught"), [("taught", 1), ("osm", 0)])
def test_only_what_pins_taught_is_taught_and_spread(source, taught):
    one = _one("Zaboka", "Zaboka", places=[_place("Zaboka", source=source)])
    assert one.signs["taught"] == taught
    assert bool(one.signs["spread"]) == bool(taught)


def test_a_number_in_the_name_and_a_number_beside_it():
    known, unknown = _one("nan Delmas 33", "Delmas 33"), _one("nan Delmas 75", "Delmas")
    assert (known.signs["number"], known.signs["unnumbered"], known.number) == (1, 0, None)
    assert (unknown.signs["number"], unknown.signs["unnumbered"], unknown.number) == (0, 1, 75)
    assert _one("nan Delmas", "Delmas").number is None


def test_the_hint_is_told():
    text = "fanm nan Jacmel bezwen dlo nan Delmas"
    assert _sign(text, "Delmas", "hinted", hint="nan Delmas") == 1
    assert _sign(text, "Jacmel", "hinted", hint="nan Delmas") == 0
    assert _sign(text, "Jacmel", "hinted") == 0


def test_near():
    assert _sign("tou pre Jacmel", "Jacmel", "near") == 1
    assert _sign("nan Jacmel", "Jacmel", "near") == 0
    assert _sign("Jacmel", "Jacmel", "near") == 0


def test_outside_is_out_of_the_area():
    around = Area(west=-72.4, south=18.5, east=-72.2, north=18.6)
    assert _sign("Jacmel", "Jacmel", "outside", area=around) == 1
    assert _sign("Delmas", "Delmas", "outside", area=around) == 0
    assert _sign("Jacmel", "Jacmel", "outside") == 0


def test_a_street_agrees_with_the_wider_place_that_holds_it():
    found = [one for one in _all("Rue Leonard, Delmas") if one.hit.named.name == "Rue Leonard"]
    outside, inside = found
    assert (inside.signs["agrees"], inside.signs["disagrees"], inside.alone) == (1, 0, False)
    assert inside.whole is not None
    assert inside.whole.name == "Delmas"
    assert outside.signs["agrees"] == 0
    assert outside.signs["disagrees"] > 0
    assert (outside.whole, outside.alone) == (None, True)


def test_of_two_wider_places_the_narrower_is_told():
    whole = _one("Clinique Alpha, Delmas, Port-au-Prince", "Clinique Alpha").whole
    assert whole is not None
    assert whole.name == "Delmas"


def test_disagreement_grows_tenfold_by_tenfold_and_ends_at_two():
    town = _place("Moulen", kind=Kind.TOWN, source="osm", radius_m=2_000)
    far = [
        _sign(
            "Zaboka, Moulen",
            "Zaboka",
            "disagrees",
            places=[town, _place("Zaboka", towards(DELMAS, bearing=0, metres=2_000 + metres))],
        )
        for metres in (0, 9_000, 99_000, 900_000)
    ]
    assert far == pytest.approx([0, 1, 2, 2], abs=0.01)


def test_towns_are_apart_and_do_not_disagree():
    town = _place("Moulen", kind=Kind.TOWN, source="osm", radius_m=2_000)
    city = _place(
        "Zaboka", towards(DELMAS, bearing=0, metres=50_000), kind=Kind.CITY, source="osm", radius_m=9_000
    )
    small = _one("Moulen, Zaboka", "Moulen", places=[town, city])
    assert small.signs["disagrees"] == 0
    assert small.signs["apart"] > 1
    assert not small.alone


def test_names_that_come_later_are_later():
    found = _all("Delmas 33, Delmas, Jacmel")
    assert [one.signs["late"] for one in found if one.hit.named.name == "Jacmel"] == [1]
    assert found[0].signs["late"] == 0


def test_a_country_makes_no_name_late():
    country = _place("Ayiti", kind=Kind.COUNTRY, source="geonames", radius_m=150_000)
    places = [*PLACES, country]
    assert _sign("Ayiti, Delmas", "Delmas", "late", places=places) == 0


def test_where_the_sender_was_before_counts_within_three_kilometres():
    near, far = towards(DELMAS, bearing=90, metres=2_900), towards(DELMAS, bearing=90, metres=3_100)
    assert _sign("Delmas", "Delmas", "earlier", earlier=[far, near]) == 1
    assert _sign("Delmas", "Delmas", "earlier", earlier=[far]) == 0


def test_places_of_one_name_are_rivals_when_a_wider_circle_would_not_reach_them():
    assert _sign("Rue Leonard", "Rue Leonard", "rivals") == 1
    assert _sign("Rue du Pont", "Rue du Pont", "rivals") == 0
    assert _sign("Delmas", "Delmas", "rivals") == 0


def test_two_sources_second_each_other_where_they_agree():
    taught = _place("Zaboka")
    near = _place("Zaboka", towards(DELMAS, bearing=0, metres=500), source="osm", radius_m=100)
    far = _place("Zaboka", towards(DELMAS, bearing=0, metres=5_000), source="osm", radius_m=100)
    assert [one.signs["seconded"] for one in _all("Zaboka", places=[taught, near])] == [1, 1]
    assert [one.signs["seconded"] for one in _all("Zaboka", places=[taught, far])] == [0, 0]


@pytest.mark.parametrize(("pins", "metres", "agreed"), [(1, 9_000, 0), (2, 9_000, 1), (2, 500, 0)])
def test_two_pins_agree_against_where_the_gazetteer_has_a_name(pins, metres, agreed):
    known = _place("Zaboka", source="osm", radius_m=60.0)
    taught = _place("Zaboka", towards(DELMAS, bearing=90, metres=metres), pins=pins)
    assert [one.signs["agreed"] for one in _all("Zaboka", places=[known, taught])] == [0, agreed]
    assert _sign("Zaboka", "Zaboka", "agreed", places=[taught]) == 0


def test_the_best_known_of_one_name_is_foremost():
    small = _place("Moulen", source="osm", importance=0.2)
    big = _place("Moulen", towards(DELMAS, bearing=0, metres=90_000), source="osm", importance=0.6)
    assert [one.signs["foremost"] for one in _all("Moulen", places=[small, big])] == [0, 1]
    assert _sign("Moulen", "Moulen", "foremost", places=[big]) == 0


def test_words_of_the_hint_that_no_name_explains_are_the_rest():
    vague = _one("Lakou Zaboka, Delmas", "Delmas", hint="Lakou Zaboka, Delmas")
    assert (vague.signs["rest"], vague.signs["vague"]) == (1, 1)
    clear = _one("lakou nan Delmas", "Delmas", hint="lakou nan Delmas")
    assert (clear.signs["rest"], clear.signs["vague"]) == (0, 0)
    long = " ".join(["Zaboka", "Moulen", "Tamaren", "Kokoye", "Mapou", "Delmas"])
    assert _sign(long, "Delmas", "rest", hint=long) == 4
    assert _sign(long, "Delmas", "rest") == 0


def test_a_town_whose_middle_pins_taught_is_as_wide_as_the_town():
    city = _place("Moulen", kind=Kind.CITY, source="geonames", radius_m=6_000, importance=0.7)
    taught = _place("Moulen", towards(DELMAS, bearing=0, metres=3_000), pins=9)
    one = next(one for one in _all("Moulen", places=[city, taught]) if one.signs["taught"])
    assert (one.hit.named.kind, one.hit.named.radius_m, one.hit.named.importance) == (Kind.CITY, 6_000, 0.7)
    assert one.hit.named.point == taught.point
    assert one.signs["settlement"] == 1
    assert one.signs["spread"] != -one.signs["narrow"]


def test_a_taught_name_far_from_the_town_of_that_name_is_no_town():
    city = _place("Moulen", kind=Kind.CITY, source="geonames", radius_m=6_000)
    taught = _place("Moulen", towards(DELMAS, bearing=0, metres=30_000), pins=9)
    one = next(one for one in _all("Moulen", places=[city, taught]) if one.signs["taught"])
    assert (one.hit.named.kind, one.hit.named.radius_m) == (Kind.LANDMARK, 800)


def _asked(text):
    return next(one for one in ask(text).numbers() if one.base == "delmas")


def _known(number, metres):
    point = towards(DELMAS, bearing=0, metres=metres)
    return Named(
        key=number_key("delmas", number),
        how="number",
        id=number,
        name=f"Delmas {number}",
        kind=Kind.LANDMARK,
        source="taught",
        point=point,
        radius_m=900.0,
        pins=2,
    )


def test_a_number_between_known_ones_is_a_candidate_of_its_own():
    asked = _asked("nan Delmas 35")
    numbered = {asked: [_known(33, 0), _known(37, 400)]}
    one = _one("nan Delmas 35", "Delmas 35", numbered=numbered)
    assert one.between is not None
    assert (one.between.steps, one.number) == (2, None)
    assert one.signs["number"] == 1
    assert (one.hit.named.kind, one.hit.named.id, one.hit.named.pins) == (Kind.STREET, -35, 2)
    assert one.signs["settlement"] == 0  # though Delmas is a town


def test_a_known_number_is_a_candidate_that_is_not_between():
    asked = _asked("nan Delmas 35")
    one = _one("nan Delmas 35", "Delmas 35", numbered={asked: [_known(35, 200)]})
    assert one.between is not None
    assert one.between.steps == 0


def test_a_number_with_one_neighbour_is_no_candidate():
    asked = _asked("nan Delmas 35")
    names = [one.hit.named.name for one in _all("nan Delmas 35", numbered={asked: [_known(33, 0)]})]
    assert names == ["Delmas"]


WORDS = "rue Jacmel Delmas 33 , St . Leonard de km 2 near Port-au-Prince Carrefour Feuilles #12".split()


@given(st.lists(st.sampled_from(WORDS)).map(" ".join), st.integers(0, 40))
def test_signs_of_any_words_are_plain_numbers(text, hint):
    for one in _all(text, hint=text[:hint], earlier=[DELMAS]):
        assert all(isinstance(value, float) for value in one.signs.values())
        assert 0 <= one.signs["late"] <= 1
        assert 0 <= one.signs["disagrees"] <= 2
