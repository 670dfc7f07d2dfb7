from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.messaging.spend import Today, crossed, midnight


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (0, 1, ""),
        (79, 80, "texts.near_limit"),
        (78, 80, "texts.near_limit"),
        (80, 81, ""),
        (99, 100, "texts.limit"),
        (70, 101, "texts.limit"),
        (100, 102, ""),
    ],
)
def test_the_desk_hears_once_that_the_day_is_nearly_full_and_once_that_it_is(before, after, said):
    assert crossed(before, after, 100) == said


def test_without_a_limit_no_day_is_full():
    assert crossed(99_999, 100_000, 0) == ""
    assert not Today(parts=100_000, limit=0, waiting=0).full
    assert Today(parts=100, limit=100, waiting=0).full


def test_a_day_ends_at_midnight_utc_wherever_the_clock_stands():
    late = datetime(2030, 1, 12, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert midnight(late) == datetime(2030, 1, 14, tzinfo=UTC)
