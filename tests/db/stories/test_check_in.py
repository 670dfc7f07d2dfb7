"""Whoever goes to somebody's door comes safely home, or a person looks for them."""

import pytest

from app.models.volunteer import Trust
from tests.cast import says

NEED = "Need water for 4 at the Bridge"


async def coming(town) -> str:
    """Bayu said yes to Amina an hour ago."""
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", NEED)
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Bayu")
    return await town.case("Amina")


async def alarms(town) -> list[str]:
    return [row["kind"] for row in await town.rows("select kind from alarm order by id")]


async def test_an_hour_after_yes_a_helper_is_asked_and_ok_is_enough(town):
    case = await coming(town)
    await town.wait(minutes=59)
    assert await town.inbox("Bayu") == []
    await town.wait(minutes=2)
    assert await town.inbox("Bayu") == [f"Case {case}: are you all right? Reply OK, or UNSAFE."]
    await town.sms("Bayu", "OK")
    assert await town.inbox("Bayu") == [says("en", "checkin.ok", case=case)]
    await town.wait(minutes=40)
    assert await town.inbox("Bayu") == []
    assert await alarms(town) == []
    await town.wait(minutes=21)
    assert await town.inbox("Bayu") == [says("en", "checkin.ask", case=case)]


async def test_two_silences_call_a_person(town):
    case = await coming(town)
    await town.wait(minutes=61)
    await town.wait(minutes=16)
    assert await town.inbox("Bayu") == [says("en", "checkin.ask", case=case)] * 2
    assert await alarms(town) == []
    await town.wait(minutes=16)
    assert await alarms(town) == ["check_in"]
    await town.wait(minutes=200)
    assert await town.inbox("Bayu") == []
    told = await town.rows(
        "select after->>'missed' as missed from event where what = 'dispatch.missed' order by id"
    )
    assert [row["missed"] for row in told] == ["1", "2"]


@pytest.mark.parametrize("words", ["ok", "here", "on way", "I am ok", "the road is bad but I go on", "👍"])
async def test_any_word_of_theirs_is_a_sign_of_life(town, words):
    await coming(town)
    await town.wait(minutes=61)
    await town.wait(minutes=16)
    await town.sms("Bayu", words)
    await town.wait(minutes=20)
    assert await alarms(town) == []
    (job,) = await town.rows("select missed, check_in_at > now() as later from dispatch")
    assert (job["missed"], job["later"]) == (0, True)


async def test_i_am_ok_opens_no_case_of_its_own(town):
    case = await coming(town)
    await town.wait(minutes=61)
    await town.inbox("Bayu")
    await town.sms("Bayu", "I am ok")
    assert await town.inbox("Bayu") == [says("en", "checkin.ok", case=case)]
    assert await town.cases("Bayu") == []


async def test_no_i_am_not_calls_a_person_at_once(town):
    await coming(town)
    await town.wait(minutes=61)
    await town.inbox("Bayu")
    await town.sms("Bayu", "no")
    assert await town.inbox("Bayu") == [says("en", "checkin.no", emergency="114")]
    assert await alarms(town) == ["check_in"]


async def test_ok_promises_nothing_to_a_question_that_was_put_before(town):
    await coming(town)
    await town.wait(minutes=55)
    await town.sms("Second", "Need water for 9 at the School")
    await town.wait(minutes=6)
    asked, checked = await town.inbox("Bayu")
    assert "YES 2" in asked
    assert "are you all right" in checked
    await town.sms("Bayu", "ok")
    await town.settle()
    assert await town.jobs_of(await town.case("Second")) == [("Bayu", "asked")]
    await town.sms("Bayu", "yes 2")
    await town.settle()
    assert await town.jobs_of(await town.case("Second")) == [("Bayu", "accepted")]


async def test_after_done_nobody_asks_any_more(town):
    case = await coming(town)
    await town.sms("Bayu", f"DONE {case}")
    await town.inbox("Bayu")
    await town.wait(minutes=120)
    assert await town.inbox("Bayu") == []
    (job,) = await town.rows("select check_in_at from dispatch")
    assert job["check_in_at"] is None


async def test_on_a_risky_job_we_ask_after_half_the_time(town):
    await town.volunteer("Bayu", at="Mill", trust=Trust.VETTED)
    await town.sms("Amina", NEED)
    await town.settle()
    await town.rows("update report set risky = true returning id")
    await town.sms("Bayu", "yes")
    await town.inbox("Bayu")
    await town.wait(minutes=31)
    assert len(await town.inbox("Bayu")) == 1


async def test_a_chore_that_runs_twice_asks_once(town):
    await coming(town)
    await town.rows(
        """
        insert into procrastinate.procrastinate_jobs (queue_name, task_name, args, scheduled_at, status)
        select queue_name, task_name, args, scheduled_at, status from procrastinate.procrastinate_jobs
        where task_name = 'check_in' returning id
        """
    )
    await town.wait(minutes=61)
    assert len(await town.inbox("Bayu")) == 1


async def test_after_a_hard_job_a_rest_is_offered_and_taken_with_a_word(town):
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", "Urgent! Need water for 9 at the School")
    await town.settle()
    await town.sms("Bayu", "yes")
    await town.settle()
    await town.sms("Bayu", "done")
    thanks = (await town.inbox("Bayu"))[-1]
    assert thanks == f"{says('en', 'done.helper')} {says('en', 'rest.ask')}"
    await town.sms("Bayu", "yes")
    await town.settle()
    (helper,) = await town.rows("select rest_until > now() + interval '11 hours' as rests from volunteer")
    assert helper["rests"]


async def test_after_an_easy_job_nobody_is_pressed(town):
    await coming(town)
    await town.sms("Bayu", "done")
    assert await town.inbox("Bayu") == [says("en", "done.helper")]
