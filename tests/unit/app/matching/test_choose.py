import pytest

from app.matching.candidates import Candidate
from app.matching.choose import PROPOSED, Plan, Stand, choose, is_unmet
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
    auto_urgency: int = 2,
    urgency: int = 2,
    sensitive: bool = False,
    risky: bool = False,
    open_places: int = 1,
    asked_now: int = 0,
) -> Plan:
    stand = Stand(
        urgency=urgency, sensitive=sensitive, risky=risky, open_places=open_places, asked_now=asked_now
    )
    return choose(scored, stand, automation=automation, auto_urgency=auto_urgency)


def numbers(scored: tuple[Scored, ...]) -> list[int]:
    return [one.candidate.volunteer_id for one in scored]


def test_the_desk_sees_the_best_few_with_the_best_first():
    assert numbers(plan(TEN).propose) == [9, 8, 7, 6, 5]
    assert len(plan(TEN).propose) == PROPOSED


@pytest.mark.parametrize(("urgency", "wave"), [(0, 1), (1, 1), (2, 2), (3, 3), (4, 4), (9, 4)])
def test_the_more_urgent_the_more_are_asked_at_once(urgency, wave):
    assert numbers(plan(TEN, urgency=urgency).ask) == [9, 8, 7, 6][:wave]


def test_each_open_place_has_its_own_wave_and_whoever_is_asked_is_shown():
    two = plan(TEN, urgency=4, open_places=2)
    assert numbers(two.ask) == [9, 8, 7, 6, 5, 4, 3, 2]
    assert numbers(two.propose) == numbers(two.ask)


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
    ("urgency", "level", "sensitive", "asks"),
    [
        (1, 2, False, True),
        (2, 2, False, True),
        (3, 2, False, False),
        (3, 3, False, True),
        (1, 4, True, False),
    ],
)
def test_a_low_risk_incident_asks_by_itself_up_to_its_level_and_never_for_the_sensitive(
    urgency, level, sensitive, asks
):
    found = plan(
        TEN, automation=Automation.LOW_RISK, auto_urgency=level, urgency=urgency, sensitive=sensitive
    )
    assert bool(found.ask) is asks


@pytest.mark.parametrize("automation", list(Automation))
def test_for_what_is_risky_nobody_is_asked_without_people(automation):
    found = plan(TEN, automation=automation, risky=True)
    assert found.ask == ()
    assert found.propose


def test_who_is_not_trusted_with_this_need_is_shown_and_never_asked():
    scored = [helper(1, 0.9, trusted=False), helper(2, 0.5)]
    found = plan(scored)
    assert numbers(found.propose) == [1, 2]
    assert numbers(found.ask) == [2]


def test_the_trusted_one_behind_many_others_is_asked_and_shown():
    scored = [*(helper(number, 0.9, trusted=False) for number in range(6)), helper(7, 0.1)]
    found = plan(scored)
    assert numbers(found.ask) == [7]
    assert 7 in numbers(found.propose)


def test_equals_stand_in_the_same_order_every_time():
    equals = [helper(number, 0.5) for number in (3, 1, 2)]
    assert numbers(plan(equals).propose) == numbers(plan(equals[::-1]).propose) == [1, 2, 3]


def test_nobody_able_is_an_empty_plan():
    assert plan([]) == Plan(propose=(), ask=())


@pytest.mark.parametrize(
    ("proposed", "open_places", "asked_now", "tried", "unmet"),
    [
        (0, 1, 0, {"declined": 1, "lapsed": 0}, True),
        (0, 1, 0, {"declined": 0, "lapsed": 2}, True),
        (1, 1, 0, {"declined": 1}, False),  # somebody is left to ask
        (0, 1, 1, {"declined": 1}, False),  # somebody still thinks about it
        (0, 0, 0, {"declined": 1}, False),  # everybody who is wanted was found
        (0, 1, 0, {"declined": 0, "lapsed": 0}, False),  # nobody was ever asked
    ],
)
def test_a_need_is_unmet_when_all_who_could_have_said_no_or_nothing(
    proposed, open_places, asked_now, tried, unmet
):
    assert is_unmet(proposed=proposed, open_places=open_places, asked_now=asked_now, tried=tried) is unmet
