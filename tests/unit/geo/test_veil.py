from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.point import Point, distance_m
from geo.tiles import LEVEL, cell_centre, cell_of, morton
from geo.veil import COARSEST, FINEST, K, Veiled, doubt_m, groups_of, step_below, veil

HOME = morton(Point(lat=18.5392, lon=-72.3364))
WIDE = 4 ** (LEVEL - COARSEST + 1)
# few people, near and far: squares of all sizes come about, and many just below k
codes = st.one_of(
    st.integers(HOME, HOME + 4 ** (LEVEL - FINEST)),
    st.integers(HOME - 4 ** (LEVEL - 9), HOME + 4 ** (LEVEL - 9)),
    st.integers(max(0, HOME - WIDE), HOME + WIDE),
)
cases = st.lists(st.tuples(codes, st.integers(0, 30).map(lambda n: bytes([n]))), max_size=80)
bounds = st.integers(2, 8)


def people(group):
    return {reporter for _, reporter in group}


@given(cases, bounds)
def test_no_square_speaks_of_fewer_than_k_people(many, k):
    groups = groups_of(many, k)
    for square in veil(many, k):
        assert square.at_least >= k
        assert square.at_least <= len(people(groups[square.level, square.cell]))


@given(cases, bounds)
def test_each_case_stands_in_one_square_at_most_and_lies_in_it(many, k):
    groups = groups_of(many, k)
    shown = [case for group in groups.values() for case in group]
    assert len(shown) <= len(many)
    for case in set(shown):
        assert shown.count(case) <= many.count(case)
    for (level, cell), group in groups.items():
        assert COARSEST <= level <= FINEST
        assert {cell_of(code, level) for code, _ in group} == {cell}


@given(cases, bounds)
def test_whoever_is_left_is_too_few_even_in_the_widest_square(many, k):
    shown = [case for group in groups_of(many, k).values() for case in group]
    left = [case for case in many if case not in shown]
    for cell in {cell_of(code, COARSEST) for code, _ in left}:
        assert len(people(case for case in left if cell_of(case[0], COARSEST) == cell)) < k


@given(cases, bounds)
def test_no_difference_between_squares_tells_of_fewer_than_k(many, k):
    """Whatever is known of two unions of squares, what they differ by is k people or nobody."""
    groups = [frozenset(enumerate_cases(group, many)) for group in groups_of(many, k).values()][:6]
    unions = [frozenset().union(*some) for n in range(len(groups) + 1) for some in combinations(groups, n)]
    for one in unions:
        for other in unions:
            apart = {many[at][1] for at in one - other}
            assert not apart or len(apart) >= k


def enumerate_cases(group, many):
    """Which of many a group's cases are: the same case twice is two."""
    return (at for at, case in enumerate(many) if case in group)


@given(cases, bounds)
def test_the_order_in_which_people_asked_changes_nothing(many, k):
    assert veil(many, k) == veil(reversed(many), k)


@given(cases)
def test_who_asks_often_counts_once(many):
    assert veil(many) == veil(many * 3)


def test_five_people_are_shown_where_they_are_and_four_are_not():
    four = [(HOME, bytes([n])) for n in range(4)]
    assert veil(four) == ()
    assert veil([*four, (HOME, b"\0")]) == ()
    assert veil([*four, (HOME, b"a fifth")]) == (Veiled(FINEST, cell_of(HOME, FINEST), 5),)


def test_a_wider_square_does_not_count_who_stands_in_a_smaller_one():
    beside = ((cell_of(HOME, FINEST) ^ 1) << 2 * (LEVEL - FINEST)) + 5  # the next square of the same parent
    here = [(HOME, bytes([n])) for n in range(7)]
    two = [(beside, bytes([100 + n])) for n in range(2)]
    assert [(square.level, square.at_least) for square in veil([*here, *two])] == [(FINEST, 5)]
    five = [(beside + 4 ** (LEVEL - FINEST), bytes([100 + n])) for n in range(3)]
    assert all(square.at_least == 5 for square in veil([*here, *two, *five]))


def test_four_and_one_on_two_sides_of_a_line_share_the_wider_square():
    beside = (cell_of(HOME, FINEST) ^ 1) << 2 * (LEVEL - FINEST)
    many = [*((HOME, bytes([n])) for n in range(4)), (beside, b"a fifth")]
    assert veil(many) == (Veiled(FINEST - 1, cell_of(HOME, FINEST - 1), 5),)


@pytest.mark.parametrize(
    ("n", "shown"), [(5, 5), (9, 5), (10, 10), (19, 10), (20, 20), (49, 20), (50, 50), (99, 50), (1234, 1000)]
)
def test_a_number_is_told_in_steps(n, shown):
    assert step_below(n) == shown


@given(st.integers(K, 10**6), st.integers(K, 10**6))
def test_more_people_never_give_a_smaller_number(some, others):
    assert (some <= others) <= (step_below(some) <= step_below(others))
    assert K <= step_below(some) <= some


def test_the_doubt_about_a_square_reaches_over_its_corners():
    square = Veiled(FINEST, cell_of(HOME, FINEST), 5)
    middle = cell_centre(square.cell, FINEST)
    assert distance_m(middle, Point(lat=18.5392, lon=-72.3364)) < doubt_m(square) < 10_000
