"""What the gazetteer and the base map get of the town."""

import unicodedata
from collections import defaultdict

from app.drill.town import AREA, SOURCE, town_ground, town_places
from geo.place import Kind
from geo.point import Point, distance_m


def _key(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if c.isalnum())


def test_every_place_lies_in_the_area_and_says_where_it_is_from():
    for place in town_places():
        assert AREA.holds(place.point)
        assert place.source == SOURCE
        assert 10 <= place.radius_m <= 4000
        assert 0 < place.importance < 1


def test_the_town_is_about_five_by_four_kilometres():
    west_east = distance_m(Point(lat=15.3, lon=AREA.west), Point(lat=15.3, lon=AREA.east))
    south_north = distance_m(Point(lat=AREA.south, lon=-64.1), Point(lat=AREA.north, lon=-64.1))
    assert 5000 < west_east < 6500
    assert 4000 < south_north < 4500


def test_no_two_places_share_a_name_in_any_spelling():
    owners = defaultdict(set)
    for place in town_places():
        for name in (place.name, *place.names):
            owners[_key(name)].add(place.name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_places_are_of_the_kinds_that_people_name():
    kinds = {place.name: place.kind for place in town_places()}
    assert kinds["Lavil Espwa"] is Kind.TOWN
    assert kinds["Sen Tomen"] is Kind.REGION
    assert kinds["Mòn Kolibri"] is Kind.QUARTER
    assert kinds["Ri Kokoye"] is Kind.STREET
    assert kinds["Klinik Lespwa"] is kinds["Plas Libète"] is Kind.LANDMARK


def test_a_street_and_a_quarter_can_be_drawn():
    shapes = {place.name: place.shape for place in town_places()}
    street, quarter = shapes["Ri Kokoye"], shapes["Mòn Kolibri"]
    assert street is not None
    assert quarter is not None
    assert (street["type"], quarter["type"]) == ("LineString", "Polygon")
    assert shapes["Klinik Lespwa"] is None


def test_the_ground_is_drawn_from_the_island_up():
    kinds = [feature["properties"]["kind"] for feature in town_ground()]
    assert kinds[0] == "land"
    assert kinds.index("river") < kinds.index("park")
    assert set(kinds) == {"land", "river", "park"}
