from dataclasses import replace
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.circle import (
    AMBIGUOUS,
    AROUND,
    AWAY,
    LEAST_M,
    LOOSE_M,
    MANY_M,
    NEARBY_M,
    NUMBER_M,
    RADIUS_M,
    SOUND,
    SOUND_TOWN,
    STREET_M,
    TAUGHT_M,
    WIDEST_RIVAL_M,
    WIDEST_TAUGHT_M,
    Doubt,
    drawn,
    town_radius_m,
)
from geo.gazetteer.named import Named
from geo.gazetteer.numbers import Between
from geo.gazetteer.relations import AT, Related, Relation
from geo.place import Kind
from geo.point import Point

HERE = Point(lat=18.55, lon=-72.31)
SIGNS = dict.fromkeys(("settlement", "country", "street", "number", "rest"), 0.0)


def _named(radius_m=800.0, *, source="osm", how="exact", pins=0):
    return Named(
        key="zaboka",
        how=how,
        id=1,
        name="Zaboka",
        kind=Kind.LANDMARK,
        source=source,
        point=HERE,
        radius_m=radius_m,
        pins=pins,
    )


def _drawn(named, *, relation=AT, between=None, rival_m=0.0, **signs):
    doubt = Doubt(
        named=named, signs=SIGNS | signs, relation=relation, between=between, rival_m=rival_m, rival="Moulen"
    )
    return drawn(doubt)


def _radius(named, **more):
    return _drawn(named, **more)[0]


def _related(relation, **more):
    return Related(relation=relation, word="pre", **more)


def test_every_kind_of_place_has_a_circle_and_narrower_kinds_narrower_ones():
    assert set(RADIUS_M) == set(Kind)
    assert list(RADIUS_M.values()) == sorted(RADIUS_M.values(), reverse=True)


def test_more_people_live_farther_apart():
    assert town_radius_m(0) == town_radius_m(500) == 2_000
    assert 6_000 < town_radius_m(1_000_000) < 8_000
    assert town_radius_m(400_000) == pytest.approx(2.34 * town_radius_m(40_000), rel=0.01)


def test_a_place_that_a_gazetteer_knows_is_as_wide_as_it_says_without_reasons():
    assert _drawn(_named(800)) == (800, [])
    assert _drawn(_named(6_000), settlement=1.0) == (6_000, [])
    assert _drawn(_named(150_000), country=1.0) == (150_000, [])


def test_a_street_is_wide_enough_for_the_lanes_off_it():
    lane, avenue = (replace(_named(metres), kind=Kind.STREET) for metres in (300, 1_500))
    assert _radius(lane, street=1.0) == STREET_M
    assert _radius(avenue, street=1.0) == 1_500
    assert _radius(replace(lane, kind=Kind.ADDRESS), street=1.0) == 300  # a house is where it is


def test_no_circle_is_narrower_than_anybody_points():
    assert _radius(_named(3)) == LEAST_M


@pytest.mark.parametrize(
    ("pins", "rest", "metres"),
    [
        (0, 0, TAUGHT_M[1, False]),
        (1, 0, TAUGHT_M[1, False]),
        (1, 2, TAUGHT_M[1, True]),
        (2, 0, TAUGHT_M[2, False]),
        (3, 1, TAUGHT_M[2, True]),
        (4, 0, MANY_M[False]),
        (90, 1, MANY_M[True]),
    ],
)
def test_a_taught_name_is_as_wide_as_such_names_were_off(pins, rest, metres):
    assert _radius(_named(source="taught", pins=pins), rest=float(rest)) == metres


@pytest.mark.parametrize(
    ("pins", "radius_m", "metres"),
    [
        (4, LOOSE_M, 3_000),
        (4, LOOSE_M + 1, 4_500),
        (2, LOOSE_M + 1, WIDEST_TAUGHT_M),
        (1, LOOSE_M + 1, 4_000),
    ],
)
def test_pins_that_lie_far_apart_make_a_name_wider(pins, radius_m, metres):
    assert _radius(_named(radius_m, source="taught", pins=pins)) == metres


