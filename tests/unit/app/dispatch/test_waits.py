import pytest

from app.dispatch.waits import LEAST_S, wait_s


@pytest.mark.parametrize(("urgency", "said_s"), [(4, 180), (3, 450), (2, 900), (1, 3_600)])
def test_the_more_urgent_the_sooner_the_next_helper_is_asked(urgency, said_s):
    assert wait_s(900, urgency) == said_s


def test_nobody_has_less_than_a_minute_to_read_a_question():
    assert wait_s(120, 4) == LEAST_S


def test_an_incident_that_waits_less_than_that_has_its_way():
    assert wait_s(10, 4) == 10
    assert wait_s(0, 2) == 0


@pytest.mark.parametrize("odd", [-3, 0, 5, 99])
def test_an_urgency_that_cannot_be_is_the_nearest_that_can(odd):
    assert wait_s(900, odd) == wait_s(900, 1 if odd < 1 else 4)
