"""Hop 1: stored once, sealed, and the same answer for the same call."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import clock
from app.messaging.receive import receive_message
from app.security import Keys, WrongKey, unseal
from tests import factories

AMINA = "+15095550101"


@pytest.fixture
def receive(house, incident):
    async def receive(said, raw=b"the call as it came"):
        async with house.database.session() as session:
            return await receive_message(
                session, house.keys, incident=incident, inbound=said, raw=raw, now=clock.now()
            )

    return receive


@pytest.fixture
async def rows(house):
    async def rows(statement: str):
        async with house.database.session() as session:
            return (await session.execute(text(statement))).all()

    return rows


async def test_a_doubled_call_is_stored_once_and_leads_to_the_same_page(receive, rows):
    said = factories.inbound(AMINA, "nou bezwen dlo")
    first, *others = await asyncio.gather(*(receive(said) for _ in range(8)))
    assert {other.link_token for other in others} == {first.link_token}
    assert sum(stored.fresh for stored in (first, *others)) == 1
    assert await rows("select count(*) from message") == [(1,)]


async def test_links_of_two_messages_differ(receive):
    one = await receive(factories.inbound(AMINA, "dlo"))
    other = await receive(factories.inbound(AMINA, "dlo"))
    assert one.link_token != other.link_token


async def test_the_number_and_the_raw_call_are_sealed(receive, rows, house, incident):
    await receive(factories.inbound(AMINA, "nou bezwen dlo"), raw=f"From={AMINA}".encode())
    ((peer, raw, whole),) = await rows("select peer_sealed, raw_sealed, m::text from message m")
    assert AMINA not in whole
    assert AMINA.encode().hex() not in whole
    data_key = house.keys.data_key(incident.data_key_sealed)
    assert unseal(data_key, peer) == AMINA.encode()
    assert unseal(data_key, raw) == f"From={AMINA}".encode()
    with pytest.raises(WrongKey):
        Keys.from_master("the key of another installation altogether").data_key(incident.data_key_sealed)


async def test_one_call_may_arrive_in_two_incidents(house, receive, rows):
    said = factories.inbound(AMINA, "dlo")
    await receive(said)
    async with house.database.session() as session:
        other = await factories.make_incident(session, house.keys, slug="other")
        await receive_message(session, house.keys, incident=other, inbound=said, raw=b"", now=clock.now())
    assert await rows("select count(*), count(distinct incident_id) from message") == [(2, 2)]


async def test_a_match_can_never_join_two_incidents(house, incident):
    """The composite foreign keys say so, whatever the program does."""
    async with house.database.session() as session:
        other = await factories.make_incident(session, house.keys, slug="other")
        asker = await factories.make_contact(session, house.keys, incident, AMINA)
        helper = await factories.make_contact(session, house.keys, other, "+15095550102")
        case = await factories.make_report(session, incident, asker)
        volunteer_id = await factories.make_volunteer(session, other, helper)
        joined = text("""
            insert into dispatch (incident_id, report_id, volunteer_id, state, score, reasons, created_at,
                since_at, wave, missed)
            values (:incident_id, :report_id, :volunteer_id, 'asked', 0, '{}', now(), now(), 0, 0)
        """)
        for incident_id in (incident.id, other.id):
            values = {"incident_id": incident_id, "report_id": case.id, "volunteer_id": volunteer_id}
            with pytest.raises(DBAPIError, match="violates foreign key"):
                async with session.begin_nested():
                    await session.execute(joined, values)
