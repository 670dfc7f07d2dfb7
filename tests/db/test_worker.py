"""The worker lives: one message, text or need that cannot be dealt with stops none of the others."""

import pytest

from app import clock
from app.chores.lapse import lapse
from app.messaging.say import phrase, say
from tests import factories

NEED = "Need water for 4 at the Bridge"
POISON = "Need water for 4 at the School"
WHERE = "if new.place_name = 'School' then raise exception 'poison'; end if;"


async def test_a_poison_among_ten_is_set_aside_and_the_nine_are_answered(town, sabotage):
    with sabotage("report", WHERE):
        for n in range(10):
            await town.sms(f"Person {n}", POISON if n == 4 else NEED)
        await town.settle()
        answered = [bool(await town.inbox(f"Person {n}")) for n in range(10)]
        assert answered == [n != 4 for n in range(10)]
        for _ in range(3):
            await town.wait(minutes=1)
    rows = await town.rows("select text, reason, attempts from message where state = 'set_aside'")
    assert [(row["text"], row["attempts"]) for row in rows] == [(POISON, 3)]
    assert rows[0]["reason"].endswith("Error")
    (event,) = await town.rows("select what from event where what = 'message.set_aside'")
    assert event["what"] == "message.set_aside"


async def test_what_a_person_texts_after_a_poison_is_read_when_it_is_set_aside(town, sabotage):
    with sabotage("report", WHERE):
        await town.sms("Amina", POISON)
        await town.sms("Amina", NEED)
        await town.settle()
        assert await town.cases("Amina") == []
        for _ in range(3):
            await town.wait(minutes=1)
        assert [row["place_name"] for row in await town.cases("Amina")] == ["Bridge"]


async def test_a_failed_effect_leaves_nothing_behind(town, sabotage):
    with sabotage("report", WHERE):
        await town.sms("Amina", POISON)
        await town.settle()
        counts = await town.rows(
            """
            select (select count(*) from report) as reports, (select count(*) from contact) as people,
                (select count(*) from event) as events, (select count(*) from prompt) as questions,
                (select count(*) from message where direction = 'out') as texts
            """
        )
    assert set(counts[0].values()) == {0}


async def test_a_message_that_failed_once_is_read_the_second_time(town, sabotage):
    with sabotage("report", WHERE):
        await town.sms("Amina", POISON)
        await town.settle()
    assert await town.inbox("Amina") == []
    await town.wait(minutes=1)
    assert len(await town.inbox("Amina")) == 1
    assert len(await town.cases("Amina")) == 1


async def test_a_need_that_cannot_be_matched_goes_to_the_desk_and_the_next_is_matched(town, sabotage):
    await town.volunteer("Bayu", at="Mill")
    school = "(select place_name from report where id = new.report_id) = 'School'"
    with sabotage("dispatch", f"if {school} then raise exception 'poison'; end if;"):
        await town.sms("Amina", POISON)
        await town.sms("Second", NEED)
        assert len(await town.inbox("Bayu")) == 1
        for _ in range(4):
            await town.wait(minutes=1)
    rows = await town.rows("select what from event where what = 'report.match_failed'")
    assert len(rows) == 1
    assert [row["state"] for row in await town.cases("Amina")] == ["new"]


async def test_a_text_that_cannot_be_opened_ends_at_the_desk_and_the_others_go_out(town):
    await town.volunteer("Bayu")
    async with town.house.database.session() as session:
        (row,) = (await town.rows("select contact_id from volunteer"))[:1]
        await say(session, town.incident, phrase("stop"), contact_id=row["contact_id"], now=clock.now())
    await town.rows("update message set peer_sealed = '\\x00' where direction = 'out' returning id")
    await town.sms("Amina", NEED)
    assert len(await town.inbox("Amina")) == 2
    for _ in range(9):
        await town.wait(minutes=60)
    (broken,) = await town.rows("select state, reason from message where phrase = 'stop'")
    assert (broken["state"], broken["reason"]) == ("failed", "WrongKey")


async def test_two_incidents_share_a_worker_and_nothing_else(town):
    """The other one's key is lost: its texts go nowhere, ours are answered."""
    async with town.house.database.session() as session:
        other = await factories.make_incident(
            session, town.house.keys, slug="other", our_number="+15095550191"
        )
        await factories.receive(session, town.house.keys, other, "+15095550105", NEED)
        other.data_key_sealed = b"lost"
    await town.sms("Amina", NEED)
    assert len(await town.inbox("Amina")) == 1
    assert len(await town.rows("select 1 from report")) == 2
    assert town.twilio.texts_to("+15095550105") == []


async def test_the_job_that_ends_a_silence_may_run_twice(town):
    await town.volunteer("Bayu")
    await town.sms("Amina", NEED)
    await town.inbox("Bayu")
    await town.wait(minutes=16)
    (job,) = await town.rows("select id from dispatch")
    await lapse(incident_id=town.incident.id, dispatch_id=job["id"])
    rows = await town.rows("select what from event where what = 'dispatch.lapsed'")
    assert len(rows) == 1


@pytest.mark.parametrize("automation", ["suggest", "low_risk", "full"])
async def test_a_worker_with_nothing_to_do_finds_nothing(town, automation):
    await town.rows("update incident set automation = :automation returning id", automation=automation)
    assert not await town.worker.understand_some()
    assert not await town.worker.match_some()
    assert not await town.worker.send_some()
    assert not await town.worker.follow_some()
