import pytest

from app.dispatch.words import beside_words, distance_words, map_link, place_words, what_words
from app.messaging.say import Phrase, in_language, phrase
from geo.gazetteer.beside import Bearing, Beside
from geo.place import Kind
from geo.point import Point
from ingest.catalog import load_catalog


@pytest.mark.parametrize(
    ("distance_m", "said"),
    [
        (3, "50 m"),
        (310, "300 m"),
        (474, "450 m"),
        (476, "500 m"),
        (749, "700 m"),
        (949, "900 m"),
        (950, "1 km"),
        (1_310, "1.3 km"),
        (1_949, "1.9 km"),
        (1_950, "2 km"),
        (2_600, "3 km"),
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


def beside(distance_m: float, bearing: Bearing | None) -> Beside:
    return Beside(name="Mill", kind=Kind.LANDMARK, distance_m=distance_m, bearing=bearing)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "200 m NE of Mill"),
        ("ht", "200 m nan nòdès Mill"),
        ("fr", "200 m au nord-est de Mill"),
        ("es", "200 m al noreste de Mill"),
        ("pt", "200 m a nordeste de Mill"),
        ("ar", "200 م شمال شرق Mill"),
        ("sw", "mita 200 kaskazini mashariki mwa Mill"),
        ("tl", "200 m sa hilagang-silangan ng Mill"),
        ("tr", "Mill noktasının 200 m kuzeydoğusu"),
        ("uk", "200 м на пн. схід від Mill"),
        ("ne", "Mill बाट 200 मिटर उत्तरपूर्व"),
    ],
)
def test_a_bare_point_is_said_by_what_is_beside_it(language, said):
    words = beside_words(beside(212, Bearing.NE))
    assert isinstance(words, Phrase)
    assert in_language(words, language) == said


@pytest.mark.parametrize("language", sorted(load_catalog().languages))
def test_every_language_has_eight_directions(language):
    said = {in_language(phrase(f"direction.{one.value}"), language) for one in Bearing}
    assert len(said) == 8


def test_who_is_there_or_somewhere_in_it_hears_the_name_alone():
    assert beside_words(beside(0, None)) == "Mill"
    assert beside_words(None) == phrase("place.unnamed")


def test_kilometres_are_written_as_in_the_language():
    assert in_language(distance_words(1_300), "fr") == "1,3 km"
