"""Which stretch of time a figure is about."""

from datetime import UTC, datetime, timedelta

import pytest

from app.errors import BadForm
from app.outcomes.figures import backlog
from app.outcomes.period import DAY, MOST_STEPS, Stretch, days_between, period_of

NOW = datetime(2026, 5, 4, 12, 20, tzinfo=UTC)
BEGAN = NOW - timedelta(days=30)


def test_a_day_is_twenty_four_whole_hours_of_which_the_last_goes_on():
    period = period_of(Stretch.DAY, began_at=BEGAN, now=NOW, zone="America/Port-au-Prince")
    assert (len(period.steps), period.steps[-1]) == (24, NOW.replace(minute=0))


def test_steps_of_half_a_day_begin_at_midnight_where_the_incident_is():
    period = period_of(Stretch.WEEK, began_at=BEGAN, now=NOW, zone="Asia/Kathmandu")
    assert {(one + timedelta(hours=5, minutes=45)).hour % 6 for one in period.steps} == {0}


@pytest.mark.parametrize("days", [0, 1, 3, 30, 400])
def test_however_long_an_incident_lasts_its_board_stays_readable(days):
    period = period_of(Stretch.ALL, began_at=NOW - timedelta(days=days), now=NOW, zone="UTC")
    assert 1 <= len(period.steps) <= MOST_STEPS
    assert period.steps[0] <= NOW - timedelta(days=days) <= NOW <= period.steps[-1] + period.step


def test_a_review_covers_whole_days_as_the_incident_counts_them():
    period = days_between("2026-05-01", "2026-05-02", began_at=BEGAN, now=NOW, zone="America/Port-au-Prince")
    assert (period.start_at, period.end_at - period.start_at) == (
        datetime(2026, 5, 1, 4, tzinfo=UTC),
        2 * DAY,
    )


@pytest.mark.parametrize("days", [("yesterday", ""), ("2026-05-03", "2026-05-02"), ("2024-01-01", "")])
def test_days_that_make_no_review_are_answered_with_what_to_write(days):
    with pytest.raises(BadForm):
        days_between(*days, began_at=BEGAN, now=NOW, zone="UTC")


def test_the_backlog_is_counted_back_from_what_is_open_now():
    assert backlog(5, [3, -1, 0]) == (3, 6, 5, 5)
    assert backlog(0, [4]) == (0, 0)  # never fewer than none, whatever the events leave out
