"""What nobody should text, and people do: each has one kind answer, and nothing breaks."""

import asyncio

import pytest

from tests.cast import says

NEED = "Need water for 4 at the Bridge"


async def asked(town, *helpers: str) -> str:
    """Amina needs water, and these are asked for it."""
    for name in helpers:
        await town.volunteer(name)
    await town.sms("Amina", NEED)
    await town.inboxes("Amina", *helpers)
    return await town.case("Amina")


async def test_a_yes_to_a_case_already_taken_is_thanked(town):
    case = await asked(town, "Bayu", "Chen")
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Chen")
    await town.sms("Chen", "yes")
    assert await town.inbox("Chen") == [says("en", "yes.taken")]
    assert await town.inbox("Amina") == []
    assert await town.jobs_of(case) == [("Bayu", "accepted"), ("Chen", "released")]


async def test_a_yes_to_two_open_questions_without_a_digit_is_asked_which(town):
    await asked(town, "Bayu")
    await town.sms("Second", "Need water for 2 at the Mill")
    await town.inbox("Bayu")
    await town.sms("Bayu", "yes")
    assert await town.inbox("Bayu") == [says("en", "which", digit=1)]
    assert [row["state"] for row in await town.rows("select state from dispatch")] == ["asked", "asked"]
    await town.sms("Bayu", "yes 7")
    assert await town.inbox("Bayu") == [says("en", "which.none", digit=7)]


async def test_a_yes_after_the_question_lapsed_is_thanked_and_takes_nothing(town):
    case = await asked(town, "Bayu")
    await town.wait(minutes=120)
    await town.inboxes("Amina", "Bayu")
    await town.sms("Bayu", "yes")
    assert await town.inbox("Bayu") == [says("en", "yes.lapsed")]
    assert await town.jobs_of(case) == [("Bayu", "lapsed")]


@pytest.mark.parametrize("words", ["yes", "yes 1", "done", "on way", "here"])
async def test_a_strangers_word_moves_no_job(town, words):
    case = await asked(town, "Bayu")
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Stranger", words)
    assert len(await town.inbox("Stranger")) == 1
    assert await town.inbox("Amina") == []
    assert await town.jobs_of(case) == [("Bayu", "accepted")]


async def test_done_from_somebody_not_on_the_job_says_so_and_ends_nothing(town):
    case = await asked(town, "Bayu", "Chen")
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Bayu", "Chen")
    await town.sms("Chen", "done")
    assert await town.inbox("Chen") == [says("en", "off_job.none")]
    await town.sms("Chen", f"done {case}")
    (said,) = await town.inbox("Chen")
    assert said in (says("en", "not_yours", case=case), says("en", "off_job.none"))
    assert await town.jobs_of(case) == [("Bayu", "accepted"), ("Chen", "released")]


@pytest.mark.parametrize("amount", ["-5", "0", "999999999999", "1e9", "15.5.5", "½"])
async def test_an_absurd_amount_breaks_nothing(town, amount):
    await town.volunteer("Bayu")
    await town.sms("Amina", "Need 40 litres of water at the Bridge")
    await town.inboxes("Amina", "Bayu")
    case = await town.case("Amina")
    await town.sms("Bayu", f"yes 1 {amount}")
    await town.sms("Bayu", f"done {case} {amount}")
    assert await town.inbox("Bayu")
    counted = await town.rows("select amount, delivered from pledge")
    assert all(0 < row["amount"] <= 40 and 0 <= row["delivered"] <= 40 for row in counted)
    assert await town.rows("select id from message where state = 'set_aside'") == []


async def test_a_helper_without_a_place_is_asked_for_it_and_found_once_it_came(town):
    await town.sms("Bayu", "I can bring water")
    assert any("where" in words.casefold() for words in await town.inbox("Bayu"))
    await town.sms("Bayu", "DUTY")
    assert await town.inbox("Bayu") == [says("en", "duty.noplace")]
    await town.sms("Amina", NEED)
    await town.settle()
    assert await town.inbox("Bayu") == []
    await town.sms("Bayu", "at the Mill")
    assert any("YES 1" in words for words in await town.inbox("Bayu"))


async def test_a_clock_that_jumps_back_ends_no_question_early_and_none_never(town):
    case = await asked(town, "Bayu")
    await town.wait(minutes=-30)
    assert await town.jobs_of(case) == [("Bayu", "asked")]
    await town.wait(minutes=200)
    assert await town.jobs_of(case) == [("Bayu", "lapsed")]


async def test_a_clock_that_jumps_a_week_ahead_asks_once_and_calls_a_person(town):
    case = await asked(town, "Bayu")
    await town.sms("Bayu", "yes")
    await town.inboxes("Amina", "Bayu")
    await town.wait(minutes=7 * 24 * 60)
    assert await town.inbox("Bayu") == [says("en", "checkin.ask", case=case)]
    await town.sms("Bayu", "done")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "done")]


async def test_of_two_coordinators_who_press_at_once_one_hears_that_it_is_so(town):
    await town.rows("update incident set automation = 'suggest' returning id")
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    (helper,) = await town.rows("select reference from volunteer")
    dara, ema = await town.desk("Dara"), await town.desk("Ema")
    said = await asyncio.gather(*(one.press(case, "ask", helper=helper["reference"]) for one in (dara, ema)))
    assert min(answer.status_code for answer in said) < 400
    assert all(answer.status_code < 500 for answer in said)
    assert len(await town.inbox("Bayu")) == 1
    assert await town.jobs_of(case) == [("Bayu", "asked")]


async def test_two_people_with_one_phone_are_one_person_who_helps_and_needs(town):
    await town.volunteer("Amina")
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    assert await town.jobs_of(case) == [("Bayu", "asked")]
    await town.sms("Second", "Need water for 2 at the Mill")
    await town.settle()
    await town.sms("Amina", "yes")
    await town.settle()
    assert ("Amina", "accepted") in await town.jobs_of(await town.case("Second"))
    await town.inboxes("Amina", "Second", "Bayu")
    await town.sms("Amina", f"STATUS {case}")
    (said,) = await town.inbox("Amina")
    assert case in said
    assert await town.inbox("Second") == []
