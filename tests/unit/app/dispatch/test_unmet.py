"""What was tried for a case is counted as people lived it."""

from app.dispatch.unmet import what_was_tried
from app.models.dispatch import DispatchState
from tests.unit.app.dispatch.jobs import a_job


def test_a_suggestion_and_somebody_who_was_freed_were_not_tried():
    states = (
        DispatchState.PROPOSED,
        DispatchState.RELEASED,
        DispatchState.DECLINED,
        DispatchState.LAPSED,
        DispatchState.LAPSED,
        DispatchState.LEFT,
    )
    assert what_was_tried([a_job(state=state) for state in states]) == {
        "asked": 4,
        "declined": 1,
        "lapsed": 2,
        "left": 1,
        "stopped": 0,
    }
