"""Whatever happens in whatever order, what is true stays what the rules say: thirty short stories a run."""

import asyncio

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.db.machine.order import AnyOrder

SHORT = settings(
    max_examples=30,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
async def loop():
    """The loop on which the pools live; it stands still while a test that is not async runs."""
    return asyncio.get_running_loop()


def test_whatever_people_text_in_whatever_order_the_rules_hold(house, loop):
    class Played(AnyOrder):
        pass

    Played.house, Played.run = house, staticmethod(loop.run_until_complete)
    run_state_machine_as_test(Played, settings=SHORT)
