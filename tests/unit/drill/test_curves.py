"""The pencil: soft lines that go where they were told."""

from random import Random

import pytest

from app.drill.curves import halfway, length_m, middle, nearest_on, ribbon, soft, swaying, thinned, weathered

CORNERS = [0j, 100 + 0j, 100 + 100j, 300 + 120j]


def test_a_soft_line_goes_through_all_its_points():
    line = soft(CORNERS)
    for corner in CORNERS:
        assert abs(nearest_on(corner, line)[0] - corner) < 0.001


def test_a_closed_line_comes_back_to_where_it_began():
    ring = soft([0j, 100 + 0j, 100 + 100j, 100j], closed=True)
    assert ring[0] == 0j
    assert abs(ring[-1] - ring[0]) < 15


def test_thinning_misses_the_line_by_no_more_than_allowed():
    line = soft(CORNERS)
    thin = thinned(line, 1.0)
    assert len(thin) < len(line)
    assert max(abs(spot - nearest_on(spot, thin)[0]) for spot in line) <= 1.0


def test_a_swaying_path_keeps_its_ends():
    line = soft(CORNERS)
    path = swaying(line, by_m=20)
    assert (path[0], path[-1]) == (line[0], line[-1])
    assert max(abs(spot - nearest_on(spot, line)[0]) for spot in path) <= 20.001


def test_the_sea_leaves_a_calm_place_as_it_was_sketched():
    ring = soft([0j, 400 + 0j, 400 + 400j, 400j], closed=True)
    coast = weathered(ring, 20, calm=[(0j, 60)], rng=Random(1))
    assert coast[0] == ring[0]
    assert 1 < max(abs(a - b) for a, b in zip(coast, ring, strict=True)) <= 40


def test_a_river_is_narrow_at_its_source_and_wide_at_its_mouth():
    banks = ribbon(soft([0j, 200 + 0j]), (4, 50))
    assert abs(banks[0] - banks[-1]) == pytest.approx(4)
    middle_left = len(banks) // 2 - 1
    assert abs(banks[middle_left] - banks[middle_left + 1]) == pytest.approx(50)


def test_halfway_and_middle_are_where_one_would_point():
    assert halfway([0j, 100 + 0j, 100 + 100j]) == 100 + 0j
    assert middle([0j, 100 + 0j, 100 + 100j, 100j]) == pytest.approx(50 + 50j)
    assert length_m([0j, 3 + 4j]) == 5
