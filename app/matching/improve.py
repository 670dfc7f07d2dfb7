"""What a plan for the whole board changes, told need by need."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.matching.assign import Plan, assign, greedy
from app.matching.columns import Board, Edges, Whole, Why
from app.matching.graph import link
from app.matching.weigh import score_each

MOST_REASONS = 1_000  # the most urgent; nobody reads more before they look again


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One helper for one need, and whom the need alone would have taken, if that is somebody else."""

    report_id: int
    volunteer_id: int
    distance_m: float
    score: float
    reasons: tuple[str, ...]
    instead_of: int | None = None  # the volunteer who would suit this need better still
    needed_for: int | None = None  # the report for which the plan keeps them


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A need that stays without a helper, or with too few."""

    report_id: int
    places: int
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How a plan stands, in numbers that two plans can be compared by."""

    met: tuple[int, ...]  # places met by urgency, from 1 to 4
    needs: int  # needs with somebody at all
    distance_m: float
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """A plan, the urgent first, beside what each need for itself would have led to."""

    choices: tuple[Choice, ...]
    lacks: tuple[Lack, ...]
    planned: Totals
    alone: Totals
    needs: int
    helpers: int


def improve(board: Board, *, weights: Mapping[str, float]) -> Improvement:
    """Plan the board. It takes seconds of one processor when the board is large."""
    graph = link(board, weights=weights)
    alone = greedy(board.needs, board.helpers, graph.edges)
    plan = assign(board.needs, board.helpers, graph.edges, alone=alone)
    return Improvement(
        choices=_choices(board, graph.edges, plan, weights),
        lacks=_lacks(board, plan, graph.why),
        planned=_totals(plan),
        alone=_totals(alone),
        needs=len(board.needs),
        helpers=len(board.helpers),
    )


def still(board: Board, choice: Choice, *, weights: Mapping[str, float]) -> Choice | None:
    """The same choice as it is now, or None when it is not possible any more."""
    need = np.flatnonzero(board.needs.id == choice.report_id)
    helper = np.flatnonzero(board.helpers.id == choice.volunteer_id)
    if not len(need) or not len(helper):
        return None
    pair = board.only(need, helper)
    edges = link(pair, weights=weights).edges
    if not len(edges):
        return None
    return _choice(pair, edges, weights)


def _choices(board: Board, edges: Edges, plan: Plan, weights: Mapping[str, float]) -> tuple[Choice, ...]:
    best = _firsts(edges, len(board.needs))
    where: dict[int, int] = {}
    own: dict[int, set[int]] = {}
    for pair in plan.pairs:
        where.setdefault(pair.helper, pair.need)
        own.setdefault(pair.need, set()).add(pair.helper)
    order = sorted(range(min(len(plan.pairs), MOST_REASONS)), key=lambda row: plan.pairs[row].need)
    sorted_pairs = [plan.pairs[row] for row in order]
    scored = score_each(
        board,
        np.array([pair.need for pair in sorted_pairs], dtype=np.int64),
        np.array([pair.helper for pair in sorted_pairs], dtype=np.int64),
        distance_m=np.array([pair.distance_m for pair in sorted_pairs], dtype=np.float64),
        weights=weights,
    )
    reasons = {row: one.reasons for row, one in zip(order, scored, strict=True)}
    told = []
    for row, pair in enumerate(plan.pairs):
        first = int(best[pair.need])
        elsewhere = first not in own[pair.need]
        needed_for = where.get(first) if elsewhere else None
        told.append(
            Choice(
                report_id=int(board.needs.id[pair.need]),
                volunteer_id=int(board.helpers.id[pair.helper]),
                distance_m=pair.distance_m,
                score=pair.score,
                reasons=reasons.get(row, ()),
                instead_of=int(board.helpers.id[first]) if elsewhere else None,
                needed_for=int(board.needs.id[needed_for]) if needed_for is not None else None,
            )
        )
    return tuple(told)


def _choice(pair: Board, edges: Edges, weights: Mapping[str, float]) -> Choice:
    scored = score_each(pair, edges.need, edges.helper, distance_m=edges.distance_m, weights=weights)[0]
    return Choice(
        report_id=int(pair.needs.id[0]),
        volunteer_id=int(pair.helpers.id[0]),
        distance_m=float(edges.distance_m[0]),
        score=scored.score,
        reasons=scored.reasons,
    )


def _firsts(edges: Edges, needs: int) -> Whole:
    """Whom each need for itself would take first: the helper's row, -1 where there is nobody."""
    best = np.full(needs, -1, dtype=np.int64)
    order = np.lexsort((-edges.helper, edges.score))  # the last one written is the best
    best[edges.need[order]] = edges.helper[order]
    return best


def _lacks(board: Board, plan: Plan, why: Mapping[int, Why]) -> tuple[Lack, ...]:
    return tuple(
        Lack(report_id=int(board.needs.id[row]), places=missing, why=why.get(row, Why.FULL))
        for row, missing in enumerate(plan.missing)
        if missing
    )


def _totals(plan: Plan) -> Totals:
    return Totals(
        met=plan.met,
        needs=len({pair.need for pair in plan.pairs}),
        distance_m=plan.distance_m,
        cost=plan.cost,
    )
