"""When a job has stood too long as it is."""

from datetime import UTC, datetime, timedelta

import pytest

from app.dispatch.late import is_late, limit_at

SINCE = datetime(2030, 1, 1, 8, tzinfo=UTC)
M = 60


@pytest.mark.parametrize(
    ("state", "facts", "minutes"),
    [
        ("proposed", {}, None),
        ("released", {}, None),
        ("asked", {}, 15),
        ("asked", {"due_at": 3}, 3),
        ("accepted", {}, 30),
        ("accepted", {"due_at": 60}, 30),
        ("accepted", {"due_at": 10}, 10),
        ("on_way", {}, 20),
        ("on_way", {"distance_m": 100}, 20),
        ("on_way", {"distance_m": 3_000}, 120),
        ("on_way", {"distance_m": 20_000, "vehicle": "car"}, 140),
        ("on_way", {"distance_m": 20_000, "vehicle": "car", "due_at": 60}, 60),
        ("there", {"due_at": 45}, 45),
        ("there", {}, 60),
        ("done", {}, 12 * M),
        ("stopped", {}, 0),
    ],
)
def test_every_state_has_its_time(state, facts, minutes):
    given = dict(facts)
    if "due_at" in given:
        given["due_at"] = SINCE + timedelta(minutes=given["due_at"])
    limit = limit_at(state, SINCE, **given)
    if minutes is None:
        assert limit is None
        assert not is_late(state, SINCE, now=SINCE + timedelta(days=9), **given)
        return
    assert limit == SINCE + timedelta(minutes=minutes)
    assert not is_late(state, SINCE, now=limit, **given)
    assert is_late(state, SINCE, now=limit + timedelta(seconds=1), **given)


def test_who_did_not_answer_a_check_in_is_looked_for_at_once():
    assert is_late("there", SINCE, now=SINCE, missed=1)
    assert not is_late("done", SINCE, now=SINCE, missed=1)  # home again, whatever was missed on the way
