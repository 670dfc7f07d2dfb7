from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.named import Named
from geo.gazetteer.question import ask
from geo.gazetteer.spot import MOST_NOTES, spot
from geo.place import Kind, Place
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


def _drill(name, kind, lat, lon, radius_m=300.0, *, source="drill", pins=0, importance=0.2):
    return Place(
        name=name,
        kind=kind,
        point=Point(lat=lat, lon=lon),
        radius_m=radius_m,
        source=source,
        pins=pins,
        importance=importance,
    )


def _look(text, places, **more):
    question = ask(text)
    return spot(question, answering(places)(question.keys), **{"area": HAITI} | more)


@pytest.mark.parametrize("text", ["3 km nò Jacmel", "3 km au nord de Jacmel", "3 km north of Jacmel"])
def test_a_distance_and_a_side_move_the_point(find, text):
    found, jacmel = find(text), find("nan Jacmel")
    assert distance_m(found.point, jacmel.point) == pytest.approx(3_000, rel=0.001)
    assert found.point.lat > jacmel.point.lat
    assert found.radius_m == jacmel.radius_m + 0.3 * 3_000
    assert any("3000 m away" in step for step in found.trail)


def test_a_distance_without_a_side_moves_nothing(find):
    assert find("3 km from Jacmel").point == find("nan Jacmel").point


@pytest.mark.parametrize(
    "text", ["ant Delmas ak Carrefour", "between Delmas and Carrefour", "entre Delmas et Carrefour"]
)
def test_between_two_places_is_half_way_and_as_wide_as_reaches_both(find, text):
    found = find(text)
    delmas, carrefour = Point(lat=18.545, lon=-72.300), Point(lat=18.533, lon=-72.400)
    assert found.name == "Delmas – Carrefour"
    assert distance_m(found.point, delmas) == pytest.approx(distance_m(found.point, carrefour), rel=0.01)
    assert found.radius_m >= distance_m(found.point, delmas)
    assert any("half way" in step for step in found.trail)


CROSSED = (
    _drill("Rue Lamarre", Kind.STREET, 18.540, -72.340, 400),
    _drill("Rue Kapwa", Kind.STREET, 18.542, -72.340, 200),
    _drill("Rue Lamarre", Kind.STREET, 18.234, -72.530, 400),
)


@pytest.mark.parametrize(
    "text", ["corner of Rue Lamarre and Rue Kapwa", "kwen ri Lamarre ak ri Kapwa", "rue Lamarre x rue Kapwa"]
)
def test_a_corner_is_between_the_two_streets_that_meet(text):
    found = _look(text, CROSSED)
    assert found.kind is Kind.CROSSING
    assert set(found.name.split(" / ")) == {"Rue Lamarre", "Rue Kapwa"}
    assert found.point.lat == pytest.approx(
        18.54133, abs=1e-5
    )  # the shorter street is crossed near its middle
    assert found.radius_m <= 400


def test_two_streets_that_do_not_touch_have_no_corner():
    apart = (CROSSED[1], CROSSED[2])
    found = _look("corner of Rue Lamarre and Rue Kapwa", apart)
    assert found is None or found.kind is Kind.STREET


def test_a_corner_that_the_gazetteer_knows_is_taken_where_it_is():
    text = "corner of Rue Lamarre and Rue Kapwa"
    corner = _drill("Rue Kapwa, Rue Lamarre", Kind.CROSSING, 18.5405, -72.3405, 150)
    elsewhere = _drill("Rue Kapwa, Rue Lamarre", Kind.CROSSING, 18.234, -72.530, 150)
    known = answering([elsewhere, corner])([("rue-kapwa-rue-lamarre", "exact")])
    found = _look(text, CROSSED, crossings=known)
    assert (found.point, found.radius_m) == (corner.point, 150)
    assert _look(text, CROSSED, crossings=known[:1]).point != elsewhere.point


def test_half_way_over_the_antimeridian_is_beside_both():
    places = (_drill("Waiyevo", Kind.TOWN, -16.8, 179.99), _drill("Naselesele", Kind.TOWN, -16.8, -179.99))
    found = _look("between Waiyevo and Naselesele", places, area=None)
    assert distance_m(found.point, places[0].point) < 2_000


def test_torn_between_two_places_far_apart_the_circle_says_so():
    places = (_drill("Moulen", Kind.LANDMARK, 18.5, -72.3), _drill("Moulen", Kind.LANDMARK, 18.6, -72.3))
    found = _look("nan Moulen", places)
    assert found.radius_m >= distance_m(places[0].point, places[1].point)
    assert any("may be meant as well" in step for step in found.trail)


