from typing import Any

import pytest

from geo.errors import GeocoderRefused
from geo.online.photon import Photon, is_alike
from geo.online.question import Question
from geo.place import Kind
from geo.point import Area, Point
from tests.atlas import Drawn, photon_answer

TOWN = Area(west=-72.7, south=18.8, east=-72.4, north=19.0)
ASKED = Question(words="rue du moulin", area=TOWN, country="HT", languages=("ht", "fr"))
SERVICE = Photon(base_url="https://maps.example", contact="desk@konbit.example")
STREET = Drawn(name="Rue du Moulin", point=Point(lat=18.9, lon=-72.6), reach_deg=0.01)


def _answer(geometry: object = None, **facts: object) -> dict[str, Any]:
    answer: dict[str, Any] = photon_answer(STREET)
    (feature,) = answer["features"]
    feature["properties"] |= facts
    feature["geometry"] = geometry or feature["geometry"]
    return answer


def test_it_is_asked_for_the_words_inside_the_box_and_languages_are_a_wish():
    inquiry = SERVICE.inquiry(ASKED)
    assert inquiry.url == "https://maps.example/api"
    assert inquiry.params == {
        "q": "rue du moulin",
        "limit": "5",
        "bbox": "-72.70000,18.80000,-72.40000,19.00000",
    }
    assert inquiry.headers == {"accept-language": "ht,fr"}


def test_across_the_antimeridian_no_box_is_sent():
    fiji = Area(west=177, south=-20, east=-178, north=-15)
    inquiry = SERVICE.inquiry(Question(words="suva", area=fiji))
    assert (inquiry.params, inquiry.headers) == ({"q": "suva", "limit": "5"}, {})


def test_a_street_is_read_with_the_circle_of_its_extent():
    (found,) = SERVICE.read(photon_answer(STREET), ASKED)
    assert (found.name, found.kind, found.point) == ("Rue du Moulin", Kind.STREET, STREET.point)
    assert 1_500 < found.radius_m < 1_600


def test_what_shares_no_telling_word_is_a_guess_and_not_taken():
    assert SERVICE.read(_answer(name="Rue des Fleurs"), ASKED) == ()


@pytest.mark.parametrize(
    ("words", "name", "alike"),
    [
        ("rue du moulin", "Moulin", True),
        ("rue du mouln", "Rue du Moulin", True),
        ("rue zorblax", "Rue du Moulin", False),
        ("delmas 33", "Route 33", False),
        ("حلب", "حلب", True),
        ("", "Rue du Moulin", False),
    ],
)
def test_a_slip_is_forgiven_and_another_name_is_not(words, name, alike):
    assert is_alike(words, name) is alike


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"osm_key": "place", "osm_value": "village", "type": "city"}, Kind.TOWN),
        ({"osm_key": "amenity", "osm_value": "clinic", "type": "house"}, Kind.LANDMARK),
        ({"osm_key": "boundary", "osm_value": "administrative", "type": "county"}, Kind.DISTRICT),
        ({"osm_key": "natural", "osm_value": "peak", "type": "other"}, Kind.LANDMARK),
    ],
)
def test_its_layers_become_our_kinds(facts, kind):
    assert SERVICE.read(_answer(**facts), ASKED)[0].kind is kind


def test_a_house_is_called_by_its_street_and_number():
    house = {"name": None, "street": "Rue du Moulin", "housenumber": "7", "osm_key": "building"}
    (found,) = SERVICE.read(_answer(type="house", extent=None, **house), ASKED)
    assert (found.name, found.kind, found.radius_m) == ("Rue du Moulin 7", Kind.ADDRESS, 100)


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "a page",
        {"message": "The requested language is not supported"},
        {"features": "many"},
        {"features": [None]},
        {"features": [{"properties": {}}]},
        _answer({"type": "Point", "coordinates": [-72.6, 95]}),
        _answer({"type": "Point", "coordinates": [-72.6, float("nan")]}),
        _answer({"type": "Point", "coordinates": ["west", "north"]}),
        _answer({"type": "LineString", "coordinates": [[-72.6, 18.9]]}),
        _answer(extent=[1, 2, 3]),
        _answer(extent=[1, 2, 3, float("nan")]),
    ],
)
def test_what_is_no_answer_is_refused_as_a_whole(answer):
    with pytest.raises(GeocoderRefused, match="nothing was changed"):
        SERVICE.read(answer, ASKED)
