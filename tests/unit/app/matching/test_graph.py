"""Who could help whom on an invented board: the near, the free, the vetted; nobody across closed ground."""

from dataclasses import replace
from math import asin, cos, radians, sin, sqrt

import numpy as np
import pytest
import shapely

from app.matching.candidates import Candidate
from app.matching.columns import Board, Helpers, Needs, Why
from app.matching.graph import EARTH_M, link
from app.matching.improve import improve, still
from app.matching.score import score_candidate
from app.matching.weigh import need_at, score_each, weigh_pairs
from app.matching.weights import default_weights
from app.models.volunteer import Trust
from tests.town import corner

KINDS = ("water", "food", "medical", "shelter")
WEIGHTS = default_weights()


def make_needs(*rows):
    def column(name, default):
        return [row.get(name, default) for row in rows]

    spots = [corner(str(row.get("at", "Bridge"))) for row in rows]
    return Needs(
        id=np.arange(1, len(rows) + 1),
        contact_id=np.array(column("contact_id", 900), dtype=np.int64),
        urgency=np.array(column("urgency", 2), dtype=np.int64),
        places=np.array(column("places", 1), dtype=np.int64),
        asked=np.zeros(len(rows), dtype=np.int64),
        age_s=np.zeros(len(rows)),
        lat=np.array([spot.lat for spot in spots]),
        lon=np.array([spot.lon for spot in spots]),
        categories=tuple(row.get("kinds", ("water",)) for row in rows),
        language=tuple(row.get("language", "und") for row in rows),
        risky=np.array(column("risky", False), dtype=np.bool_),
        agreed=np.array(column("agreed", 0), dtype=np.int64),
        stopped=np.zeros(len(rows), dtype=np.bool_),
        heavy=np.array(column("heavy", False), dtype=np.bool_),
    )


def make_helpers(*rows):
    def column(name, default):
        return [row.get(name, default) for row in rows]

    def whole(name: str, default: int) -> np.ndarray:
        return np.array(column(name, default), dtype=np.int64)

    spots = [corner(str(row.get("at", "Mill"))) for row in rows]
    return Helpers(
        id=np.arange(11, len(rows) + 11),
        contact_id=np.arange(101, len(rows) + 101),
        capacity=whole("capacity", 1),
        load=whole("load", 0),
        load_cap=whole("load_cap", 2),
        lately=whole("lately", 0),
        reach_m=np.array(column("reach_m", 5_000), dtype=np.float64),
        lat=np.array([spot.lat for spot in spots]),
        lon=np.array([spot.lon for spot in spots]),
        skills=tuple(row.get("skills", ("water",)) for row in rows),
        trades=tuple(row.get("trades", ()) for row in rows),
        vehicle=tuple(row.get("vehicle", "none") for row in rows),
        languages=tuple(row.get("languages", ()) for row in rows),
        trust=tuple(row.get("trust", "known") for row in rows),
        trust_by_kind=tuple(row.get("trust_by_kind", {}) for row in rows),
        buddy_id=whole("buddy_id", 0),
    )


def make_board(needs, helpers, **more):
    return Board(needs=needs, helpers=helpers, before=more.pop("before", np.zeros((0, 3), np.int64)), **more)


def linked(board: Board) -> set[tuple[int, int]]:
    edges = link(board, weights=WEIGHTS).edges
    return set(zip(edges.need.tolist(), edges.helper.tolist(), strict=True))


def why(board: Board) -> dict[int, Why]:
    return link(board, weights=WEIGHTS).why


def test_a_helper_is_found_within_their_own_reach_alone():
    helpers = make_helpers({"at": "Mill"}, {"at": "Quarry"}, {"at": "Quarry", "reach_m": 10_000})
    assert linked(make_board(make_needs({}), helpers)) == {(0, 0), (0, 2)}