def test_torn_between_two_ends_of_the_country_the_likelier_one_is_told():
    places = (_drill("Moulen", Kind.LANDMARK, 18.2, -74.2), _drill("Moulen", Kind.LANDMARK, 19.9, -72.0))
    found = _look("nan Moulen", places)
    assert found.radius_m == 1.5 * 300
    assert any("another Moulen, far away" in step for step in found.trail)


@pytest.mark.parametrize(
    ("lat", "importance", "torn"),
    [(18.51, 1.0, False), (18.55, 1.0, True), (18.55, 0.8, True), (18.55, 0.6, False)],
)
def test_two_names_tear_where_they_weigh_alike_and_lie_apart(lat, importance, torn):
    """The later name is known better by as much, or almost as much, as it is less likely for coming later."""
    first = _drill("Moulen", Kind.LANDMARK, 18.5, -72.3, importance=0.0)
    found = _look(
        "Moulen, Zaboka", (first, _drill("Zaboka", Kind.LANDMARK, lat, -72.3, importance=importance))
    )
    assert any("meant as well" in step for step in found.trail) is torn


def test_a_taught_name_outranks_the_gazetteer_where_pins_agree():
    known = _drill("Lekòl Zaboka", Kind.LANDMARK, 18.5, -72.3, 250)
    taught = _drill("Lekòl Zaboka", Kind.LANDMARK, 18.6, -72.3, 800, source="taught", pins=5)
    found = _look("Lekòl Zaboka", (known, taught))
    assert found.source == "taught"
    assert "a name on which 5 pins agree" in found.trail[0]
    assert "one pin taught" in _look("Lekòl Zaboka", (replace(taught, pins=1),)).trail[0]


def test_a_number_along_a_street_is_told_as_what_it_is():
    question = ask("nan Delmas 35")
    asked = next(one for one in question.numbers() if one.base == "delmas")
    known = [
        Named(
            key=f"delmas#000{number}",
            how="number",
            id=number,
            name=f"Delmas {number}",
            kind=Kind.STREET,
            source="drill",
            point=Point(lat=18.55 + number / 10_000, lon=-72.3),
            radius_m=300.0,
        )
        for number in (33, 37)
    ]
    found = spot(question, IN_MEMORY(question.keys), area=HAITI, numbered={asked: known})
    assert found is not None
    assert found.name == "Delmas 35"
    assert found.point.lat == pytest.approx(18.5535, abs=1e-4)
    assert found.trail[0] == "Delmas 35 is not known; it is looked for along Delmas 33 and Delmas 37"


def test_where_the_sender_was_before_tells_two_places_of_one_name_apart():
    places = (_drill("Moulen", Kind.LANDMARK, 18.5, -72.3), _drill("Moulen", Kind.LANDMARK, 18.6, -72.3))
    for place in places:
        assert _look("nan Moulen", places, earlier=[place.point]).point == place.point


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ساحة الطاحون", "نحن في ساحة الطاحون نحتاج ماء"),
        ("काठमाडौं", "हामी काठमाडौं मा छौं"),
        ("вулиця Млинова", "ми на вулиця Млинова, 12"),
        ("Değirmen Sokağı", "DEĞİRMEN SOKAĞI yardım"),
        ("Ñuñoa", "estamos en nunoa"),
    ],
)
def test_names_in_every_script_are_found(name, text):
    found = _look(text, [_drill(name, Kind.LANDMARK, 18.5, -72.3)], words=name)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "text", ["a" * 5_000, "Delmas " * 700, "Delmas 33, " * 400, "#12 " * 1_200, "9" * 5_000]
)
def test_texts_of_five_thousand_letters_are_read_like_others(find, text):
    found = find(text)
    assert found is None or found.name in ("Delmas", "Delmas 33")


def test_a_long_text_has_no_long_trail(find):
    towns = ("Jérémie", "Jacmel", "Kafou", "Delmas")
    found = find("nou nan Jacmel. " + ". ".join(f"Place {town}, lise {town}, lekòl {town}" for town in towns))
    assert sum("was passed over" in note for note in found.trail) == MOST_NOTES


def test_a_name_that_two_hundred_places_bear_is_told_to_be_many():
    many = [_drill("San Jose", Kind.TOWN, 18.0 + n % 20 / 10, -74.5 + n // 20 / 5, 2_000) for n in range(200)]
    found = _look("San Jose, " * 100, many)
    assert found.name == "San Jose"
    assert any("may be" in step for step in found.trail)


WORDS = "rue Jacmel Delmas 33 , St . Leonard de km 2 near Port-au-Prince".split()


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_text_whatever_raises(text):
    question = ask(text)
    found = spot(question, IN_MEMORY(question.keys))
    assert found is None or found.radius_m >= 30
