import pytest

from app.matching.candidates import Candidate
from app.matching.choose import PROPOSED, WAVE, Plan, choose
from app.matching.score import Scored
from app.models.incident import Automation
from app.models.volunteer import Trust


def helper(number: int, score: float, *, trusted: bool = True) -> Scored:
    candidate = Candidate(
        volunteer_id=number,
        contact_id=number,
        skills=("water",),
        trust=Trust.NEW,
        reach_m=5_000,
        load_cap=2,
        load=0,
        distance_m=100.0,
    )
    return Scored(candidate=candidate, score=score, reasons=(), trusted=trusted)


TEN = [helper(number, number / 10) for number in range(10)]


def plan(
    scored: list[Scored],
    *,
    automation: Automation = Automation.FULL,
    urgency: int = 2,
    sensitive: bool = False,
    open_places: int = 1,
    asked_now: int = 0,
) -> Plan:
    return choose(
        scored,
        automation=automation,
        urgency=urgency,
        sensitive=sensitive,
        open_places=open_places,
        asked_now=asked_now,
    )


def numbers(scored: tuple[Scored, ...]) -> list[int]:
    return [one.candidate.volunteer_id for one in scored]


def test_the_desk_sees_the_best_few_with_the_best_first():
    assert numbers(plan(TEN).propose) == [9, 8, 7, 6, 5]
    assert len(plan(TEN).propose) == PROPOSED


def test_the_best_are_asked_and_no_more_than_a_wave_of_them():
    assert numbers(plan(TEN).ask) == [9, 8]
    assert len(plan(TEN).ask) == WAVE
    assert numbers(plan(TEN, open_places=2).ask) == [9, 8, 7, 6]


def test_who_was_asked_already_counts_so_that_nobody_is_called_for_nothing():
    assert numbers(plan(TEN, asked_now=1).ask) == [9]
    assert plan(TEN, asked_now=2).ask == ()
    assert plan(TEN, asked_now=7).ask == ()


def test_a_need_whose_places_are_taken_asks_nobody_and_still_shows_who_could():
    taken = plan(TEN, open_places=0)
    assert taken.ask == ()
    assert taken.propose


def test_a_machine_only_proposes_unless_people_said_otherwise():
    assert plan(TEN, automation=Automation.SUGGEST).ask == ()
    assert plan(TEN, automation=Automation.SUGGEST).propose


@pytest.mark.parametrize(
    ("urgency", "sensitive", "asks"),
    [(1, False, True), (2, False, True), (3, False, False), (1, True, False)],
)
def test_a_low_risk_incident_asks_by_itself_for_low_risk_needs_alone(urgency, sensitive, asks):
    found = plan(TEN, automation=Automation.LOW_RISK, urgency=urgency, sensitive=sensitive)
    assert bool(found.ask) is asks


def test_who_is_not_trusted_with_this_need_is_shown_and_never_asked():
    scored = [helper(1, 0.9, trusted=False), helper(2, 0.5)]
    found = plan(scored)
    assert numbers(found.propose) == [1, 2]
    assert numbers(found.ask) == [2]


def test_equals_stand_in_the_same_order_every_time():
    equals = [helper(number, 0.5) for number in (3, 1, 2)]
    assert numbers(plan(equals).propose) == numbers(plan(equals[::-1]).propose) == [1, 2, 3]


def test_nobody_able_is_an_empty_plan():
    assert plan([]) == Plan(propose=(), ask=())
