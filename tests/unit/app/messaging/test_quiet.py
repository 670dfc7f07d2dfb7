from datetime import UTC, datetime

import pytest

from app.messaging.quiet import Nights, due_at


def nights(start: int, end: int, zone: str = "America/Port-au-Prince", *, drill: bool = False) -> Nights:
    return Nights(drill=drill, time_zone=zone, quiet_from=start, quiet_to=end)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2030-01-12 17:00", "2030-01-12 17:00"),  # noon there
        ("2030-01-13 02:59", "2030-01-13 02:59"),  # 21:59
        ("2030-01-13 03:00", "2030-01-13 11:00"),  # 22:00
        ("2030-01-13 04:30", "2030-01-13 11:00"),  # before midnight
        ("2030-01-13 08:15", "2030-01-13 11:00"),  # after midnight
        ("2030-01-13 10:59", "2030-01-13 11:00"),
        ("2030-01-13 11:00", "2030-01-13 11:00"),
    ],
)
def test_what_may_wait_waits_for_the_end_of_the_night(now, due):
    assert due_at(at(now), nights(22, 6)) == at(due)


def test_a_night_may_end_at_midnight_and_begin_there():
    assert due_at(at("2030-01-12 23:10"), nights(22, 0, "UTC")) == at("2030-01-13 00:00")
    assert due_at(at("2030-01-12 00:10"), nights(0, 5, "UTC")) == at("2030-01-12 05:00")
    assert due_at(at("2030-01-12 23:10"), nights(0, 5, "UTC")) == at("2030-01-12 23:10")


def test_the_same_hour_twice_is_no_night_and_a_drill_never_sleeps():
    assert due_at(at("2030-01-13 04:30"), nights(6, 6)) == at("2030-01-13 04:30")
    assert due_at(at("2030-01-13 04:30"), nights(22, 6, drill=True)) == at("2030-01-13 04:30")


def test_when_the_clocks_go_forward_the_night_is_an_hour_shorter():
    assert due_at(at("2026-03-28 22:00"), nights(22, 6, "Europe/Kyiv")) == at("2026-03-29 03:00")
    # the hour at which it would end does not exist that day
    assert due_at(at("2026-03-28 22:00"), nights(22, 3, "Europe/Kyiv")) == at("2026-03-29 01:00")


def test_when_the_clocks_go_back_the_hour_that_comes_twice_is_waited_for():
    zone = "Europe/Kyiv"  # 04:00 becomes 03:00 at 01:00 UTC
    assert due_at(at("2026-10-24 21:00"), nights(22, 6, zone)) == at("2026-10-25 04:00")
    late = due_at(at("2026-10-25 01:30"), nights(22, 3, zone))
    assert late == at("2026-10-25 01:30")  # three o'clock was there already
