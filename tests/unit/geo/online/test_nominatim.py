import pytest

from geo.errors import GeocoderRefused
from geo.online.nominatim import Nominatim
from geo.online.question import Question
from geo.place import Kind
from geo.point import Area, Point
from tests.atlas import Drawn, nominatim_answer

TOWN = Area(west=-72.7, south=18.8, east=-72.4, north=19.0)
ASKED = Question(words="rue du moulin", area=TOWN, country="HT", languages=("ht", "fr"))
SERVICE = Nominatim(base_url="https://maps.example/nominatim/", contact="desk@konbit.example")
STREET = Drawn(name="Rue du Moulin", point=Point(lat=18.9, lon=-72.6))


def _answer(**other: object) -> list[dict[str, object]]:
    return [nominatim_answer(STREET)[0] | other]


def test_it_is_asked_for_the_words_inside_the_box_in_the_incidents_languages():
    inquiry = SERVICE.inquiry(ASKED)
    assert inquiry.url == "https://maps.example/nominatim/search"
    assert inquiry.params == {
        "q": "rue du moulin",
        "format": "jsonv2",
        "limit": "5",
        "viewbox": "-72.70000,18.80000,-72.40000,19.00000",
        "bounded": "1",
        "countrycodes": "ht",
        "accept-language": "ht,fr",
        "email": "desk@konbit.example",
    }


def test_across_the_antimeridian_no_box_is_sent_and_a_web_address_is_no_mail():
    service = Nominatim(base_url="https://maps.example", contact="https://konbit.example")
    fiji = Area(west=177, south=-20, east=-178, north=-15)
    params = service.inquiry(Question(words="suva", area=fiji)).params
    assert params == {"q": "suva", "format": "jsonv2", "limit": "5"}


def test_a_street_is_read_with_the_circle_of_its_box():
    (found,) = SERVICE.read(nominatim_answer(STREET), ASKED)
    assert (found.name, found.kind, found.point) == ("Rue du Moulin", Kind.STREET, STREET.point)
    assert found.radius_m == 400


def test_nothing_found_is_an_answer():
    assert SERVICE.read([], ASKED) == ()


@pytest.mark.parametrize(
    ("addresstype", "rank", "kind"),
    [
        ("city", 16, Kind.CITY),
        ("hamlet", 20, Kind.QUARTER),
        ("house", 30, Kind.ADDRESS),
        ("amenity", 30, Kind.LANDMARK),
        ("state", 8, Kind.REGION),
        ("something new", 12, Kind.DISTRICT),
        ("something new", 26, Kind.STREET),
        (None, None, Kind.LANDMARK),
    ],
)
def test_its_words_for_kinds_become_ours(addresstype, rank, kind):
    (found,) = SERVICE.read(_answer(addresstype=addresstype, place_rank=rank), ASKED)
    assert found.kind is kind


def test_a_house_has_its_number_and_its_street():
    (found,) = SERVICE.read(
        _answer(name="", display_name="12, Rue du Moulin, Delmas", addresstype="house"), ASKED
    )
    assert (found.name, found.kind) == ("12 Rue du Moulin", Kind.ADDRESS)


def test_a_place_without_a_name_has_the_first_part_of_its_address():
    assert SERVICE.read(_answer(name=""), ASKED)[0].name == "Rue du Moulin"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"error": "Unable to geocode"},
        "a page",
        [None],
        [{}],
        [{"lat": "18.9"}],
        _answer(lat="95"),
        _answer(lat="nan"),
        _answer(lon="inf"),
        _answer(lat="here"),
        _answer(lat=True),
        _answer(lat=None),
        _answer(boundingbox=["1", "2"]),
        _answer(boundingbox=["1", "2", "3", "nan"]),
        _answer(boundingbox="everywhere"),
        _answer(boundingbox=["1", "2", "3", None]),
        nominatim_answer(STREET) + _answer(lat="95"),
    ],
)
def test_what_is_no_answer_is_refused_as_a_whole(answer):
    with pytest.raises(GeocoderRefused, match="nothing was changed"):
        SERVICE.read(answer, ASKED)
