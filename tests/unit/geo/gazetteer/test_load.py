from geo.gazetteer.load import place_keys
from geo.place import Kind, Place
from geo.point import Point

HERE = Point(lat=18, lon=-72)


def _place(name, *names):
    return Place(name=name, names=names, kind=Kind.TOWN, point=HERE, radius_m=1_000, source="drill")


def test_a_place_is_found_by_each_of_its_names_once():
    keys = list(place_keys(_place("Carrefour", "Kafou", "CARREFOUR")))
    assert keys == [("carrefour", "exact"), ("kafu", "sound")]


def test_a_name_too_short_to_be_heard_is_found_by_spelling_alone():
    assert list(place_keys(_place("Hinche"))) == [("hinche", "exact")]


def test_a_name_without_letters_or_without_end_has_no_key():
    assert list(place_keys(_place("—"))) == []
    assert list(place_keys(_place("a" * 5_000))) == []
