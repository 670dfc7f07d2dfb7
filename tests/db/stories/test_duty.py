"""DUTY, OFF and REST: a helper decides when they are asked, in one word and in their own language."""

from datetime import timedelta

import pytest

from app.models.incident import Automation
from tests.cast import says

STATE = (
    "select on_duty, rest_until, now() as now from volunteer where reference is not null order by id limit 1"
)
ABLE = "select count(*) as n from able where volunteer_id = (select min(id) from volunteer)"


async def test_who_is_off_duty_is_not_asked_until_they_say_duty(town):
    await town.volunteer("Bayu")
    await town.sms("Bayu", "OFF")
    assert await town.inbox("Bayu") == [says("en", "duty.off")]
    await town.sms("Amina", "Need water for 4 at the Bridge")
    assert await town.inbox("Bayu") == []
    await town.sms("Bayu", "duty")
    heard = await town.inbox("Bayu")
    assert heard[0] == says("en", "duty.on")
    assert "Bridge" in heard[1], "the need that waited finds them at once"


async def test_who_rests_is_left_alone_and_is_on_duty_again_by_themselves(town):
    await town.volunteer("Bayu")
    await town.sms("Bayu", "Rest 8")
    assert await town.inbox("Bayu") == [says("en", "duty.rest", hours=8)]
    (row,) = await town.rows(STATE)
    assert row["on_duty"]
    assert timedelta(hours=7, minutes=59) < row["rest_until"] - row["now"] <= timedelta(hours=8)
    await town.wait(minutes=8 * 60 + 1)
    await town.sms("Amina", "Need water for 4 at the Bridge")
    assert any("Bridge" in text for text in await town.inbox("Bayu"))


async def test_a_need_that_waited_for_somebody_who_rested_finds_them_when_they_wake(town):
    await town.volunteer("Bayu")
    await town.sms("Bayu", "Rest 2")
    await town.inbox("Bayu")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    assert await town.inbox("Bayu") == []
    await town.wait(minutes=2 * 60 + 1)
    assert any("Bridge" in text for text in await town.inbox("Bayu"))


@pytest.mark.parametrize(("said", "hours"), [("REST", 12), ("REST 200", 72), ("rest 6 hours", 6)])
async def test_a_rest_has_a_length_even_when_nobody_says_it(town, said, hours):
    await town.volunteer("Bayu")
    await town.sms("Bayu", said)
    assert await town.inbox("Bayu") == [says("en", "duty.rest", hours=hours)]


async def test_who_goes_off_duty_on_a_job_keeps_it_and_is_told_how_to_give_it_back(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.inbox("Bayu")
    await town.sms("Bayu", "yes")
    await town.inbox("Bayu")
    await town.sms("Bayu", "off")
    assert await town.inbox("Bayu") == [f"{says('en', 'duty.off')} {says('en', 'duty.jobs', jobs=1)}"]
    assert [state for _, state in await town.jobs_of(await town.case("Amina"))] == ["accepted"]


async def test_suggestions_of_a_helper_who_goes_off_duty_leave_the_desk(town):
    await town.automation(Automation.SUGGEST)
    await town.volunteer("Bayu")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    assert await town.jobs_of(case) == [("Bayu", "proposed")]
    await town.sms("Bayu", "OFF")
    await town.settle()
    assert await town.jobs_of(case) == []


async def test_a_rest_of_somebody_off_duty_puts_nobody_on_duty(town):
    await town.volunteer("Bayu")
    await town.sms("Bayu", "OFF")
    await town.inbox("Bayu")
    await town.sms("Bayu", "REST 2")
    assert await town.inbox("Bayu") == [says("en", "duty.off")]
    (row,) = await town.rows(STATE)
    assert not row["on_duty"]


@pytest.mark.parametrize("said", ["DUTY", "OFF", "REST 3"])
async def test_somebody_who_is_no_helper_hears_how_to_become_one(town, said):
    await town.sms("Amina", said)
    (heard,) = await town.inbox("Amina")
    assert heard in {says(language, "duty.stranger") for language in ("en", "ht", "tl")}
    assert await town.cases("Amina") == [], "no case is made of a command"


async def test_kreyol_words_do_the_same(town):
    await town.volunteer("Bayu", language="ht")
    await town.sms("Bayu", "ABSAN")
    (row,) = await town.rows(STATE)
    await town.settle()
    (row,) = await town.rows(STATE)
    assert not row["on_duty"]
    await town.sms("Bayu", "DISPONIB")
    await town.settle()
    (row,) = await town.rows(STATE)
    assert row["on_duty"]
    assert (await town.rows(ABLE))[0]["n"] == 1
