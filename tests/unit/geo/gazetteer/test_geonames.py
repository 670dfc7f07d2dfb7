import pytest

from geo.gazetteer.geonames import geonames_places
from geo.place import Kind
from geo.point import Area

PORT_AU_PRINCE = Area(west=-72.45, south=18.45, east=-72.2, north=18.65)


@pytest.fixture(scope="module")
def places():
    return {place.name: place for place in geonames_places(PORT_AU_PRINCE, "ht", smallest=15_000)}


def test_towns_inside_the_area_are_known_with_their_kreyol_names(places):
    assert "Kafou" in places["Carrefour"].names
    assert "Pòtoprens" in places["Port-au-Prince"].names
    assert places["Port-au-Prince"].kind is Kind.CITY


def test_towns_afar_are_known_when_they_are_large(places):
    assert "Jacmel" in places
    assert "Cap-Haïtien" in places
    assert "Torbeck" not in places


def test_no_airport_code_and_no_transliteration_is_a_name(places):
    assert "JAK" not in places["Jacmel"].names
    assert "PAP" in places["Port-au-Prince"].names  # its own initials
    assert not [name for name in places["Port-au-Prince"].names if name[0].isascii() and name[0].islower()]


def test_a_capital_is_more_important_and_wider_than_a_town(places):
    assert places["Port-au-Prince"].importance > places["Kenscoff"].importance > 0
    assert places["Port-au-Prince"].radius_m > places["Kenscoff"].radius_m >= 2_000