def test_distances_are_great_circles():
    edges = link(make_board(make_needs({}), make_helpers({"at": "Harbour"})), weights=WEIGHTS).edges
    here, there = corner("Bridge"), corner("Harbour")
    half = (
        sin(radians(here.lat - there.lat) / 2) ** 2
        + cos(radians(here.lat)) * cos(radians(there.lat)) * sin(radians(here.lon - there.lon) / 2) ** 2
    )
    assert edges.distance_m[0] == pytest.approx(2 * EARTH_M * asin(sqrt(half)), abs=0.01)


@pytest.mark.parametrize(
    ("helper", "reason"),
    [
        ({"skills": ("food",)}, Why.NOBODY),
        ({"at": "Quarry"}, Why.NOBODY),
        ({"capacity": 0}, Why.FULL),
    ],
)
def test_a_need_without_anybody_says_why(helper, reason):
    assert why(make_board(make_needs({}), make_helpers(helper))) == {0: reason}


def test_who_asks_is_not_sent_to_themselves():
    assert linked(make_board(make_needs({"contact_id": 101}), make_helpers({}))) == set()


def test_who_was_asked_before_is_not_asked_again():
    board = make_board(make_needs({}, {}), make_helpers({}), before=np.array([[1, 11, 0]]))
    assert linked(board) == {(1, 0)}
    assert why(board) == {0: Why.ASKED}


def test_a_sensitive_need_is_for_those_vetted_for_it():
    needs = make_needs({"kinds": ("medical",)})
    skills = {"skills": ("medical",)}
    helpers = make_helpers(
        {**skills}, {**skills, "trust": "vetted"}, {**skills, "trust_by_kind": {"medical": "vetted"}}
    )
    assert linked(make_board(needs, helpers)) == {(0, 1), (0, 2)}
    assert why(make_board(needs, make_helpers(skills))) == {0: Why.UNTRUSTED}


def test_a_risky_need_waits_until_a_coordinator_has_agreed():
    assert why(make_board(make_needs({"risky": True}), make_helpers({}))) == {0: Why.RISK}
    assert linked(make_board(make_needs({"risky": True, "agreed": 1}), make_helpers({}))) == {(0, 0)}


def test_nobody_is_sent_across_closed_ground_and_neighbours_inside_may_help_each_other():
    mill, bridge = corner("Mill"), corner("Bridge")
    middle = (mill.lon + bridge.lon) / 2
    between = shapely.box(middle - 0.0005, mill.lat - 0.01, middle + 0.0005, mill.lat + 0.01)
    around = shapely.box(mill.lon - 0.01, mill.lat - 0.01, mill.lon + 0.01, mill.lat + 0.01)
    board = make_board(make_needs({}), make_helpers({"at": "Mill"}, {"at": "Market"}))
    assert linked(board) == {(0, 0), (0, 1)}
    cut = replace(board, closures=(shapely.to_wkb(between),))
    assert linked(cut) == {(0, 1)}
    assert linked(replace(board, closures=(shapely.to_wkb(around),))) == {(0, 0), (0, 1)}
    alone = make_board(make_needs({}), make_helpers({"at": "Mill"}), closures=cut.closures)
    assert why(alone) == {0: Why.CLOSED}


