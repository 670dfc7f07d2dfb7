import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.question import ask
from geo.gazetteer.spot import spot
from geo.point import Area, Point, distance_m
from tests.unit.geo.gazetteer.memory import PLACES, answering

IN_MEMORY = answering(PLACES)
HAITI = Area(west=-74.6, south=17.9, east=-71.6, north=20.2)


@pytest.fixture
def find(answer):
    def look(text, **more):
        question = ask(text)
        return spot(question, answer(question.keys), **{"area": HAITI} | more)

    return look


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nou bezwen dlo nan Delmas 33", "Delmas 33"),
        ("nou bezwen dlo nan dèlma 33", "Delmas 33"),
        ("NOU NAN DELMA 33 SOUPLE", "Delmas 33"),
        ("nou nan d?lma33", "Delmas 33"),
        ("kafou nou bezwen manje", "Carrefour"),
        ("We are in Carefour", "Carrefour"),
        ("manje pou 6 moun Pòtoprens", "Port-au-Prince"),
        ("food for six, Port au Prince", "Port-au-Prince"),
        ("food for six, PaP", "Port-au-Prince"),
        ("nou nan kafou fèy", "Carrefour-Feuilles"),
        ("Nou nan Senmak", "Saint-Marc"),
        ("lopital Senmak bezwen medikaman", "Saint-Marc"),
        ("nou nan vil okay", "Les Cayes"),
        ("the school in Jacmel fell", "Jacmel"),
        ("pharmacy on Leonard street in Delmas", "Rue Leonard"),
        ("Clinique Alpha, Delmas, Port-au-Prince", "Clinique Alpha"),
    ],
)
def test_a_place_is_found_as_people_text_it(find, text, name):
    assert find(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nou bezwen dlo",
        "nou pap jwenn anyen",
        "Sa a pap bon pou nou",
        "NOU PAP JWENN ANYEN",
        "everything is okay",
        "Place Jérémie",
        "rue de Jacmel",
        "nou nan ri Jeremi",
        "Saint Louis de Gonzague school",
        "lekòl Saint Louis",
        "mwen rele Jeremie",
        "Carrefour Inconnu",
        "12 Jacmel Street",
    ],
)
def test_a_name_inside_a_longer_one_is_not_the_town(find, text):
    assert find(text) is None


def test_a_street_is_the_one_in_the_town_that_is_named_with_it(find):
    in_carrefour, in_delmas = find("Rue Leonard, Carrefour"), find("ri Leonard, Delmas")
    assert in_carrefour.point == Point(lat=18.531, lon=-72.405)
    assert in_delmas.point == Point(lat=18.560, lon=-72.311)
    assert any("Carrefour" in step for step in in_carrefour.trail)


def test_a_street_that_is_not_in_the_named_town_is_not_believed(find):
    assert find("Rue Leonard, Jacmel").name == "Jacmel"


def test_a_name_that_only_sounds_alike_has_a_wider_circle(find):
    assert find("nou nan Kenmas, Delma").radius_m > find("nou nan Kenmas, Delmas").radius_m


def test_near_is_wider_than_at(find):
    assert find("tou pre Delmas 33").radius_m == 2 * find("nan Delmas 33").radius_m
    assert any("pre" in step for step in find("tou pre Delmas 33").trail)


def test_two_kilometres_away_is_two_kilometres_wider(find):
    assert find("2 km from Jacmel").radius_m == find("in Jacmel").radius_m + 2_000


def test_two_pieces_of_one_street_are_both_inside_the_circle(find):
    found = find("Rue du Pont, Jacmel")
    for piece in (Point(lat=18.236, lon=-72.530), Point(lat=18.238, lon=-72.532)):
        assert distance_m(found.point, piece) + 300 <= found.radius_m + 0.1


def test_two_streets_far_apart_are_told(find):
    found = find("nou nan Rue Leonard")
    assert any("may be meant as well" in step for step in found.trail)
    assert found.radius_m > 300


def test_a_number_that_is_not_known_is_told(find):
    found = find("nou nan Delmas 75")
    assert found.name == "Delmas"
    assert any("75" in step for step in found.trail)


def test_what_was_passed_over_is_told(find):
    found = find("Place Jérémie, Port-au-Prince")
    assert found.name == "Port-au-Prince"
    assert any("Jérémie" in step for step in found.trail)


def test_the_readers_hint_decides_between_two_towns(find):
    text = "my brother in Jacmel says they need water in Delmas"
    assert find(text, words="Jacmel").name == "Jacmel"
    assert find(text, words="Delmas").name == "Delmas"


def test_a_place_outside_the_area_loses_against_one_inside(find):
    around_delmas = Area(west=-72.4, south=18.5, east=-72.2, north=18.6)
    assert find("from Jacmel to Delmas", area=around_delmas).name == "Delmas"


def test_the_words_it_was_found_from_are_kept(find):
    found = find("souple vin nan dèlma 33 kounye a")
    assert (found.words, found.source) == ("dèlma 33", "drill")
    assert "sounds like Delmas 33" in found.trail[0]


WORDS = "rue Jacmel Delmas 33 , St . Leonard de km 2 near Port-au-Prince".split()


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_text_whatever_raises(text):
    question = ask(text)
    found = spot(question, IN_MEMORY(question.keys))
    assert found is None or found.radius_m >= 30
