from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.follower.showing import (
    STEPS_M,
    Case,
    Showing,
    displaced,
    hiding,
    public_state,
    shown_radius_m,
)
from app.follower.showing import showing as shown_in
from app.models.report import ReportKind, ReportState
from app.reports.shown import case_key
from geo.point import Point, distance_m
from geo.privacy import STATED_M
from ingest.catalog import load_catalog

KEY = b"the key that moves the dots"
TRUE = Point(lat=15.3, lon=-64.1)
SENSITIVE = sorted(name for name, category in load_catalog().categories.items() if category.sensitive)
AMINA = Case(
    id=3,
    contact_id=7,
    kind="need",
    category="water",
    categories=["water"],
    urgency=3,
    state="asked",
    link_token="a-link-of-22-characters",
    created_at=datetime(2030, 1, 12, 21, 53, tzinfo=UTC),
    radius_m=200.0,
    merged=False,
    lat=TRUE.lat,
    lon=TRUE.lon,
    anchor_token="a-link-of-22-characters",
    anchor_lat=TRUE.lat,
    anchor_lon=TRUE.lon,
    last_at=datetime(2030, 1, 12, 21, 53, tzinfo=UTC),
)


def report(**different: object) -> Case:
    """Amina's need of water at the Bridge, as the follower reads it; the first from about there."""
    link = {"anchor_token": different["link_token"]} if "link_token" in different else {}
    return replace(AMINA, **link | different)  # type: ignore[arg-type]


def showing(case: Case, key: bytes) -> Showing | None:
    """What strangers see of it."""
    return shown_in(case, key=key, zone=UTC)


def test_strangers_see_a_need_that_is_moved_and_says_how_far_it_may_be_off():
    seen = showing(report(), KEY)
    assert seen is not None
    assert (seen.kind, seen.category, seen.urgency, seen.state) == ("need", "water", 3, "open")
    assert seen.day == date(2030, 1, 12)
    assert distance_m(TRUE, seen.point) >= 100
    assert seen.radius_m == STATED_M


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
    "gone", [{"state": "noise"}, {"state": "cancelled"}, {"merged": True}, {"lat": None, "lon": None}]
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
    assert shown_radius_m(0) == shown_radius_m(STATED_M) == STATED_M
    assert shown_radius_m(STATED_M + 1) == 500
    assert shown_radius_m(4_200) == 5_000
    assert shown_radius_m(1e9) == STEPS_M[-1]


def test_the_day_is_that_of_the_people_there_and_no_finer():
    late = datetime(2030, 1, 13, 2, 30, tzinfo=UTC)
    seen = shown_in(report(created_at=late), key=KEY, zone=ZoneInfo("America/Port-au-Prince"))
    assert seen
    assert seen.day == date(2030, 1, 12)


def test_fifty_reports_of_one_home_are_shown_at_one_spot():
    spots = {
        displaced(replace(AMINA, id=n, link_token=f"link {n}", lat=15.3 + n / 1e5), key=KEY)
        for n in range(50)
    }
    assert spots == {displaced(AMINA, key=KEY)}


def test_what_waits_for_its_delay_is_the_same_afterwards_and_holds_no_true_place():
    seen = showing(report(), KEY)
    assert seen
    assert Showing.from_kept(seen.kept()) == seen
    assert seen.kept()["lat"] != TRUE.lat
    assert seen.kept()["lon"] != TRUE.lon


@pytest.mark.parametrize("category", SENSITIVE)
def test_an_open_sensitive_need_is_kept_for_the_squares(category):
    case = report(category=category, categories=[category])
    kept = hiding(case, key=KEY)
    assert kept
    assert kept.reporter == getattr(hiding(replace(case, link_token="another"), key=KEY), "reporter", None)
    assert hiding(replace(case, state="done"), key=KEY) is None
    assert hiding(replace(case, kind="offer"), key=KEY) is None
    assert hiding(replace(case, lat=None, lon=None), key=KEY) is None


def test_needs_that_are_dots_are_in_no_square():
    assert hiding(report(), key=KEY) is None


def test_nobody_can_go_from_a_public_row_back_to_the_case():
    assert case_key(KEY, "token") == case_key(KEY, "token") != case_key(KEY, "tokem")
    assert case_key(KEY, "token") != case_key(b"another", "token")
    assert b"token" not in case_key(KEY, "token")