def a_crowd(rng: np.random.Generator, wanting: int, giving: int) -> Board:
    """Needs and helpers with everything that a score looks at, drawn at random."""
    pick = rng.choice
    spots = ("Mill", "Bridge", "School", "Market", "Harbour")
    needs = make_needs(
        *(
            {
                "at": str(pick(spots)),
                "kinds": tuple(str(kind) for kind in pick(KINDS, rng.integers(1, 3), replace=False)),
                "urgency": int(rng.integers(1, 5)),
                "language": str(pick(["und", "ht", "en"])),
                "heavy": bool(rng.integers(2)),
                "risky": bool(rng.integers(2)),
                "agreed": 2,
            }
            for _ in range(wanting)
        )
    )
    helpers = make_helpers(
        *(
            {
                "at": str(pick(spots)),
                "skills": tuple(str(kind) for kind in pick(KINDS, rng.integers(1, 4), replace=False)),
                "trades": tuple(str(one) for one in pick(["nurse", "drive", "cook"], rng.integers(0, 3))),
                "vehicle": str(pick(["none", "bicycle", "car", "truck", "boat"])),
                "languages": tuple(str(one) for one in pick(["ht", "en", "fr"], rng.integers(0, 3))),
                "trust": str(pick(["new", "known", "vetted"])),
                "trust_by_kind": {"medical": "vetted"} if rng.integers(2) else {},
                "load": int(rng.integers(0, 3)),
                "lately": int(rng.integers(0, 5)),
                "buddy_id": int(pick([0, 11, 12])),
                "reach_m": int(pick([2_000, 5_000])),
            }
            for _ in range(giving)
        )
    )
    return make_board(
        needs,
        helpers,
        before=np.array([[1, 11, 1], [2, 12, 1], [3, 12, 0]]),
        lacks=((1, "blanket ", 40.0), (1, "rice kg", 5.0), (4, "rice kg", 10.0)),
        stock={(11, "blanket "): 15.0, (13, "rice kg"): 20.0, (14, "rice kg"): 4.0},
    )


def test_many_scored_at_once_are_scored_as_each_alone():
    board = a_crowd(np.random.default_rng(3), 12, 25)
    need, helper = (grid.ravel() for grid in np.meshgrid(np.arange(12), np.arange(25), indexing="ij"))
    distance_m = np.linspace(0, 6_000, len(need))
    at_once = weigh_pairs(board, need, helper, distance_m=distance_m, weights=WEIGHTS)
    each = score_each(board, need, helper, distance_m=distance_m, weights=WEIGHTS)
    assert at_once == pytest.approx([one.score for one in each], abs=1.1e-4)
    assert len({round(one.score, 2) for one in each}) > 20
    assert any(one.candidate.goods for one in each)
    assert any(one.candidate.buddy_goes for one in each)


def test_a_pair_is_scored_from_what_the_board_says_of_both():
    board = make_board(make_needs({"urgency": 4, "language": "ht"}), make_helpers({"languages": ("ht",)}))
    candidate = Candidate(
        volunteer_id=11,
        contact_id=101,
        skills=("water",),
        trust=Trust.KNOWN,
        reach_m=5_000,
        load_cap=2,
        load=0,
        distance_m=300.0,
        languages=("ht",),
    )
    alone = score_candidate(candidate, need_at(board.needs, 0))
    edge = weigh_pairs(board, np.array([0]), np.array([0]), distance_m=np.array([300.0]), weights=WEIGHTS)
    assert edge[0] == alone.score


def test_the_plan_tells_for_whom_the_better_helper_is_kept():
    needs = make_needs({"at": "Mill", "urgency": 2}, {"at": "Quarry", "urgency": 2})
    helpers = make_helpers({"at": "Mill", "reach_m": 10_000}, {"at": "Bridge"})
    plan = improve(make_board(needs, helpers), weights=WEIGHTS)
    chosen = {one.report_id: one for one in plan.choices}
    assert {case: one.volunteer_id for case, one in chosen.items()} == {1: 12, 2: 11}
    assert (chosen[1].instead_of, chosen[1].needed_for) == (11, 2)
    assert chosen[2].instead_of is None
    assert (plan.planned.needs, plan.alone.needs) == (2, 1)
    assert plan.lacks == ()


def test_a_choice_is_looked_at_again_before_anybody_is_asked():
    board = make_board(make_needs({}), make_helpers({}))
    choice = improve(board, weights=WEIGHTS).choices[0]
    again = still(board, choice, weights=WEIGHTS)
    assert again == choice
    board.take(choice.report_id, choice.volunteer_id)
    assert still(board, choice, weights=WEIGHTS) is None