@pytest.mark.parametrize(
    ("pins", "own_m", "rest", "metres"),
    [
        (3, 6_000, 0, 6_000),  # so few pins do not make a town smaller
        (4, 3_000, 0, 1_950),
        (4, 3_000, 1, 4_500),
        (4, 6_000, 0, 5_000),
        (4, 6_000, 2, 5_000),
        (4, 4_500, 0, 4_500),
        (90, 18_000, 0, 12_600),  # a great city stays one
    ],
)
def test_a_town_is_narrower_than_itself_only_where_many_pins_agree(pins, own_m, rest, metres):
    named = _named(own_m, source="taught", pins=pins)
    assert _radius(named, settlement=1.0, rest=float(rest)) == pytest.approx(metres)


@pytest.mark.parametrize("rest", [True, False])
def test_a_number_that_pins_taught_is_as_wide_as_numbers(rest):
    assert _radius(_named(source="taught", pins=9), number=1.0, rest=float(rest)) == NUMBER_M[rest]


@pytest.mark.parametrize(
    ("steps", "radius_m", "metres"), [(2, 300, 2_000), (2, 2_600, 2_600), (0, 2_600, 2_000)]
)
def test_a_number_between_known_ones_is_as_wide_as_they_are_apart(steps, radius_m, metres):
    found = Between(HERE, radius_m, ("Delmas 31",), steps, "taught", 1)
    assert _radius(_named(radius_m, source="taught"), between=found, number=1.0) == metres


def test_a_name_that_only_sounds_alike_may_be_another_one_a_towns_hardly():
    assert _radius(_named(800, how="sound")) == SOUND * 800
    assert _radius(_named(6_000, how="sound"), settlement=1.0) == pytest.approx(SOUND_TOWN * 6_000)


@pytest.mark.parametrize("relation", [relation for relation in Relation if relation is not Relation.AT])
def test_who_is_not_at_a_place_is_around_it_by_its_width_or_how_far_near_is(relation):
    narrow, why = _drawn(_named(800), relation=_related(relation))
    assert narrow == AROUND[relation] * 800
    assert why == ["«pre» widens the circle"]
    wide = _radius(_named(6_000), relation=_related(relation), settlement=1.0)
    assert wide == 6_000 + (AROUND[relation] - 1) * NEARBY_M


def test_near_a_taught_name_is_no_wider_than_such_names_ever_are():
    named = _named(source="taught", pins=1)
    assert _radius(named, relation=_related(Relation.TOWARDS)) == WIDEST_TAUGHT_M


def test_a_distance_widens_by_all_of_it_and_by_a_part_where_the_direction_is_known():
    anywhere = _drawn(_named(800), relation=_related(Relation.DIRECTION, away_m=2_000.0))
    assert anywhere == (2_800, ["«pre» is 2000 m away from it and widens the circle"])
    north = _radius(_named(800), relation=_related(Relation.DIRECTION, away_m=2_000.0, bearing=0.0))
    assert north == 800 + AWAY * 2_000


def test_the_circle_reaches_what_may_be_meant_as_well_unless_it_is_too_far():
    radius_m, why = _drawn(_named(800), rival_m=5_000.0)
    assert radius_m == 5_000
    assert why == ["the circle reaches Moulen, which may be meant as well"]
    assert _radius(_named(8_000), rival_m=5_000.0) == 8_000
    assert _radius(_named(800), rival_m=WIDEST_RIVAL_M) == WIDEST_RIVAL_M
    radius_m, why = _drawn(_named(800), rival_m=WIDEST_RIVAL_M + 1)
    assert radius_m == AMBIGUOUS * 800
    assert why == ["it may be another Moulen, far away; this one is the likelier"]


@given(
    radius_m=st.floats(0, 2e7),
    source=st.sampled_from(["taught", "osm"]),
    how=st.sampled_from(["exact", "sound", "alike", "number"]),
    pins=st.integers(0, 500),
    told=st.fixed_dictionaries(dict.fromkeys(SIGNS, st.sampled_from([0.0, 1.0]))),
    relation=st.sampled_from(list(Relation)),
    away_m=st.floats(0, 1e7),
    bearing=st.none() | st.floats(0, 360),
    rival_m=st.floats(0, 2e7),
)
def test_whatever_the_doubt_the_circle_can_be_drawn(
    radius_m, source, how, pins, told, relation, away_m, bearing, rival_m
):
    related = _related(relation, away_m=away_m, bearing=bearing)
    found = _radius(
        _named(radius_m, source=source, how=how, pins=pins), relation=related, rival_m=rival_m, **told
    )
    assert isfinite(found)
    assert found >= LEAST_M
