from geo.gazetteer.circle import RADIUS_M, town_radius_m
from geo.place import Kind


def test_every_kind_of_place_has_a_circle_and_narrower_kinds_narrower_ones():
    assert set(RADIUS_M) == set(Kind)
    assert list(RADIUS_M.values()) == sorted(RADIUS_M.values(), reverse=True)


def test_more_people_live_farther_apart():
    assert town_radius_m(0) == town_radius_m(500) == 2_000
    assert 6_000 < town_radius_m(1_000_000) < 8_000
