from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from app.matching.assign import NEAR_ENOUGH, Pair, assign, greedy
from app.matching.columns import Edges, Whole
from app.matching.fill import fill_places


@dataclass(frozen=True, slots=True)
class Wanted:
    urgency: Whole
    places: Whole


@dataclass(frozen=True, slots=True)
class Hands:
    capacity: Whole


def numbers(*values: int) -> Whole:
    return np.array(values, dtype=np.int64)


def scores(*rows: tuple[int, int, float]) -> Edges:
    """Edges as (need, helper, score), a hundred metres long."""
    return Edges(
        need=numbers(*(row[0] for row in rows)),
        helper=numbers(*(row[1] for row in rows)),
        distance_m=np.full(len(rows), 100.0),
        score=np.array([row[2] for row in rows], dtype=np.float64),
    )


def pairs(found: tuple[Pair, ...]) -> set[tuple[int, int]]:
    return {(pair.need, pair.helper) for pair in found}


AMINA, BO = 0, 1
BAYU, CHEN = 0, 1


def test_bayu_leaves_the_near_need_to_chen_who_could_not_reach_the_far_one():
    both = Wanted(numbers(2, 2), numbers(1, 1))
    edges = scores((AMINA, BAYU, 0.9), (AMINA, CHEN, 0.8), (BO, BAYU, 0.5))
    hands = Hands(numbers(1, 1))
    assert pairs(assign(both, hands, edges).pairs) == {(AMINA, CHEN), (BO, BAYU)}
    assert pairs(greedy(both, hands, edges).pairs) == {(AMINA, BAYU)}


def test_the_urgent_need_is_met_first_however_well_another_would_fit():
    edges = scores((AMINA, BAYU, 1.0), (BO, BAYU, 0.01))
    plan = assign(Wanted(numbers(1, 4), numbers(1, 1)), Hands(numbers(1)), edges)
    assert pairs(plan.pairs) == {(BO, BAYU)}
    assert plan.missing == (1, 0)
    assert plan.met == (0, 0, 0, 1)


def test_somebody_for_everybody_goes_before_two_for_one():
    edges = scores((AMINA, BAYU, 1.0), (AMINA, CHEN, 1.0), (BO, BAYU, 0.1), (BO, CHEN, 0.1))
    plan = assign(Wanted(numbers(2, 2), numbers(2, 1)), Hands(numbers(1, 1)), edges)
    assert {pair.need for pair in plan.pairs} == {AMINA, BO}


def test_one_helper_takes_one_place_of_a_need_and_no_two():
    plan = assign(Wanted(numbers(2), numbers(2)), Hands(numbers(3)), scores((AMINA, BAYU, 1.0)))
    assert pairs(plan.pairs) == {(AMINA, BAYU)}
    assert plan.missing == (1,)


def test_a_helper_with_two_free_hands_serves_two_needs():
    edges = scores((AMINA, BAYU, 0.5), (BO, BAYU, 0.5))
    assert len(assign(Wanted(numbers(2, 2), numbers(1, 1)), Hands(numbers(2)), edges).pairs) == 2


@pytest.mark.parametrize("solve", [assign, greedy])
def test_an_empty_board_is_an_empty_plan(solve):
    nothing = scores()
    assert solve(Wanted(numbers(), numbers()), Hands(numbers()), nothing).pairs == ()
    alone = solve(Wanted(numbers(3), numbers(2)), Hands(numbers(1)), nothing)
    assert (alone.pairs, alone.missing) == ((), (2,))


@st.composite
def boards(draw: st.DrawFn, most: int = 4) -> tuple[Wanted, Hands, Edges]:
    wanting, giving = draw(st.integers(1, most)), draw(st.integers(1, most))
    some = st.lists(st.integers(0, 2), min_size=giving, max_size=giving)
    urgency = draw(st.lists(st.integers(1, 4), min_size=wanting, max_size=wanting))
    places = draw(st.lists(st.integers(1, 2), min_size=wanting, max_size=wanting))
    every = list(product(range(wanting), range(giving)))
    linked = draw(st.lists(st.sampled_from(every), unique=True, max_size=9))
    each = st.integers(0, 100).map(lambda hundredths: hundredths / 100)
    edges = scores(*((need, helper, draw(each)) for need, helper in linked))
    return Wanted(numbers(*urgency), numbers(*places)), Hands(numbers(*draw(some))), edges


