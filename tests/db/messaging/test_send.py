"""Hop 4: each text goes out once, late rather than twice, and what cannot go out reaches the desk."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.messaging.say import phrase, say
from app.messaging.send import LEASE, TRIES, claim_outbox, settle_receipt
from app.worker import Worker
from ingest.shapes import Fate, Receipt
from tests import factories
from tests.fakes import Mishap

AMINA = "+15095550101"
LATER = LEASE + timedelta(seconds=1)


@pytest.fixture
async def amina(house, incident):
    async with house.database.session() as session:
        return await factories.make_contact(session, house.keys, incident, AMINA)


@pytest.fixture
def tell(house, incident, amina):
    """Queue a text for Amina."""

    async def tell(key="no.thanks"):
        async with house.database.session() as session:
            await say(session, incident, phrase(key), contact_id=amina, now=clock.now())

    return tell


@pytest.fixture
def worker(house):
    return Worker(house)


@pytest.fixture
async def one(house):
    async def one(statement: str, **values: object):
        async with house.database.session() as session:
            return (await session.execute(text(statement), values)).one()

    return one


@pytest.fixture
def pass_time(house):
    """Let what waits be due, and leases end."""

    async def pass_time(**by: float):
        async with house.database.session() as session:
            await session.execute(
                text("update message set due_at = due_at - :by, lease_until = lease_until - :by"),
                {"by": timedelta(**by)},
            )

    return pass_time


STATE = "select state, reason, attempts from message where direction = 'out'"


async def test_a_text_goes_out_once_and_asks_for_a_receipt(tell, worker, twilio, one, house):
    await tell()
    await worker.send_some()
    await worker.send_some()
    (sent,) = twilio.texts_to(AMINA)
    assert sent.text == "All right. Thank you for telling us."
    key, gateway_id = await one("select external_id, gateway_id from message where direction = 'out'")
    assert gateway_id == sent.sid
    assert sent.status_url == f"{house.settings.base_url}/in/twilio/town/status?key={key}"
    assert await one(STATE) == ("sent", "", 1)


async def test_a_busy_gateway_is_asked_again_when_it_said(tell, worker, twilio, one, pass_time):
    twilio.goes_wrong(Mishap(status=429, retry_after_s=30))
    await tell()
    await worker.send_some()
    assert await one(STATE) == ("waiting", "429: Twilio is busy", 1)
    await pass_time(seconds=28)
    assert not await worker.send_some()
    await pass_time(seconds=3)
    await worker.send_some()
    assert len(twilio.texts_to(AMINA)) == 1
    assert await one(STATE) == ("sent", "", 2)


async def test_waits_grow_while_the_gateway_cannot_be_reached(tell, worker, twilio, one, pass_time):
    await tell()
    waits = []
    for _ in range(4):
        twilio.goes_wrong(Mishap())
        await worker.send_some()
        wait = await one(
            "select extract(epoch from due_at - done_at)::int from message where direction = 'out'"
        )
        waits.append(wait[0])
        await pass_time(hours=1)
    assert waits == [5, 10, 20, 40]
    assert twilio.taken == []


async def test_after_the_last_try_a_person_looks(tell, worker, twilio, one, pass_time):
    twilio.goes_wrong(*[Mishap()] * TRIES)
    await tell()
    for _ in range(TRIES + 2):
        await worker.send_some()
        await pass_time(hours=1)
    assert await one(STATE) == ("failed", "Twilio could not be reached", TRIES)
    assert await one("select what, why from event") == ("message.failed", "Twilio could not be reached")


async def test_a_text_that_will_never_go_out_is_shown_to_the_desk_at_once(tell, worker, twilio, one):
    twilio.goes_wrong(Mishap(status=400, code=21211))
    await tell()
    await worker.send_some()
    why = "21211: this is not a number that can be reached"
    assert await one(STATE) == ("failed", why, 1)
    assert await one("select what, why from event") == ("message.failed", why)
    assert not await worker.send_some()


@pytest.mark.parametrize("mishap", [Mishap(taken=True), Mishap(status=500, taken=True)], ids=["broke", "500"])
async def test_a_text_that_may_have_gone_out_is_looked_for_before_any_resend(
    tell, worker, twilio, one, pass_time, mishap
):
    twilio.goes_wrong(mishap)
    await tell()
    await worker.send_some()
    assert (await one("select state from message where direction = 'out'")) == ("unclear",)
    await pass_time(minutes=1)
    await worker.send_some()
    (sent,) = twilio.texts_to(AMINA)
    assert await one("select state, gateway_id from message where direction = 'out'") == ("sent", sent.sid)
    assert [call.method for call in twilio.calls] == ["POST", "GET"]


async def test_a_text_that_did_not_go_out_is_sent_after_the_look(tell, worker, twilio, pass_time):
    twilio.goes_wrong(Mishap(status=500))
    await tell()
    await worker.send_some()
    await pass_time(minutes=1)
    await worker.send_some()
    assert len(twilio.texts_to(AMINA)) == 1
    assert [call.method for call in twilio.calls] == ["POST", "GET", "POST"]


async def test_while_the_gateway_cannot_be_asked_the_text_stays_unclear(tell, worker, twilio, one, pass_time):
    twilio.goes_wrong(Mishap(taken=True), Mishap())
    await tell()
    for _ in range(2):
        await worker.send_some()
        await pass_time(minutes=1)
    assert await one("select state from message where direction = 'out'") == ("unclear",)
    await worker.send_some()
    assert len(twilio.texts_to(AMINA)) == 1
    assert await one("select state from message where direction = 'out'") == ("sent",)


@pytest.mark.parametrize("had_it", [True, False], ids=["after the call", "before the call"])
async def test_a_worker_that_dies_between_intent_and_fate_doubles_nothing(
    tell, house, incident_id, worker, twilio, pass_time, had_it
):
    await tell()
    async with house.database.session() as session:
        (outgoing,) = await claim_outbox(session, incident_id, owner="dead", now=clock.now(), most=5)
    if had_it:
        twilio.goes_wrong(Mishap(taken=True))
        with pytest.raises(Exception, match="the line broke"):
            await house.http.post(
                "https://api.twilio.com/Messages.json", data={"To": AMINA, "Body": outgoing.text}
            )
    assert not await worker.send_some()
    await pass_time(minutes=2)
    await worker.send_some()
    assert len(twilio.texts_to(AMINA)) == 1
    assert "GET" in [call.method for call in twilio.calls]


async def test_a_worker_that_lost_its_lease_settles_nothing(tell, house, incident, worker, one, pass_time):
    from app.messaging.send import Outcome, settle
    from app.models.message import MessageState

    await tell()
    async with house.database.session() as session:
        (outgoing,) = await claim_outbox(session, incident.id, owner="slow", now=clock.now(), most=5)
    await pass_time(minutes=2)
    await worker.send_some()
    failed = Outcome(state=MessageState.FAILED, reason="too late")
    async with house.database.session() as session:
        await settle(session, outgoing, failed, owner="slow", now=clock.now())
    assert await one(STATE) == ("sent", "", 2)
    assert await one("select count(*) from event") == (0,)


async def test_two_texts_to_one_person_leave_in_order(house, incident, amina, worker, twilio):
    async with house.database.session() as session:
        for reference in "ABCDEFGH":
            word = phrase("closed.helper", case=reference)
            await say(session, incident, word, contact_id=amina, now=clock.now())
    await worker.drain()
    assert [sent.text[5] for sent in twilio.texts_to(AMINA)] == list("ABCDEFGH")


async def test_a_drill_never_sends_to_a_network(house, twilio, one):
    async with house.database.session() as session:
        drill = await factories.make_incident(session, house.keys, slug="drill", drill=True)
        amina = await factories.make_contact(session, house.keys, drill, AMINA)
        await say(session, drill, phrase("no.thanks"), contact_id=amina, now=clock.now())
    await Worker(house).drain()
    assert twilio.calls == []
    assert await one(STATE) == ("failed", "a drill never sends to a network", 1)


async def test_receipts_in_any_order_never_take_back_a_later_word(house, incident_id, tell, worker, one):
    await tell()
    await worker.send_some()
    key, sid = await one("select external_id, gateway_id from message where direction = 'out'")
    for fate in (Fate.QUEUED, Fate.DELIVERED, Fate.SENT, Fate.FAILED, Fate.QUEUED):
        async with house.database.session() as session:
            receipt = Receipt(external_id=sid, fate=fate)
            await settle_receipt(session, incident_id, receipt, channel="twilio", key=key, now=clock.now())
    assert await one("select state from message where direction = 'out'") == ("delivered",)


async def test_a_text_that_the_network_lost_is_shown_to_the_desk(house, incident_id, tell, worker, one):
    await tell()
    await worker.send_some()
    key, sid = await one("select external_id, gateway_id from message where direction = 'out'")
    async with house.database.session() as session:
        receipt = Receipt(external_id=sid, fate=Fate.FAILED, code="30003")
        await settle_receipt(session, incident_id, receipt, channel="twilio", key=key, now=clock.now())
    assert await one("select state, reason from message where direction = 'out'") == ("failed", "30003")
    assert await one("select what, why from event") == ("message.failed", "30003")
