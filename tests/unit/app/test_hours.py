"""Hours of the week, as people write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadForm
from app.hours import WEEK_H, hour_of_week, parse_hours, write_hours


def test_evenings_and_a_whole_saturday_are_read() -> None:
    hours = parse_hours("mon-fri 18-24, sat 0-24")
    assert hours is not None
    assert hours[:6] == (18, 19, 20, 21, 22, 23)
    assert len(hours) == 5 * 6 + 24
    assert set(range(5 * 24, 6 * 24)) <= set(hours)


@pytest.mark.parametrize("text", ["", "always", "24/7", "mon-sun 0-24"])
def test_any_hour_has_no_list(text: str) -> None:
    assert parse_hours(text) is None


def test_a_night_watch_goes_on_into_the_next_morning() -> None:
    assert parse_hours("sun 22-6") == (*range(6), 166, 167)


def test_days_may_run_over_the_weekend_and_be_written_out() -> None:
    assert parse_hours("Saturday – Monday 8:00–9:00") == (8, 5 * 24 + 8, 6 * 24 + 8)


def test_hours_without_days_are_every_day_and_days_without_hours_whole() -> None:
    assert len(parse_hours("18-20") or ()) == 14
    assert parse_hours("tue") == tuple(range(24, 48))


@pytest.mark.parametrize(
    "text", ["soon", "mon 18-25", "mon 24-2", "mon 9-9", ",", "mon 18-24 20", "١٨-٢٠", "mon -5"]
)
def test_what_cannot_be_read_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(BadForm, match="mon-fri 18-24"):
        parse_hours(text)


@given(st.sets(st.integers(0, WEEK_H - 1), min_size=1, max_size=WEEK_H - 1))
def test_what_is_written_is_read_again(hours: set[int]) -> None:
    wanted = tuple(sorted(hours))
    assert parse_hours(write_hours(wanted)) == wanted


def test_any_hour_is_written_as_nothing() -> None:
    assert write_hours(None) == ""


def test_the_hour_is_the_one_on_the_clock_where_the_incident_is() -> None:
    sunday_night = datetime(2026, 3, 2, 3, 30, tzinfo=UTC)  # Monday in UTC, still Sunday in Haiti
    assert hour_of_week(sunday_night, "UTC") == 3
    assert hour_of_week(sunday_night, "America/Port-au-Prince") == 6 * 24 + 22
