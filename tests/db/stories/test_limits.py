"""Machines that answer each other, numbers far away and a bill without end: each of them stops at a limit."""

import pytest

from app.clock import now
from app.messaging.floods import ANSWERED_BY_MACHINE, FLOODED, MOST_AN_HOUR, MOST_VITAL
from app.messaging.say import phrase, say
from app.messaging.spend import FULL

OUT = "select state, reason, vital from message where direction = 'out' order by id"


@pytest.fixture
def tell(town, house, incident):
    """Say something to Bayu so many times."""

    async def tell(times: int = 1, *, vital: bool = False):
        lane = house.keys.index(town.number("Bayu"))
        (who,) = await town.rows("select contact_id from address where number_index = :lane", lane=lane)
        for _ in range(times):
            async with house.database.session() as session:
                word, contact_id = phrase("no.thanks"), who["contact_id"]
                await say(session, incident, word, contact_id=contact_id, now=now(), vital=vital)
        town.stir()

    return tell


async def test_a_number_is_texted_twenty_times_an_hour_and_the_desk_hears_of_it_once(town, tell):
    await town.volunteer("Bayu")
    await tell(MOST_AN_HOUR + 3)
    assert len(await town.inbox("Bayu")) == MOST_AN_HOUR
    rows = await town.rows(OUT)
    assert [(row["state"], row["reason"]) for row in rows[-3:]] == [("held", FLOODED)] * 3
    events = await town.rows("select what, message_id from event where what = 'contact.flooded'")
    assert len(events) == 1
    await town.wait(minutes=61)
    await tell()
    assert len(await town.inbox("Bayu")) == 1


async def test_what_keeps_safe_has_twice_the_room(town, tell):
    await town.volunteer("Bayu")
    await tell(MOST_AN_HOUR)
    await tell(MOST_VITAL - MOST_AN_HOUR + 2, vital=True)
    assert len(await town.inbox("Bayu")) == MOST_VITAL


async def test_a_machine_that_says_the_same_again_gets_no_third_answer(town):
    for _ in range(4):
        await town.sms("Robot", "STATUS Q7F3 automatic answer")
        await town.settle()
    assert len(await town.inbox("Robot")) == 2
    assert (await town.rows(OUT))[-1]["reason"] == ANSWERED_BY_MACHINE
    heard = await town.rows("select state from message where direction = 'in'")
    assert [row["state"] for row in heard] == ["understood"] * 4


async def test_our_own_text_come_back_gets_no_answer(town):
    await town.sms("Robot", "STATUS")
    (said,) = await town.inbox("Robot")
    await town.sms("Robot", said)
    assert await town.inbox("Robot") == []


async def test_a_helper_who_says_yes_three_times_is_answered_three_times(town):
    for _ in range(3):
        await town.sms("Bayu", "yes")
        await town.settle()
    assert len(await town.inbox("Bayu")) == 3


async def test_numbers_abroad_are_not_texted_and_the_desk_sees_it(town):
    await town.rows("update incident set countries = '{HT,DO}' returning id")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    assert await town.inbox("Amina") == []
    (row,) = await town.rows(OUT)
    assert tuple(row.values()) == ("failed", "this incident does not text numbers of US", False)
    assert "does not text numbers of US" in (await (await town.desk()).look()).text
    await town.rows("update incident set countries = '{HT,US}' returning id")
    await town.sms("Amina", "STATUS")
    assert len(await town.inbox("Amina")) == 1


async def test_life_at_risk_outranks_the_list_of_countries(town, tell):
    await town.volunteer("Bayu")
    await town.rows("update incident set countries = '{HT}' returning id")
    await tell(vital=True)
    assert len(await town.inbox("Bayu")) == 1


async def test_a_full_day_lets_texts_wait_until_a_coordinator_raises_the_limit(town, tell):
    dara = await town.desk("Dara")
    await town.volunteer("Bayu")
    await town.rows("update incident set texts_per_day = 5 returning id")
    for _ in range(5):
        await tell()
        await town.settle()
    await tell(2)
    await tell(vital=True)
    assert len(await town.inbox("Bayu")) == 6
    waiting = await town.rows("select due_at, state, reason from message where reason = :full", full=FULL)
    assert [(row["state"], row["due_at"].hour, row["due_at"].minute) for row in waiting] == [
        ("waiting", 0, 0)
    ] * 2
    events = await town.rows("select what, after from event where what like 'texts.%' order by id")
    assert [event["what"] for event in events] == ["texts.near_limit", "texts.limit"]
    cookie = {"cookie": f"konbit_session={dara.email}"}
    page = await dara.http.get("/desk/town/settings?lang=en", headers=cookie)
    assert "limit of texts is reached" in page.text
    assert "2 texts wait for tomorrow." in page.text
    given = {"csrf": dara.csrf, "texts_per_day": "50"}
    assert (await dara.http.post("/desk/town/settings", data=given, headers=cookie)).status_code == 303
    assert len(await town.inbox("Bayu")) == 2


async def test_an_incident_without_a_limit_texts_on(town, tell):
    await town.volunteer("Bayu")
    await town.rows("update incident set texts_per_day = 0 returning id")
    await tell(6)
    assert len(await town.inbox("Bayu")) == 6
    (row,) = await town.rows("select segments from spend")
    assert row["segments"] == 6
