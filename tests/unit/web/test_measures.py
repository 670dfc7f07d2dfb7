from datetime import UTC, datetime, timedelta

import pytest

from web.measures import measures
from web.render import catalogue

NOW = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def say():
    return measures("en", catalogue("en"))


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(seconds=-5), "now"),  # a clock a little ahead of ours
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=2), "2 d"),
    ],
)
def test_an_age_is_said_in_its_largest_useful_unit(say, before, said):
    assert say["ago"](NOW - before, NOW) == said


@pytest.mark.parametrize(
    ("metres", "said"),
    [(7.6, "8 m"), (44, "40 m"), (320, "300 m"), (949, "950 m"), (1234, "1.2 km"), (23456, "23.5 km")],
)
def test_a_distance_is_as_exact_as_a_person_would_say_it(say, metres, said):
    assert say["distance"](metres) == said


def test_numbers_are_written_as_the_reader_writes_them():
    french = measures("fr", catalogue("fr"))
    assert french["distance"](1234) == "1,2 km"
    assert french["count"](12345) == "12\u202f345"


def test_the_clock_is_the_incidents_and_says_the_day_only_when_it_is_another(say):
    haiti = "America/Port-au-Prince"
    assert say["clock"](NOW, haiti) == "07:00"
    assert say["clock"](NOW, haiti, NOW + timedelta(hours=3)) == "07:00"
    assert say["clock"](NOW - timedelta(hours=9), haiti, NOW) == "3 Mar 22:00"
