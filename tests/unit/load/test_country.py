from random import Random

from geo.gazetteer.taught import names_in
from geo.place import Kind, Place
from geo.point import Point
from tests.load.country import AREA, LONGEST, SHORTEST, Country, _pins, _spots

TOWNS = [
    Place(name=name, kind=Kind.TOWN, point=Point(lat=lat, lon=lon), radius_m=2_000, source="bench")
    for name, lat, lon in (("Milltown", 18.5, -72.3), ("Bridgeton", 19.1, -73.0))
]
RNG = Random(3)
COUNTRY = Country(TOWNS, TOWNS, [*_spots(TOWNS, 40, RNG)], [*_pins(TOWNS, 60, RNG)])


def test_a_text_is_as_long_as_people_text_and_tells_where():
    texts = COUNTRY.texts(200, seed=1)
    assert all(SHORTEST <= len(text.split()) <= LONGEST for text in texts)
    assert len(set(texts)) > 190


def test_the_same_seed_writes_the_same_words():
    assert COUNTRY.mentions(50, seed=4) == COUNTRY.mentions(50, seed=4) != COUNTRY.mentions(50, seed=5)


def test_every_spot_lies_in_the_area_and_every_pin_teaches_a_name():
    assert all(AREA.holds(place.point) for place in COUNTRY.spots)
    assert all(names_in(pin.words) for pin in COUNTRY.pins)
