"""UPDATE: a person's own case grows by their words; nothing they said before is lost."""

import pytest

from tests.cast import says
from tests.db.stories.test_relay import NEED, on_the_way


async def the_case(town):
    await town.settle()
    (row,) = await town.cases("Amina")
    return row


async def asked_for_water(town) -> str:
    await town.sms("Amina", NEED)
    await town.inbox("Amina")
    return await town.case("Amina")


async def test_more_people_are_counted_and_said_back(town):
    case = await asked_for_water(town)
    await town.sms("Amina", f"UPDATE {case} now we are 9")
    assert (await town.inbox("Amina"))[0] == f"Thank you. Case {case} is now: water for 9 people."
    row = await the_case(town)
    assert (row["people"], row["urgency"], row["categories"]) == (9, 2, ["water"])
    (event,) = await town.rows("select before, after from event where what = 'report.updated'")
    assert (event["before"]["people"], event["after"]["people"]) == (4, 9)


async def test_what_else_is_needed_stands_behind_what_was_needed_first(town):
    await asked_for_water(town)
    await town.sms("Amina", "update we also need 5 blankets")
    row = await the_case(town)
    assert (row["category"], row["categories"], row["people"]) == ("water", ["water", "shelter"], 4)
    lines = await town.rows("select item, amount from need_line")
    assert [tuple(line.values()) for line in lines] == [("shelter", 5.0)]


async def test_less_of_a_thing_takes_nothing_away_and_more_of_it_counts_once(town):
    await asked_for_water(town)
    for amount in (5, 3, 8):
        await town.sms("Amina", f"UPDATE we need {amount} blankets")
        await town.settle()
    lines = await town.rows("select item, amount from need_line")
    assert [tuple(line.values()) for line in lines] == [("shelter", 8.0)]


async def test_a_newcomer_who_has_what_is_needed_now_is_asked(town):
    case = await asked_for_water(town)
    await town.volunteer("Chen", at="Market", skills=["medical"])
    await town.sms("Amina", f"UPDATE {case} we also need a doctor")
    await town.settle()
    assert [name for name, _ in await town.jobs_of(case)] == ["Chen"]


async def test_whoever_goes_there_hears_it(town):
    case = await on_the_way(town)
    await town.sms("Amina", f"UPDATE {case} now we are 9, call 509 555 0142")
    assert await town.inbox("Bayu") == [f"{case}: now we are 9, call •••"]


async def test_life_at_risk_says_first_whom_to_call_and_raises_the_alarm(town):
    case = await asked_for_water(town)
    await town.sms("Amina", f"UPDATE {case} my baby is not breathing")
    assert (await town.inbox("Amina"))[0].startswith("If life is at risk, call 114.")
    assert (await the_case(town))["urgency"] == 4
    alarms = await town.rows("select kind from alarm")
    assert [row["kind"] for row in alarms] == ["critical"]


async def test_a_place_in_it_moves_the_case(town):
    case = await asked_for_water(town)
    await town.sms("Amina", f"UPDATE {case} we are at the School now")
    assert says("en", "place.updated", case=case, place="School") in " ".join(await town.inbox("Amina"))
    assert (await the_case(town))["place_name"] == "School"


async def test_words_that_change_nothing_still_stand_in_the_thread(town):
    case = await asked_for_water(town)
    await town.sms("Amina", "UPDATE the door is green")
    assert await town.inbox("Amina") == [says("en", "update.noted", case=case)]
    assert (
        len(await town.rows("select id from message where report_id is not null and text like '%green%'"))
        == 1
    )


@pytest.mark.parametrize("word", ["UPDATE", "update?", "updat", "any update"])
async def test_update_alone_asks_how_it_stands(town, word):
    case = await asked_for_water(town)
    await town.sms("Amina", word)
    assert await town.inbox("Amina") == [f"Case {case}: we have it and will read it soon."]


async def test_a_strangers_update_changes_and_reveals_nothing(town):
    case = await asked_for_water(town)
    await town.sms("Stranger", f"UPDATE {case} now we are 900")
    assert "900" not in "".join(await town.inbox("Amina"))
    assert (await the_case(town))["people"] == 4


async def test_an_update_of_somebody_without_a_case_is_a_story(town):
    await town.sms("Amina", "Update: we need water for 4 at the Bridge")
    row = await the_case(town)
    assert (row["kind"], row["category"], row["people"]) == ("need", "water", 4)


async def test_a_helper_who_updates_the_case_is_passed_on_to_the_person(town):
    case = await on_the_way(town)
    await town.sms("Bayu", f"UPDATE {case} I am ten minutes late")
    assert await town.inbox("Amina") == ["Bayu: I am ten minutes late"]


async def test_a_code_before_the_words_says_which_case_they_are_about(town):
    case = await asked_for_water(town)
    await town.sms("Amina", f"{case} we also need food")
    assert (await the_case(town))["categories"] == ["water", "food"]


async def test_status_says_how_many_come_of_how_many_are_wanted(town):
    await town.volunteer("Bayu")
    case = await asked_for_water(town)
    await town.rows("update report set places_wanted = 2 where reference = :case returning id", case=case)
    await town.sms("Bayu", "yes")
    await town.inbox("Amina")
    await town.sms("Amina", "STATUS")
    assert await town.inbox("Amina") == [f"Case {case}: a helper is on the way. 1 of 2 helpers are coming."]


async def test_status_says_what_nobody_has_promised_yet(town):
    await town.volunteer("Bayu", skills=["shelter"])
    await town.sms("Amina", "We need 40 blankets at the Bridge")
    case = await town.case("Amina")
    await town.sms("Bayu", "yes 1 15")
    await town.inbox("Amina")
    await town.sms("Amina", "STATUS")
    (said,) = await town.inbox("Amina")
    assert said.startswith(f"Case {case}: ")
    assert "25" in said
