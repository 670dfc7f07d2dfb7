"""Whom to ask for what, so that it is best for all needs together: an optimum, and greed as its yardstick.

How many places can be met is settled first, exactly, by flows over the whole graph (fill.py). The best pairs
for them are then found by a linear program (solve.py) that begins with few edges and grows by its prices.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.matching.columns import Edges, Flag, Giving, Number, Wanting, Whole
from app.matching.fill import fill_places
from app.matching.solve import HALF, solve_parts

OF_NEED = 6  # the best edges of each need, to begin with
OF_HELPER = 3  # and of each helper: a hand that is nobody's favourite is wanted where hands are scarce
ROUNDS = 8
MOST_WORK = 240_000  # edges solved in all rounds: what one processor does in a few seconds
SMALL = 1e-6
MORE_EDGES = 8  # of each need, that a round adds at most
IDLE = 0.05  # an edge so much too dear rests: should the prices change, it comes back
SAVINGS = 5.0  # that one more place may cost, to begin with: small numbers are solved a third faster
NEAR_ENOUGH = 1e-3  # of what the pairs cost: so close to the best of all plans is proved to be


@dataclass(frozen=True, slots=True)
class Pair:
    """One helper for one place of one need, by their rows."""

    need: int
    helper: int
    distance_m: float
    score: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Who goes where, the urgent first; `missing` says of each need how many helpers it still lacks."""

    pairs: tuple[Pair, ...]
    missing: tuple[int, ...]
    cost: float  # what is lost: 1 − score of each pair, and of each place that stays empty far more
    met: tuple[int, ...]  # places met by urgency, from 1 to 4
    rounds: int = 1

    @property
    def distance_m(self) -> float:
        """All ways together."""
        return sum(pair.distance_m for pair in self.pairs)


def assign(needs: Wanting, helpers: Giving, edges: Edges, *, alone: Plan | None = None) -> Plan:
    """Find the best plan of all: the urgent met first, then as many others as can be, then the best pairs.

    The prices of a plan say which other edges could improve it; a need can gain from no more of them than it
    has places. Once that is next to nothing the plan is the best on the whole graph; on a board too large for
    that it is the best so far, and meets as many places as any plan. What `alone` found is a beginning too.
    """
    worth = _worth(needs)
    alone = alone or greedy(needs, helpers, edges)
    active = (_rank(edges) < OF_NEED) | (_rank(edges.turned()) < OF_HELPER)
    filled = fill_places(needs, helpers, edges)
    active |= filled | _in_plan(alone, edges)
    least = _lost(needs, edges.of(filled), worth)
    price = np.minimum(worth, SAVINGS * np.power(4.0, needs.urgency))
    rounds = work = 0
    while True:
        rounds += 1
        here = np.flatnonzero(active)
        work += len(here)
        taken, price_need, price_helper = solve_parts(needs, helpers, edges.of(here), price)
        if price is not worth and _lost(needs, edges.of(here[taken]), worth) > least:
            price = worth  # a place was given away for savings: that is never worth it
            continue
        gain = price_need[edges.need] + price_helper[edges.helper] - (1 - edges.score)
        promising = np.flatnonzero((gain > SMALL) & ~active)
        order = _promise(edges, gain, promising)
        at_most = float(gain[promising][order < needs.places[edges.need[promising]]].sum())
        active &= gain > -IDLE
        active[here[taken]] = True
        active[promising[order < MORE_EDGES]] = True
        proved = at_most <= NEAR_ENOUGH * float(np.sum(1 - edges.score[here[taken]]))
        if proved or rounds == ROUNDS or work + np.count_nonzero(active) > MOST_WORK:
            return _plan(needs, edges, here[taken], worth, rounds=rounds)


def greedy(needs: Wanting, helpers: Giving, edges: Edges) -> Plan:
    """Serve one need after the other, the urgent first, each with the best who is free: the yardstick."""
    left = helpers.capacity.copy()
    wanted = needs.places.copy()
    order = np.lexsort((edges.helper, -edges.score, edges.need, -needs.urgency[edges.need]))
    taken: list[int] = []
    for row, need, helper in zip(
        order.tolist(), edges.need[order].tolist(), edges.helper[order].tolist(), strict=True
    ):
        if wanted[need] > 0 and left[helper] > 0:
            wanted[need] -= 1
            left[helper] -= 1
            taken.append(row)
    return _plan(needs, edges, np.array(taken, dtype=np.int64), _worth(needs), rounds=1)


def _worth(needs: Wanting) -> Number:
    """What the first place of each need is worth: more than all savings together, four times more a step up.

    Further places are worth half of it: somebody for everybody goes before two for one, and the urgent first.
    """
    unit = 1.0 + float(needs.places.sum())
    return unit * np.power(4.0, needs.urgency.astype(np.float64))


def _rank(edges: Edges) -> Whole:
    """The how-manyth best of its need each edge is, from 0."""
    order = np.lexsort((edges.helper, -edges.score, edges.need))
    sorted_needs = edges.need[order]
    starts = np.flatnonzero(np.diff(sorted_needs, prepend=-1))
    sizes = np.diff(np.append(starts, len(order)))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(starts, sizes)
    return rank


def _promise(edges: Edges, gain: Number, rows: Whole) -> Whole:
    """The how-manyth of its need each of these rows is, by what it would gain."""
    some = edges.of(rows)
    return _rank(Edges(need=some.need, helper=some.helper, distance_m=some.distance_m, score=gain[rows]))


def _in_plan(plan: Plan, edges: Edges) -> Flag:
    """Which edges a plan uses."""
    many = np.int64(edges.helper.max(initial=0) + 1)
    used = np.array([(pair.need, pair.helper) for pair in plan.pairs], dtype=np.int64).reshape(-1, 2)
    return np.isin(edges.need * many + edges.helper, used[:, 0] * many + used[:, 1])


def _plan(needs: Wanting, edges: Edges, taken: Whole, worth: Number, *, rounds: int) -> Plan:
    chosen = edges.of(taken)
    empty = needs.places - np.bincount(chosen.need, minlength=len(needs.places))
    lost = _lost(needs, chosen, worth)
    met = np.bincount(needs.urgency[chosen.need], minlength=5)[1:5]
    order = np.lexsort((-chosen.score, chosen.need, -needs.urgency[chosen.need]))
    pairs = [
        Pair(*facts)
        for facts in zip(
            chosen.need[order].tolist(),
            chosen.helper[order].tolist(),
            chosen.distance_m[order].tolist(),
            chosen.score[order].tolist(),
            strict=True,
        )
    ]
    cost = lost + float(np.sum(1 - chosen.score))
    return Plan(tuple(pairs), tuple(empty.tolist()), cost, tuple(met.tolist()), rounds)


def _lost(needs: Wanting, chosen: Edges, worth: Number) -> float:
    """What the places are worth that stay empty."""
    got = np.bincount(chosen.need, minlength=len(needs.places))
    nobody = (got == 0) & (needs.places > 0)
    return float(np.sum(worth * HALF * (needs.places - got + nobody)))


def ways(pairs: Sequence[Pair]) -> dict[int, list[Pair]]:
    """The pairs of each need, by its row."""
    by_need: dict[int, list[Pair]] = {}
    for pair in pairs:
        by_need.setdefault(pair.need, []).append(pair)
    return by_need
