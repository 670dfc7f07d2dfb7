"""Whom to ask for what, so that it is best for all needs together: an optimum, and greed as its yardstick.

A helper's hand meets one place of a need, so a plan is a flow from helpers to needs, and the linear program
of a flow has whole numbers at its corners: HiGHS finds the best of all plans, not a rounded guess of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from app.matching.columns import Edges, Flag, Number, Whole

FIRST_EDGES = 12  # of each need, to begin with: nearly all that a plan ever uses
ROUNDS = 8
HALF = 0.5
SMALL = 1e-6
MORE_EDGES = 8  # of each need, that a round adds at most
IDLE = 0.03  # an edge so much too dear rests: should the prices change, it comes back
NEAR_ENOUGH = 1e-4  # of what the pairs cost: so close to the best of all plans is proved to be


class Wanting(Protocol):
    """What is asked of needs here."""

    @property
    def urgency(self) -> Whole:
        """From 1 to 4."""

    @property
    def places(self) -> Whole:
        """Helpers still wanted."""


class Giving(Protocol):
    """What is asked of helpers here."""

    @property
    def capacity(self) -> Whole:
        """Jobs that each could still take."""


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


def assign(needs: Wanting, helpers: Giving, edges: Edges) -> Plan:
    """Find the best plan of all: the urgent met first, then as many others as can be, then the best pairs.

    It begins with the best edges of each need and lets the prices of that plan say which others could
    improve it. Together these gain less than their prices promise: once that is next to nothing, the plan is
    the best on the whole graph.
    """
    worth = _worth(needs)
    rank = _rank(edges)
    active = rank < FIRST_EDGES
    rounds = 0
    while True:
        rounds += 1
        here = np.flatnonzero(active)
        taken, price_need, price_helper = _solve(needs, helpers, edges.of(here), worth)
        gain = price_need[edges.need] + price_helper[edges.helper] - (1 - edges.score)
        better = (gain > SMALL) & ~active
        pairs_cost = float(np.sum(1 - edges.score[here[taken]]))
        if rounds == ROUNDS or gain[better].sum() <= NEAR_ENOUGH * pairs_cost:
            break
        active = (active & (gain > -IDLE)) | _most(edges, gain, better)
        active[here[taken]] = True
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


def _most(edges: Edges, gain: Number, better: Flag) -> Flag:
    """The few edges of each need that promise most."""
    rows = np.flatnonzero(better)
    promise = gain[rows] / max(1.0, float(gain[rows].max(initial=0.0)))
    some = Edges(need=edges.need[rows], helper=edges.helper[rows], distance_m=promise, score=promise)
    chosen = np.zeros(len(edges), dtype=np.bool_)
    chosen[rows[_rank(some) < MORE_EDGES]] = True
    return chosen


def _solve(needs: Wanting, helpers: Giving, edges: Edges, worth: Number) -> tuple[Whole, Number, Number]:
    """Solve one program: the chosen edges, and what a place more of each need and helper is worth."""
    count, wanting, giving = len(edges), len(needs.places), len(helpers.capacity)
    if not count or not wanting:
        return np.zeros(0, dtype=np.int64), _dearest(needs, worth), np.zeros(giving)
    rows = np.arange(wanting)
    filled = np.concatenate([np.ones(count), -np.ones(2 * wanting)])
    balance = coo_array(
        (filled, (np.concatenate([edges.need, rows, rows]), np.arange(count + 2 * wanting))),
        shape=(wanting, count + 2 * wanting),
    )
    limits = coo_array(
        (np.ones(count), (edges.helper, np.arange(count))), shape=(giving, count + 2 * wanting)
    )
    first, more = np.minimum(needs.places, 1), np.maximum(needs.places - 1, 0)
    most = np.concatenate([np.ones(count), first, more])
    solved = linprog(
        np.concatenate([1 - edges.score, -worth, -HALF * worth]),
        A_eq=balance.tocsc(),
        b_eq=np.zeros(wanting),
        A_ub=limits.tocsc(),
        b_ub=helpers.capacity,
        bounds=np.column_stack([np.zeros(count + 2 * wanting), most]),
        method="highs-ds",  # walks from corner to corner, and a corner is whole
        options={"presolve": False},  # there is nothing to simplify, and looking for it takes a third longer
    )
    if solved.status != 0:
        raise RuntimeError(f"the solver found no plan: {solved.message}")
    taken = np.flatnonzero(solved.x[:count] > HALF)
    return taken, solved.eqlin.marginals, solved.ineqlin.marginals


def _dearest(needs: Wanting, worth: Number) -> Number:
    """Without any edge every place is empty, and an edge is worth what its need's first place is."""
    return np.where(needs.places > 0, worth, 0.0)


def _plan(needs: Wanting, edges: Edges, taken: Whole, worth: Number, *, rounds: int) -> Plan:
    chosen = edges.of(taken)
    got = np.bincount(chosen.need, minlength=len(needs.places))
    empty = needs.places - got
    nobody = (got == 0) & (needs.places > 0)
    lost = float(np.sum(worth * HALF * (empty + nobody)))
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


def ways(pairs: Sequence[Pair]) -> dict[int, list[Pair]]:
    """The pairs of each need, by its row."""
    by_need: dict[int, list[Pair]] = {}
    for pair in pairs:
        by_need.setdefault(pair.need, []).append(pair)
    return by_need
