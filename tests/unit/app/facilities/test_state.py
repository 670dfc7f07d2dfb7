"""Whether a door is open at an hour, until when, and what is said of it."""

from dataclasses import replace

import pytest

from app.facilities.shapes import NewPlace
from app.facilities.state import State, changes_at, state_of, today
from app.hours import parse_hours
from app.models.facility import FacilityKind
from geo.point import Point

MONDAY_9, MONDAY_12, MONDAY_20, SUNDAY_20 = 9, 12, 20, 6 * 24 + 20
HOURS = parse_hours("mon-fri 8-12, mon-fri 14-18")


def place(**facts) -> NewPlace:
    tap = NewPlace(kind=FacilityKind.WATER, name="Tap", point=Point(lat=1, lon=1), source="x", notes={})
    return replace(tap, **facts)


@pytest.mark.parametrize(
    ("facts", "hour", "state"),
    [
        ({}, SUNDAY_20, State.OPEN),
        ({"hours": HOURS}, MONDAY_9, State.OPEN),
        ({"hours": HOURS}, MONDAY_12, State.CLOSED),
        ({"full": True}, MONDAY_9, State.FULL),
        ({"free": 0}, MONDAY_9, State.FULL),
        ({"free": 3}, MONDAY_9, State.OPEN),
        ({"full": True, "hours": HOURS}, MONDAY_20, State.CLOSED),
    ],
)
def test_what_somebody_finds_who_goes_there(facts, hour, state):
    assert state_of(place(**facts), hour) is state


@pytest.mark.parametrize(
    ("hour", "turns"), [(9, 12), (12, 14), (14, 18), (SUNDAY_20, 8), (4 * 24 + 17, 4 * 24 + 18)]
)
def test_when_the_door_opens_or_closes_next(hour, turns):
    assert changes_at(HOURS, hour) == turns


def test_a_door_that_never_closes_has_no_hour_to_name():
    assert changes_at(None, 9) is None
    assert changes_at((), 9) is None


def test_the_hours_of_a_day_are_digits_that_need_no_language():
    assert today(HOURS or (), MONDAY_9) == "8-12, 14-18"
    assert today(parse_hours("22-6") or (), MONDAY_9) == "0-6, 22-24"
