"""Timers are started by the database's clock, on hosts that have clocks of their own."""

from datetime import timedelta

from app import clock
from app.chores.context import moment


def behind():
    """The clock of a host that is three hours late."""
    return clock.now() - timedelta(hours=3)


def ahead():
    """The clock of a host that is three hours early."""
    return clock.now() + timedelta(hours=3)


async def test_a_timer_that_is_due_is_due_on_a_host_whose_clock_is_behind(house):
    due_at = clock.now()
    async with house.database.session() as session:
        assert await moment(session, here=behind) >= due_at


async def test_on_a_host_whose_clock_is_ahead_it_is_as_late_as_that_says(house):
    async with house.database.session() as session:
        assert await moment(session, here=ahead) > clock.now() + timedelta(hours=2)
