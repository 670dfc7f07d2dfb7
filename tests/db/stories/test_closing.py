"""The end of a case: confirmed, silent, thanked, or honest about what nobody could do."""

import pytest

from tests.cast import says
from tests.db.stories.test_relay import NEED, on_the_way


async def done(town) -> str:
    """Bayu says that it is done, and Amina is asked."""
    case = await on_the_way(town)
    await town.sms("Bayu", "done")
    await town.inboxes("Amina", "Bayu")
    return case


async def state(town) -> str:
    return str((await town.cases("Amina"))[0]["state"])


async def test_silence_is_met_by_one_reminder(town):
    case = await done(town)
    await town.wait(minutes=5 * 60)
    assert await town.inbox("Amina") == []
    await town.wait(minutes=61)
    assert await town.inbox("Amina") == [f"Case {case}: did the help arrive? Reply YES or NO."]
    await town.wait(minutes=6 * 60)
    assert await town.inbox("Amina") == []


async def test_after_two_days_of_silence_the_case_closes_and_nobody_claims_that_help_came(town):
    case = await done(town)
    await town.wait(minutes=7 * 60)
    await town.inbox("Amina")
    await town.wait(minutes=42 * 60)
    assert await town.inbox("Amina") == [
        f"We heard nothing, so case {case} is closed. If help did not come, reply NO."
    ]
    assert await town.inbox("Bayu") == [says("en", "confirm.helper", case=case)]
    assert await state(town) == "closed"
    (event,) = await town.rows("select why from event where what = 'report.closed'")
    assert event["why"] == "no word from the person"


async def test_a_no_after_the_silence_opens_the_case_again(town):
    case = await done(town)
    await town.wait(minutes=49 * 60)
    await town.inboxes("Amina", "Bayu")
    await town.sms("Amina", "no")
    assert (await town.inbox("Amina"))[0] == says("en", "not_arrived.asker", case=case)
    assert await state(town) in ("open", "asked")


async def test_a_yes_after_the_silence_thanks_the_helper(town):
    case = await done(town)
    await town.wait(minutes=49 * 60)
    await town.inboxes("Amina", "Bayu")
    await town.sms("Amina", "yes")
    assert await town.inbox("Amina") == [says("en", "closed.asker", case=case)]
    assert await town.inbox("Bayu") == [says("en", "closed.helper", case=case)]


async def test_three_days_later_a_no_is_a_new_story(town):
    await done(town)
    await town.wait(minutes=49 * 60)
    await town.wait(minutes=73 * 60)
    await town.inboxes("Amina", "Bayu")
    await town.sms("Amina", "no")
    assert await town.inbox("Amina") == [says("en", "nothing_open")]
    assert await state(town) == "closed"


async def test_an_answer_ends_the_clock(town):
    await done(town)
    await town.sms("Amina", "yes")
    await town.inboxes("Amina", "Bayu")
    await town.wait(minutes=50 * 60)
    assert await town.inbox("Amina") == []
    assert await town.inbox("Bayu") == []


async def test_thanks_after_the_end_are_passed_on_once_and_masked(town):
    case = await done(town)
    await town.sms("Amina", "yes")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Amina", "thank you so much Bayu, my number is 509 555 0144")
    assert await town.inbox("Bayu") == [
        f"Case {case} says thank you: thank you so much Bayu, my number is •••"
    ]
    await town.sms("Amina", "thank you again")
    assert await town.inbox("Bayu") == []
    assert await town.inbox("Amina") == []
    assert len(await town.cases("Amina")) == 1


async def test_a_bare_yes_with_two_cases_to_confirm_asks_which(town):
    first = await on_the_way(town)
    await town.sms("Amina", "We also need food for 2 at the School")
    await town.volunteer("Chen", at="School", skills=["food"])
    await town.settle()
    second = await town.case("Amina")
    assert second != first
    await town.rows(
        "update report set match_at = now() where reference = :second returning id", second=second
    )
    await town.settle()
    await town.sms("Chen", "yes")
    await town.sms("Bayu", "done")
    await town.settle()
    await town.sms("Chen", "done")
    await town.inboxes("Amina", "Bayu", "Chen")
    await town.sms("Amina", "yes")
    assert await town.inbox("Amina") == [says("en", "which.case", codes=f"{first}, {second}")]
    await town.sms("Amina", f"yes {second}")
    assert await town.inbox("Amina") == [says("en", "closed.asker", case=second)]
    assert {row["reference"]: row["state"] for row in await town.cases("Amina")} == {
        first: "done",
        second: "closed",
    }


@pytest.mark.parametrize(
    ("words", "calls"),
    [(NEED, False), ("URGENT we need water, no water for 3 days, babies, at the Bridge", True)],
)
async def test_a_person_hears_once_and_honestly_that_nobody_could_come(town, words, calls):
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", words)
    case = await town.case("Amina")
    await town.inboxes("Amina", "Bayu")
    await town.sms("Bayu", "no")
    (said,) = [text for text in await town.inbox("Amina") if "nobody near" in text]
    assert said.startswith(f"Case {case}: nobody near could come yet. A coordinator looks further.")
    assert ("114" in said) is calls
    (row,) = await town.cases("Amina")
    assert row["state"] == "open"
    assert row["unmet_at"] is not None
    events = await town.rows("select after from event where what = 'report.unmet'")
    assert events[0]["after"] | {"asked": 1, "declined": 1} == events[0]["after"]
    await town.volunteer("Chen", at="Market")
    await town.rows("update report set match_at = now() returning id")
    await town.settle()
    await town.sms("Chen", "no")
    assert not [text for text in await town.inbox("Amina") if "nobody near" in text]
