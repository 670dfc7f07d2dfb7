"""What must be agreed before a helper is asked."""

import pytest

from app.errors import Conflict
from app.models.volunteer import Trust
from app.safety.approve import Approvals, check_may_ask
from app.safety.risk import least_trust


def test_water_is_asked_for_without_ado() -> None:
    check_may_ask(Approvals(), checks=False, risky=False, places_wanted=1)


def test_the_questions_come_before_the_ask() -> None:
    with pytest.raises(Conflict, match="questions"):
        check_may_ask(Approvals(), checks=True, risky=False, places_wanted=1)
    check_may_ask(Approvals(checklist=(7,)), checks=True, risky=False, places_wanted=1)


@pytest.mark.parametrize("agreed", [(), (7,), (7, 7)])
def test_one_coordinator_alone_never_sends_anybody_into_danger(agreed: tuple[int, ...]) -> None:
    with pytest.raises(Conflict, match="second coordinator"):
        check_may_ask(Approvals(risk=agreed), checks=False, risky=True, places_wanted=2)


def test_nobody_goes_alone_into_danger() -> None:
    with pytest.raises(Conflict, match="two helpers"):
        check_may_ask(Approvals(risk=(7, 8)), checks=False, risky=True, places_wanted=1)
    check_may_ask(Approvals(risk=(7, 8)), checks=False, risky=True, places_wanted=2)


def test_a_helper_is_trusted_as_far_as_for_the_most_delicate_part() -> None:
    by_kind = {"medical": "vetted", "childcare": "new"}
    assert least_trust(Trust.KNOWN, by_kind, ["medical"]) is Trust.VETTED
    assert least_trust(Trust.KNOWN, by_kind, ["medical", "childcare"]) is Trust.NEW
    assert least_trust(Trust.KNOWN, by_kind, ["medical", "water"]) is Trust.KNOWN
    assert least_trust(Trust.KNOWN, by_kind, []) is Trust.KNOWN
