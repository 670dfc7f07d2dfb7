from dataclasses import replace

from geo.online.answer import Found, as_located, choose, clean_name, reach_m
from geo.place import Kind
from geo.point import Area, Point

TOWN = Area(west=-72.7, south=18.8, east=-72.4, north=19.0)
HERE = Point(lat=18.9, lon=-72.6)
STREET = Found(name="Rue du Moulin", kind=Kind.STREET, point=HERE, radius_m=400)


def _at(lat: float, lon: float = -72.6) -> Found:
    return replace(STREET, point=Point(lat=lat, lon=lon))


def test_the_first_place_inside_the_area_is_taken():
    assert choose([_at(48.8, 2.3), STREET], area=TOWN) == STREET


def test_a_place_outside_the_area_is_never_taken():
    assert choose([_at(48.8, 2.3)], area=TOWN) is None
    assert choose([], area=TOWN) is None


def test_a_namesake_near_by_widens_the_circle_until_both_are_in_it():
    chosen = choose([STREET, _at(18.909)], area=TOWN)
    assert chosen is not None
    assert chosen.point == HERE
    assert 1_390 < chosen.radius_m < 1_410


def test_namesakes_far_apart_say_nothing():
    assert choose([STREET, _at(18.99)], area=TOWN) is None


def test_another_thing_of_that_name_is_no_namesake():
    quarter = replace(_at(18.99), kind=Kind.QUARTER)
    assert choose([STREET, quarter], area=TOWN) == STREET


def test_a_circle_reaches_the_farthest_corner_and_never_less_than_its_kind_does():
    box = Area(west=-72.61, south=18.89, east=-72.59, north=18.91)
    assert 1_500 < reach_m(Kind.STREET, HERE, box) < 1_600
    tiny = Area(west=-72.60001, south=18.89999, east=-72.59999, north=18.90001)
    assert reach_m(Kind.STREET, HERE, tiny) == 400
    assert reach_m(Kind.TOWN, HERE, None) == 2_000


def test_a_name_becomes_fit_for_a_text_message():
    assert clean_name("Rue\n du\u202e Moulin" + "x" * 100)[:13] == "Rue du Moulin"
    assert len(clean_name("x" * 1_000)) == 80


def test_the_trail_says_that_it_was_found_online():
    located = as_located(STREET, service="nominatim", words="rue du moulin")
    assert located.source == "nominatim"
    assert located.trail == ("found online: nominatim knows «rue du moulin» as the street «Rue du Moulin»",)
