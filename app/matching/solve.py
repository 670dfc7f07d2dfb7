"""The cheapest pairs for some edges: a linear program, whose corners are whole plans.

A helper's hand meets one place of a need, so a plan is a flow from helpers to needs, and the program of a
flow has whole numbers at its corners: HiGHS finds the best of all plans, not a rounded guess of it. Towns
that share no edge share no price either, and each is solved alone: many small programs take half as long as
a large one.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from app.matching.columns import Edges, Giving, Number, Wanting, Whole

HALF = 0.5


@dataclass(frozen=True, slots=True)
class _Wanted:
    urgency: Whole
    places: Whole


@dataclass(frozen=True, slots=True)
class _Hands:
    capacity: Whole


def solve_parts(needs: Wanting, helpers: Giving, edges: Edges, worth: Number) -> tuple[Whole, Number, Number]:
    """Find the chosen edges, and what a place more of each need and helper is worth.

    `worth` is what the first place of each need is; further places are worth half of it.
    """
    price_need = np.where(needs.places > 0, worth, 0.0)  # without an edge every place is empty
    price_helper = np.zeros(len(helpers.capacity))
    taken: list[Whole] = [np.zeros(0, dtype=np.int64)]
    for part in _parts(edges, len(needs.places), len(helpers.capacity)):
        wanting, need = np.unique(edges.need[part], return_inverse=True)
        giving, helper = np.unique(edges.helper[part], return_inverse=True)
        chosen, price_need[wanting], price_helper[giving] = _solve(
            _Wanted(needs.urgency[wanting], needs.places[wanting]),
            _Hands(helpers.capacity[giving]),
            Edges(need=need, helper=helper, distance_m=edges.distance_m[part], score=edges.score[part]),
            worth[wanting],
        )
        taken.append(part[chosen])
    return np.concatenate(taken), price_need, price_helper


def _parts(edges: Edges, wanting: int, giving: int) -> list[Whole]:
    """Sort edges into groups that have neither needs nor helpers in common."""
    if not len(edges):
        return []
    nodes = wanting + giving
    linked = coo_array((np.ones(len(edges)), (edges.need, edges.helper + wanting)), shape=(nodes, nodes))
    part = connected_components(linked, directed=False)[1][edges.need]
    order = np.argsort(part, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(part[order])) + 1)


def _solve(needs: Wanting, helpers: Giving, edges: Edges, worth: Number) -> tuple[Whole, Number, Number]:
    count, wanting, giving = len(edges), len(needs.places), len(helpers.capacity)
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