def best_of_all(wanted: Wanted, hands: Hands, edges: Edges) -> float:
    """Try every set of edges there is."""
    unit = 1.0 + wanted.places.sum()
    least = np.inf
    for chosen in product((False, True), repeat=len(edges)):
        some = edges.of(np.array(chosen, dtype=np.bool_))
        got = np.bincount(some.need, minlength=len(wanted.places))
        used = np.bincount(some.helper, minlength=len(hands.capacity))
        if (got > wanted.places).any() or (used > hands.capacity).any():
            continue
        worth = unit * 4.0**wanted.urgency
        lost = np.where(got == 0, worth + (wanted.places - 1) * worth / 2, (wanted.places - got) * worth / 2)
        least = min(least, float(lost.sum() + (1 - some.score).sum()))
    return least


@settings(deadline=None, max_examples=150)
@given(board=boards())
def test_no_plan_of_all_there_are_costs_less(board):
    plan = assign(*board)
    assert plan.cost == pytest.approx(best_of_all(*board))


@settings(deadline=None, max_examples=150)
@given(board=boards(most=9))
def test_nobody_carries_more_than_they_can_and_no_need_gets_more_than_it_wants(board):
    wanted, hands, edges = board
    for plan in (assign(*board), greedy(*board)):
        rows = [(pair.need, pair.helper) for pair in plan.pairs]
        assert len(set(rows)) == len(rows)
        assert set(rows) <= set(zip(edges.need.tolist(), edges.helper.tolist(), strict=True))
        needs, helpers = [row[0] for row in rows], [row[1] for row in rows]
        assert all(helpers.count(one) <= room for one, room in enumerate(hands.capacity))
        assert all(
            needs.count(one) + missing == places
            for one, (places, missing) in enumerate(zip(wanted.places, plan.missing, strict=True))
        )
    assert assign(*board).cost <= greedy(*board).cost + 1e-9


def test_a_plan_begun_with_the_best_edges_ends_as_near_to_the_best_as_it_has_proved():
    """Everybody's best dozen are the same dozen: only the prices tell who must look further."""
    rng = np.random.default_rng(7)
    wanting, giving = 60, 120
    near = np.linspace(1, 0, giving)
    noise = rng.random((wanting, giving)) * 0.01
    edges = scores(
        *(
            (need, helper, float(0.9 * near[helper] + noise[need, helper]))
            for need in range(wanting)
            for helper in range(giving)
        )
    )
    plan = assign(
        Wanted(rng.integers(1, 5, wanting), np.ones(wanting, np.int64)),
        Hands(np.ones(giving, np.int64)),
        edges,
    )
    assert plan.rounds > 1
    assert sum(plan.met) == wanting
    cost = np.zeros((wanting, giving))
    cost[edges.need, edges.helper] = 1 - edges.score
    best = cost[linear_sum_assignment(cost)].sum()
    assert best <= plan.cost + 1e-9 <= best * (1 + NEAR_ENOUGH) + 1e-8


def test_a_long_way_round_is_worth_it_when_it_brings_somebody_to_one_need_more():
    """Thirty helpers step aside, each to somebody they suit far less, so that the last need is met too."""
    steps = 30
    good = [(row, row, 1.0) for row in range(steps)]
    bad = [(row + 1, row, 0.0) for row in range(steps)]
    wanted = Wanted(np.ones(steps + 1, np.int64), np.ones(steps + 1, np.int64))
    hands = Hands(np.ones(steps + 1, np.int64))
    plan = assign(wanted, hands, scores(*good, *bad, (0, steps, 0.0)))
    assert sum(plan.met) == steps + 1


@settings(deadline=None, max_examples=100)
@given(board=boards(most=9))
def test_the_urgent_are_met_as_far_as_can_be_before_any_saving(board):
    wanted, hands, edges = board
    filled = edges.of(fill_places(wanted, hands, edges))
    used = np.bincount(filled.helper, minlength=len(hands.capacity))
    got = np.bincount(filled.need, minlength=len(wanted.places))
    assert (used <= hands.capacity).all()
    assert (got <= wanted.places).all()
    met = np.bincount(wanted.urgency[filled.need], minlength=5)[1:5]
    assert tuple(met.tolist()) == assign(*board).met
