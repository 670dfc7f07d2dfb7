"""The score of many pairs at once: what score.py says of one, with the same parts, on whole columns."""

from collections.abc import Iterator, Mapping

import numpy as np

from app.matching import parts
from app.matching.candidates import Candidate, trust_for
from app.matching.columns import Board, Flag, Helpers, Needs, Number, Whole
from app.matching.kinds import is_sensitive, kinds_of_trust, trades_for
from app.matching.score import Need, Scored, score_candidate
from app.models.volunteer import Trust, Vehicle

Part = tuple[str, Number, Flag | None]  # its name, how good, and for which pairs it says anything


def weigh_pairs(
    board: Board, need: Whole, helper: Whole, *, distance_m: Number, weights: Mapping[str, float]
) -> Number:
    """Score pairs from 0 to 1, as `score_candidate` scores one without road times and words.

    The pairs of one need stand together.
    """
    score, total = np.zeros(len(need)), np.zeros(len(need))
    for name, good, applies in _parts(board, need, helper, distance_m):
        weight = weights[name] if applies is None else weights[name] * applies
        score += weight * good
        total += weight
    return np.asarray(np.round(score / np.where(total > 0, total, 1.0), 4), dtype=np.float64)


def score_each(
    board: Board, need: Whole, helper: Whole, *, distance_m: Number, weights: Mapping[str, float]
) -> list[Scored]:
    """Score some pairs with their reasons, as hop 3 does; the pairs of one need stand together."""
    goods, lacks = _goods(board, need, helper)
    rows = zip(
        need.tolist(),
        helper.tolist(),
        distance_m.tolist(),
        np.where(lacks, goods, np.nan).tolist(),
        _buddy_goes(board, need, helper).tolist(),
        strict=True,
    )
    return [
        score_candidate(
            _candidate(board, wanting, giving, distance_m=far_m, goods=held, goes=goes),
            need_at(board.needs, wanting),
            weights=weights,
        )
        for wanting, giving, far_m, held, goes in rows
    ]


def need_at(needs: Needs, row: int) -> Need:
    """One need as score.py knows it."""
    kinds = needs.categories[row]
    return Need(
        categories=kinds,
        trades=trades_for(kinds),
        language=needs.language[row],
        urgency=int(needs.urgency[row]),
        sensitive=is_sensitive(kinds),
        risky=bool(needs.risky[row]),
        heavy=bool(needs.heavy[row]),
    )


def _candidate(
    board: Board, need: int, helper: int, *, distance_m: float, goods: float, goes: bool
) -> Candidate:
    """One helper as score.py knows them, for one need."""
    helpers = board.helpers
    kinds = kinds_of_trust(board.needs.categories[need])
    return Candidate(
        volunteer_id=int(helpers.id[helper]),
        contact_id=int(helpers.contact_id[helper]),
        skills=helpers.skills[helper],
        trust=trust_for(kinds, general=helpers.trust[helper], by_kind=helpers.trust_by_kind[helper]),
        reach_m=int(helpers.reach_m[helper]),
        load_cap=int(helpers.load_cap[helper]),
        load=int(helpers.load[helper]),
        distance_m=distance_m,
        trades=helpers.trades[helper],
        vehicle=Vehicle(helpers.vehicle[helper]),
        languages=helpers.languages[helper],
        lately=int(helpers.lately[helper]),
        buddy_id=int(helpers.buddy_id[helper]) or None,
        buddy_goes=goes,
        goods=None if np.isnan(goods) else goods,
    )


def _parts(board: Board, need: Whole, helper: Whole, distance_m: Number) -> Iterator[Part]:
    needs, helpers = board.needs, board.helpers
    yield "near", parts.nearness(distance_m, helpers.reach_m[helper]), None
    yield (
        "fit",
        _shared(needs.categories, helpers.skills, need, helper) / _sizes(needs.categories)[need],
        None,
    )
    load, load_cap = helpers.load.astype(np.float64), helpers.load_cap.astype(np.float64)
    yield "free", parts.freeness(load, load_cap)[helper], None
    yield "fair", parts.fairness(helpers.lately.astype(np.float64))[helper], None
    yield _trade(needs, helpers, need, helper)
    trust = _trust_share(needs, helpers, need, helper)
    yield "trust", parts.reliance(trust, _risk(needs)[need]), None
    yield _language(needs, helpers, need, helper)
    carries = np.array([parts.CARRIES[Vehicle(vehicle)] for vehicle in helpers.vehicle])
    yield "vehicle", carries[helper], needs.heavy[need]
    new = trust == parts.TRUST_SHARE[Trust.NEW]
    alone = helpers.buddy_id[helper] == 0
    goes = _buddy_goes(board, need, helper)
    yield "buddy", goes.astype(np.float64), new & (alone | goes)
    yield "goods", *_goods(board, need, helper)


