"""Dara says what a message really is, and what follows from that follows at once."""

import pytest

from app.models.incident import Automation
from tests.cast import says

NEED = "Need water for 4 at the Bridge"
OFFER = "I can bring water, I am at the Mill"


@pytest.fixture
async def dara(town):
    await town.automation(Automation.SUGGEST)
    return await town.desk("Dara")


async def events(town, what: str):
    return await town.rows("select who, before, after from event where what = :what order by id", what=what)


async def test_a_need_that_was_read_wrong_is_matched_again_as_what_it_is(town, dara):
    await town.volunteer("Bayu", skills=["water"])
    await town.volunteer("Chen", skills=["clothing"])
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    assert await town.jobs_of(case) == [("Bayu", "proposed")]
    pressed = await dara.press(case, "reading", kind="need", category="clothing", urgency=3)
    assert pressed.status_code == 303
    await town.settle()
    (row,) = await town.cases("Amina")
    assert (row["kind"], row["category"], row["categories"], row["urgency"]) == (
        "need",
        "clothing",
        ["clothing"],
        3,
    )
    assert await town.jobs_of(case) == [("Chen", "proposed")]
    (event,) = await events(town, "report.corrected")
    assert event["who"].startswith("staff:")
    assert event["before"]["categories"] == ["water"]
    assert event["after"] == {"kind": "need", "categories": ["clothing"], "urgency": 3}


async def test_the_desk_offers_every_kind_of_help_with_what_was_read_ticked(town, dara):
    await town.sms("Amina", NEED)
    page = (await dara.look(await town.case("Amina"))).text
    assert 'value="water" checked' in page
    assert 'value="medical">' in page
    assert '<option value="need" selected>' in page


async def test_nothing_changed_is_written_down_as_read_right(town, dara):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    (before,) = await town.cases("Amina")
    await dara.press(case, "reading", kind="need", category="water", urgency=before["urgency"])
    assert await town.cases("Amina") == [before]
    assert len(await events(town, "report.confirmed")) == 1
    assert await events(town, "report.corrected") == []


async def test_a_need_that_is_none_frees_whoever_was_asked(town, dara):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    (helper,) = await town.rows("select reference from volunteer")
    await dara.press(case, "ask", helper=helper["reference"])
    await town.inboxes("Amina", "Bayu")
    await dara.press(case, "reading", kind="info", urgency=1)
    assert await town.inbox("Bayu") == [says("en", "cancelled.helper", case=case)]
    (row,) = await town.cases("Amina")
    assert (row["kind"], row["state"], row["categories"]) == ("info", "open", ["other"])
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "released")]


async def test_an_offer_taken_for_a_need_becomes_a_helper_who_is_found(town, dara):
    await town.sms("Bayu", NEED)  # as it was read
    await dara.press(await town.case("Bayu"), "reading", kind="offer", category="water", urgency=1)
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    (helper,) = await town.rows("select v.reference, v.on_duty, v.skills from volunteer v")
    assert (helper["on_duty"], helper["skills"]) == (True, ["water"])
    assert helper["reference"] in (await dara.look(case)).text


async def test_somebody_in_need_who_was_taken_for_a_helper_is_asked_for_nothing(town, dara):
    await town.sms("Bayu", OFFER)
    case = await town.case("Bayu")
    assert (await town.cases("Bayu"))[0]["kind"] == "offer"
    await dara.press(case, "reading", kind="need", category="water", urgency=2)
    await town.sms("Amina", NEED)
    assert await town.jobs_of(await town.case("Amina")) == []


async def test_what_an_offer_was_wrongly_read_as_is_no_longer_asked_of_them(town, dara):
    await town.sms("Bayu", OFFER)
    case = await town.case("Bayu")
    await dara.press(case, "reading", kind="offer", category="transport", urgency=1)
    (helper,) = await town.rows("select skills, on_duty from volunteer")
    assert (helper["skills"], helper["on_duty"]) == (["transport"], True)


async def test_a_number_that_asked_for_silence_is_no_helper_on_duty(town, dara):
    await town.sms("Bayu", NEED)
    case = await town.case("Bayu")
    await town.sms("Bayu", "STOP")
    await town.settle()
    await dara.press(case, "reading", kind="offer", category="water", urgency=1)
    (helper,) = await town.rows("select on_duty from volunteer")
    assert helper["on_duty"] is False


async def test_words_that_are_on_no_list_change_nothing(town, dara):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    before = await town.cases("Amina")
    assert (await dara.press(case, "reading", kind="joke", urgency=2)).status_code == 400
    assert (await dara.press(case, "reading", kind="need", category="unicorns", urgency=2)).status_code == 400
    assert (await dara.press(case, "reading", kind="need", urgency=9)).status_code == 422
    assert await town.cases("Amina") == before
