import pytest

from app.dispatch.words import distance_words, map_link, place_words, what_words
from app.messaging.say import in_language, phrase
from geo.point import Point


@pytest.mark.parametrize(
    ("distance_m", "said"),
    [
        (3, "50 m"),
        (310, "300 m"),
        (749, "750 m"),
        (949, "950 m"),
        (950, "1 km"),
        (1_300, "1.5 km"),
        (12_100, "12 km"),
    ],
)
def test_a_distance_is_said_as_people_walk_it(distance_m, said):
    assert in_language(distance_words(distance_m), "en") == said


def test_a_need_is_said_with_its_people_when_we_know_them():
    assert in_language(what_words("water", 6), "en") == "water for 6 people"
    assert in_language(what_words("water", 1), "en") == "water for 1 person"
    assert in_language(what_words("water", None), "en") == "water"


def test_a_dot_without_a_name_is_still_a_place():
    assert place_words("Mill") == "Mill"
    assert place_words("") == phrase("place.unnamed")


def test_the_map_link_carries_a_metre_and_nothing_about_anybody():
    link = map_link(Point(lat=15.3001239, lon=-64.1000001))
    assert link == "https://osm.org/?mlat=15.30012&mlon=-64.10000"
