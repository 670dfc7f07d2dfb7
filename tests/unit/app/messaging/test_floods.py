from datetime import UTC, datetime, timedelta

import pytest

from app.messaging.floods import (
    AGAIN,
    ANSWERED_BY_MACHINE,
    FLOODED,
    MOST_AN_HOUR,
    MOST_VITAL,
    WINDOW,
    Lately,
    Said,
    count,
    hold_flood,
)


def lately(
    *, told: int = 0, both: int = 0, again: int = 0, echoed: bool = False, flooded: bool = False
) -> Lately:
    return Lately(told=told, both=both, again=again, echoed=echoed, flooded=flooded)


@pytest.mark.parametrize(
    ("went_on", "held", "vital_held"),
    [
        (lately(), "", ""),
        (lately(told=MOST_AN_HOUR - 1), "", ""),
        (lately(told=MOST_AN_HOUR), FLOODED, ""),
        (lately(told=MOST_VITAL - 1), FLOODED, ""),
        (lately(told=MOST_VITAL), FLOODED, FLOODED),
        (lately(told=3, both=WINDOW), FLOODED, FLOODED),
        (lately(again=AGAIN - 1), "", ""),
        (lately(again=AGAIN), ANSWERED_BY_MACHINE, ""),
        (lately(echoed=True), ANSWERED_BY_MACHINE, ""),
    ],
)
def test_a_number_is_texted_so_often_and_for_life_and_safety_twice_as_often(went_on, held, vital_held):
    assert hold_flood(went_on, vital=False) == held
    assert hold_flood(went_on, vital=True) == vital_held


NOW = datetime(2030, 1, 12, 12, tzinfo=UTC)
MACHINE = "I am driving and will call back"


def said(
    text: str = "a text", *, ours: bool = False, ago_m: int = 0, held: str = "", answered: bool = False
) -> Said:
    at = NOW - timedelta(minutes=ago_m)
    done_at = NOW if answered else None
    return Said(ours=ours, held=bool(held), reason=held, text=text, received_at=at, done_at=done_at)


def test_what_was_held_back_was_not_told():
    seen = count([said(ours=True), said(ours=True, held=FLOODED), said()], now=NOW)
    assert seen == lately(told=1, both=3, flooded=True)


def test_the_same_text_counts_only_where_it_is_the_one_that_is_answered():
    heard = [said(MACHINE, answered=True), said(f" {MACHINE.upper()} ", ago_m=4), said(MACHINE, ago_m=11)]
    assert count(heard, now=NOW).again == 2
    assert count([said(MACHINE, ago_m=1), said(MACHINE, ago_m=2)], now=NOW).again == 0


def test_a_short_word_said_again_is_a_person():
    assert count([said("yes", answered=True), said("yes", ago_m=1), said("yes", ago_m=2)], now=NOW).again == 0


def test_our_own_text_come_back_is_known():
    assert count(
        [said("Welcome back.", answered=True), said("Welcome back.", ours=True, ago_m=1)], now=NOW
    ).echoed
    assert not count([said("yes", answered=True), said("Welcome back.", ours=True)], now=NOW).echoed