def _trade(needs: Needs, helpers: Helpers, need: Whole, helper: Whole) -> Part:
    asked = tuple(tuple(trades_for(kinds)) for kinds in needs.categories)
    able = _shared(asked, helpers.trades, need, helper) > 0
    applies = (_sizes(asked) > 0)[need] & (_sizes(helpers.trades) > 0)[helper]
    return "trade", able.astype(np.float64), applies


def _language(needs: Needs, helpers: Helpers, need: Whole, helper: Whole) -> Part:
    asked = tuple(() if language in ("", "und") else (language,) for language in needs.language)
    speaks = _shared(asked, helpers.languages, need, helper)
    return "language", speaks, (_sizes(asked) > 0)[need] & (_sizes(helpers.languages) > 0)[helper]


def _risk(needs: Needs) -> Number:
    rows = zip(needs.urgency.tolist(), needs.risky.tolist(), needs.categories, strict=True)
    return np.array(
        [parts.risk_of(urgency, grave=risky or is_sensitive(kinds)) for urgency, risky, kinds in rows]
    )


def _trust_share(needs: Needs, helpers: Helpers, need: Whole, helper: Whole) -> Number:
    """How well each helper is known for what each need is about."""
    kinds = [kinds_of_trust(one) for one in needs.categories]
    column = {together: n for n, together in enumerate(dict.fromkeys(kinds))}
    share = np.empty((len(helpers), len(column)))
    share[:] = np.array([parts.TRUST_SHARE[Trust(trust)] for trust in helpers.trust]).reshape(-1, 1)
    for row, own in enumerate(helpers.trust_by_kind):
        for together, n in column.items() if own else ():
            trust = trust_for(together, general=helpers.trust[row], by_kind=own)
            share[row, n] = parts.TRUST_SHARE[trust]
    return share[helper, np.array([column[one] for one in kinds], dtype=np.int64)[need]]


def _shared(
    wanted: tuple[tuple[str, ...], ...], given: tuple[tuple[str, ...], ...], need: Whole, helper: Whole
) -> Number:
    """How many words of a need's list stand in a helper's as well; each word is one bit."""
    bit = {
        word: np.uint64(1 << n) for n, word in enumerate(sorted({word for words in wanted for word in words}))
    }
    asked = _bits(wanted, bit)[need] & _bits(given, bit)[helper]
    return np.bitwise_count(asked).astype(np.float64)


def _bits(
    lists: tuple[tuple[str, ...], ...], bit: Mapping[str, np.uint64]
) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.array(
        [sum(int(bit[word]) for word in set(words) if word in bit) for words in lists], dtype=np.uint64
    )


def _sizes(lists: tuple[tuple[str, ...], ...]) -> Whole:
    return np.array([len(words) for words in lists], dtype=np.int64)


def _buddy_goes(board: Board, need: Whole, helper: Whole) -> Flag:
    """Whether a helper's buddy was asked about this very need, or is on it."""
    going = board.before[board.before[:, 2] > 0]
    if not len(going):
        return np.zeros(len(need), dtype=np.bool_)
    many = np.int64(max(going[:, 1].max(), board.helpers.buddy_id.max(initial=0)) + 1)
    pairs = board.needs.id[need] * many + board.helpers.buddy_id[helper]
    return np.isin(pairs, going[:, 0] * many + going[:, 1])


def _goods(board: Board, need: Whole, helper: Whole) -> tuple[Number, Flag]:
    """The share of what each need lacks that the helper holds, and whether it lacks anything."""
    share, lines = np.zeros(len(need)), np.zeros(len(need))
    held = _held(board) if board.lacks else {}
    row_of = {report_id: row for row, report_id in enumerate(board.needs.id.tolist())}
    for report_id, item, amount in board.lacks:
        if report_id not in row_of:
            continue
        begin, end = np.searchsorted(need, [row_of[report_id], row_of[report_id] + 1])
        if item in held:
            share[begin:end] += np.clip(held[item][helper[begin:end]] / amount, 0, 1)
        lines[begin:end] += 1
    return share / np.maximum(lines, 1.0), lines > 0


def _held(board: Board) -> dict[str, Number]:
    """How much of each thing every helper holds."""
    row_of = {volunteer_id: row for row, volunteer_id in enumerate(board.helpers.id.tolist())}
    held: dict[str, Number] = {}
    for (volunteer_id, item), amount in board.stock.items():
        if volunteer_id in row_of:
            held.setdefault(item, np.zeros(len(board.helpers)))[row_of[volunteer_id]] = amount
    return held
