"""The people of the drill: invented, complete, and each with a number of their own."""

import re
from collections import Counter

from app.drill.cast import the_cast
from app.drill.compose import plain
from app.drill.town import AREA, town_places
from geo.point import Point

FICTIONAL = re.compile(r"\+1767555" + "01" + r"\d\d")
LANGUAGES = {"ht", "fr", "en", "es"}
CAST = the_cast()


def _everywhere() -> set[str]:
    return {plain(name).casefold() for place in town_places() for name in (place.name, *place.names)}


def test_every_number_is_fictional_and_belongs_to_one_person():
    numbers = [person.number for person in CAST.everybody]
    assert len(numbers) == len(set(numbers)) == len(CAST.by_number())
    assert all(FICTIONAL.fullmatch(number) for number in numbers)


def test_some_numbers_are_left_for_a_newcomer_who_wants_to_play():
    taken = set(CAST.by_number())
    assert taken.isdisjoint(f"+17675550{last}" for last in range(195, 200))


def test_the_cast_is_large_and_speaks_all_languages():
    assert len(CAST.askers) >= 45
    assert len(CAST.helpers) >= 25
    assert len(CAST.passers) >= 12
    for group in (CAST.askers, CAST.helpers):
        spoken = Counter(person.language for person in group)
        assert set(spoken) == LANGUAGES
        assert spoken["ht"] >= 0.39 * len(group)
        assert min(spoken.values()) >= 0.19 * len(group)


def test_names_are_first_names_and_nobody_shares_one():
    names = [person.name for person in CAST.everybody]
    assert len(names) == len(set(names))


def test_everybody_lives_at_a_place_of_the_town():
    known = _everywhere()
    assert {
        one.place for one in CAST.everybody if one.place and plain(one.place).casefold() not in known
    } == set()


def test_everybody_has_something_to_say():
    assert all(person.text.strip() for person in CAST.everybody)


def test_whoever_needs_or_offers_can_say_where_when_asked():
    for person in (*CAST.askers, *CAST.helpers):
        assert person.place


def test_needs_and_offers_use_the_names_of_categories():
    known = set(
        "water food shelter medical rescue missing clothing hygiene power fuel transport communication "
        "information childcare elderly security money labour sanitation animals other".split()
    )
    assert {asker.category for asker in CAST.askers} <= known
    assert {skill for helper in CAST.helpers for skill in helper.skills} <= known
    assert {asker.category for asker in CAST.askers} - {
        skill for h in CAST.helpers for skill in h.skills
    } == set()


def test_helpers_are_human():
    for helper in CAST.helpers:
        assert 0.5 < helper.yes < 1
        assert helper.think_s > 0
        assert helper.work_s > 0


def test_everybody_else_brings_what_real_inboxes_bring():
    kinds = Counter(passer.kind for passer in CAST.passers)
    assert {"noise", "safe", "missing", "thanks", "joke", "wrong number", "help", "stop", "need"} <= set(
        kinds
    )


def test_coordinates_in_a_text_lie_in_the_town():
    texts = [re.search(r"(-?\d+\.\d+), (-?\d+\.\d+)", passer.text) for passer in CAST.passers]
    points = [Point(lat=float(found[1]), lon=float(found[2])) for found in texts if found]
    assert points
    assert all(AREA.holds(point) for point in points)
