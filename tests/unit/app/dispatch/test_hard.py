import pytest

from app.dispatch.hard import is_hard
from tests.unit.app.dispatch.jobs import a_job


def test_after_water_for_a_neighbour_nobody_is_sent_to_rest():
    assert not is_hard(a_job(), done_today=1)


@pytest.mark.parametrize(
    "facts", [{"urgency": 3}, {"urgency": 4}, {"risky": True}, {"categories": ("medical",)}]
)
def test_an_urgent_risky_or_sensitive_job_was_hard(facts):
    assert is_hard(a_job(**facts), done_today=1)


def test_so_was_the_third_of_a_day():
    assert not is_hard(a_job(), done_today=2)
    assert is_hard(a_job(), done_today=3)
