import pytest

from geo.online.question import askable, narrowed, question_about
from geo.place import Kind, Located
from geo.point import Area, Point

TOWN = Area(west=-72.7, south=18.8, east=-72.4, north=19.0)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Delmas 33", "delmas 33"),
        ("  Rue  Capois,\n12 ", "rue capois, 12"),
        ("rue Capois, rele +1 509 555 0142", "rue capois, rele"),
        ("rue Capois 509-555-0142", "rue capois"),
        ("rue Capois (509) 555 0142.", "rue capois"),
        ("rue Capois 509*555_0142", "rue capois"),
        ("rue Capois 509:555—0142", "rue capois"),
        ("شارع ٥٠٩٥٥٥٠١٤٢ حلب", "شارع حلب"),
        ("Rue Capois amina@mail.example", "rue capois"),
        ("Rue Capois https://maps.example/x?me=1", "rue capois"),
        ("वडा नं 5, रामपुर", "वडा नं 5, रामपुर"),
        ("Rue\u202e Capois\x00", "rue capois"),
    ],
)
def test_place_words_go_out_without_what_reaches_a_person(words, asked):
    assert askable(words) == asked


@pytest.mark.parametrize(
    "words",
    ["", "  ", "33", "+1 509 555 0142", "18.53921, -72.33645", "a b", "word " * 17, "x" * 121, "ß" * 61],
)
def test_what_names_nothing_or_tells_a_story_is_not_asked(words):
    assert askable(words) == ""


def test_the_same_words_are_the_same_question_however_they_were_typed():
    assert askable("«Rue  CAPOIS»") == askable("rue Capois.")


def test_a_wide_circle_narrows_the_area_to_itself():
    box = narrowed(TOWN, Point(lat=18.9, lon=-72.6), 5_000)
    assert box.south == pytest.approx(18.855, abs=0.001)
    assert box.west == pytest.approx(-72.6475, abs=0.001)
    assert TOWN.west < box.west < box.east < TOWN.east


def test_a_circle_that_leaves_the_area_is_cut_and_one_outside_narrows_nothing():
    assert narrowed(TOWN, Point(lat=18.9, lon=-72.41), 50_000) == TOWN
    assert narrowed(TOWN, Point(lat=45, lon=-73), 5_000) == TOWN


def test_an_area_across_the_antimeridian_is_asked_whole():
    fiji = Area(west=177, south=-20, east=-178, north=-15)
    assert narrowed(fiji, Point(lat=-17, lon=179), 5_000) == fiji


def _heard(lat: float) -> Located:
    point = Point(lat=lat, lon=-72.6)
    return Located(point=point, radius_m=6_000, name="Basseville", kind=Kind.CITY, source="geonames")


def test_a_street_in_a_town_that_was_heard_is_asked_there_and_kept_for_there():
    plain = question_about("Rue du Moulin", TOWN, heard=None)
    inside = question_about("Rue du Moulin", TOWN, heard=_heard(18.9))
    assert plain is not None
    assert inside is not None
    assert (plain.words, plain.kept_as, plain.area) == ("rue du moulin", "rue du moulin", TOWN)
    assert (inside.words, inside.kept_as) == ("rue du moulin", "rue du moulin, basseville")
    assert inside.area.west > TOWN.west


def test_a_place_abroad_that_was_heard_changes_nothing():
    assert question_about("Rue du Moulin", TOWN, heard=_heard(45)) == question_about(
        "Rue du Moulin", TOWN, heard=None
    )


def test_words_unfit_to_send_are_no_question():
    assert question_about("+1 509 555 0142", TOWN, heard=None) is None


def test_what_is_kept_fits_its_column():
    long = Located(
        point=Point(lat=18.9, lon=-72.6), radius_m=6_000, name="ß" * 80, kind=Kind.CITY, source="geonames"
    )
    question = question_about("x" * 120, TOWN, heard=long)
    assert question is not None
    assert len(question.kept_as) <= 200
