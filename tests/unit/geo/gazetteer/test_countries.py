from pathlib import Path

import pytest

from geo.gazetteer.countries import country_places
from geo.place import Kind
from geo.point import Area, Point, distance_m
from web.assets import VENDOR, asset

HAITI = Area(west=-74.6, south=17.9, east=-71.6, north=20.2)
LANGUAGES = ("ht", "en", "es", "ar", "ne")


@pytest.fixture(scope="module")
def atlas() -> Path:
    return VENDOR / asset("countries-50m.json").rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def places(atlas):
    return {place.name: place for place in country_places(HAITI, "ht", languages=LANGUAGES, atlas=atlas)}


def test_a_country_is_known_in_the_languages_of_the_catalog(places):
    assert {"Ayiti", "Haití", "هايتي", "हैटी"} <= set(places["Haiti"].names)


def test_a_countrys_circle_holds_nine_tenths_of_it(places):
    haiti = places["Haiti"]
    assert haiti.kind is Kind.COUNTRY
    for lat, lon in ((18.54, -72.34), (19.76, -72.2), (18.23, -72.53), (19.95, -72.85)):
        assert distance_m(haiti.point, Point(lat=lat, lon=lon)) < haiti.radius_m < 200_000


def test_neighbours_that_reach_into_the_area_are_known_and_no_others(places):
    countries = {name for name, place in places.items() if place.kind is Kind.COUNTRY}
    assert countries == {"Haiti", "Dominican Republic", "Cuba"}


def test_regions_reach_as_far_as_their_towns_and_the_compass_is_none(places):
    regions = {name for name, place in places.items() if place.kind is Kind.REGION}
    assert {"Artibonite", "Grand'Anse", "Nippes"} <= regions
    assert not regions & {"Nord", "Sud", "Ouest", "Centre", "Nord-Est"}
    assert 30_000 < places["Artibonite"].radius_m < 80_000


def test_what_a_country_owns_overseas_does_not_widen_it(atlas):
    here = Area(west=2, south=48, east=3, north=49)
    found = {place.name: place for place in country_places(here, "FR", languages=["fr"], atlas=atlas)}
    assert 300_000 < found["France"].radius_m < 700_000


def test_islands_that_the_atlas_does_not_draw_are_around_their_capital(atlas):
    here = Area(west=179.0, south=-8.7, east=179.4, north=-8.3)
    found = {place.name: place for place in country_places(here, "TV", languages=["en"], atlas=atlas)}
    assert found["Tuvalu"].kind is Kind.COUNTRY
    assert distance_m(found["Tuvalu"].point, Point(lat=-8.52, lon=179.2)) < 50_000


def test_an_island_that_no_atlas_draws_lies_around_its_own_capital_and_not_around_a_namesake(atlas):
    area = Area(west=55.1, south=-21.5, east=55.9, north=-20.8)
    places = country_places(area, "RE", languages=("fr",), atlas=atlas)
    (reunion,) = (place for place in places if place.name == "Reunion")
    assert area.holds(reunion.point)
