from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from app.follower.publish import DISPLACED_M, RADII_M, case_key, public_state, showing, shown_radius_m
from app.models.report import ReportKind, ReportState
from geo.point import Point, distance_m
from ingest.catalog import load_catalog

KEY = b"the key that moves the dots"
TRUE = Point(lat=15.3, lon=-64.1)
SENSITIVE = sorted(name for name, category in load_catalog().categories.items() if category.sensitive)


def report(**different: object) -> Any:
    """Amina's need of water at the Bridge, as the follower reads it."""
    facts: dict[str, object] = {
        "id": 3,
        "reference": "K7F3",
        "kind": "need",
        "category": "water",
        "categories": ["water"],
        "urgency": 3,
        "state": "asked",
        "link_token": "a-link-of-22-characters",
        "created_at": datetime(2030, 1, 12, 21, 53, tzinfo=UTC),
        "radius_m": 200.0,
        "merged_into": None,
        "lat": TRUE.lat,
        "lon": TRUE.lon,
    }
    return SimpleNamespace(**facts | different)


def test_strangers_see_a_need_that_is_moved_and_says_how_far_it_may_be_off():
    seen = showing(report(), KEY)
    assert seen is not None
    assert (seen.kind, seen.category, seen.urgency, seen.state) == ("need", "water", 3, "open")
    assert seen.day == date(2030, 1, 12)
    assert distance_m(TRUE, seen.point) >= 100
    assert seen.radius_m >= 200 + DISPLACED_M


def test_looking_again_teaches_nothing_more():
    assert showing(report(), KEY) == showing(report(), KEY)


def test_without_the_key_the_dot_would_be_elsewhere():
    ours, theirs = showing(report(), KEY), showing(report(), b"another key")
    assert ours
    assert theirs
    assert ours.point != theirs.point


def test_two_cases_in_one_house_are_moved_differently():
    one, two = showing(report(), KEY), showing(report(link_token="another"), KEY)
    assert one
    assert two
    assert one.point != two.point


@pytest.mark.parametrize("category", SENSITIVE)
def test_a_sensitive_need_is_no_dot_at_all(category):
    assert showing(report(category=category, categories=[category]), KEY) is None
    assert showing(report(categories=["water", category]), KEY) is None


def test_there_are_sensitive_needs():
    assert {"medical", "childcare", "elderly", "security"} <= set(SENSITIVE)


@pytest.mark.parametrize("kind", ReportKind)
def test_strangers_see_needs_and_offers_and_nothing_else(kind):
    assert (showing(report(kind=kind.value), KEY) is not None) is (
        kind in (ReportKind.NEED, ReportKind.OFFER)
    )


@pytest.mark.parametrize(
    "gone", [{"state": "noise"}, {"state": "cancelled"}, {"merged_into": 2}, {"lat": None, "lon": None}]
)
def test_what_is_withdrawn_merged_or_nowhere_is_not_shown(gone):
    assert showing(report(**gone), KEY) is None


def test_strangers_learn_open_coming_or_helped_and_never_who_was_asked():
    assert {state: public_state(state.value) for state in ReportState} == {
        ReportState.NEW: "open",
        ReportState.OPEN: "open",
        ReportState.ASKED: "open",
        ReportState.ACCEPTED: "coming",
        ReportState.DONE: "helped",
        ReportState.CLOSED: "helped",
        ReportState.CANCELLED: "helped",
        ReportState.NOISE: "helped",
    }


def test_a_wide_doubt_is_shown_in_steps_and_never_too_small():
    assert shown_radius_m(0) == 1_000
    assert shown_radius_m(1) == 2_000
    assert shown_radius_m(4_200) == 10_000
    assert shown_radius_m(1e9) == RADII_M[-1]


def test_nobody_can_go_from_a_public_row_back_to_the_case():
    assert case_key(KEY, "token") == case_key(KEY, "token") != case_key(KEY, "tokem")
    assert case_key(KEY, "token") != case_key(b"another", "token")
    assert b"token" not in case_key(KEY, "token")
