"""A message is worked on by one worker, in its turn, and one that kills workers is found out."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.messaging.claim import LEASE, TRIES, claim_received, put_back, take_message
from app.pipeline.understand import understand
from tests import factories

LATER = LEASE + timedelta(seconds=1)


@pytest.fixture
def claim(house, incident_id):
    """Claim as one worker, in a transaction of its own."""

    async def claim(owner="worker", *, after=timedelta(), most=20):
        async with house.database.session() as session:
            now = clock.now() + after
            return await claim_received(session, incident_id, owner=owner, now=now, most=most)

    return claim


@pytest.fixture
def texts(house, incident):
    """Let people text us, each from a number of their own unless said otherwise."""

    async def texts(*said: str, sender: str = ""):
        for n, words in enumerate(said):
            async with house.database.session() as session:
                await factories.receive(session, house.keys, incident, sender or f"+150955501{n:02}", words)

    return texts


@pytest.fixture
def one(house):
    async def one(statement: str, **values: object):
        async with house.database.session() as session:
            return (await session.execute(text(statement), values)).one()

    return one


async def test_two_workers_never_get_one_message(texts, claim):
    await texts(*(f"text {n}" for n in range(40)))
    rounds = await asyncio.gather(*(claim(f"worker {n % 4}", most=3) for n in range(16)))
    rounds.append(await claim(most=40))
    ids = [message.id for claimed in rounds for message in claimed]
    assert len(ids) == len(set(ids)) == 40


async def test_two_texts_of_one_person_are_read_one_after_the_other(house, texts, claim, incident):
    await texts("first", "second", sender="+15095550101")
    await texts("of somebody else", sender="+15095550102")
    assert [message.text for message in await claim()] == ["first", "of somebody else"]
    assert await claim("another") == []


async def test_the_second_text_comes_up_when_the_first_is_done(house, texts, claim):
    await texts("first", "second", sender="+15095550101")
    (first,) = await claim()
    async with house.database.session() as session:
        assert await take_message(session, first, owner="worker", now=clock.now())
    assert [message.text for message in await claim()] == ["second"]


async def test_a_text_that_waits_after_a_failure_keeps_its_turn(house, texts, claim):
    await texts("first", "second", sender="+15095550101")
    (first,) = await claim()
    async with house.database.session() as session:
        assert not await put_back(session, first, owner="worker", reason="Oops", now=clock.now())
    assert await claim() == []
    assert [message.text for message in await claim(after=timedelta(seconds=3))] == ["first"]


async def test_a_lease_that_ran_out_is_claimed_alone(texts, claim):
    await texts("one", "two", "three")
    assert len(await claim("the one that dies")) == 3
    await texts("fresh", sender="+15095550120")
    again = [await claim("another", after=LATER) for _ in range(4)]
    assert [[message.text for message in claimed] for claimed in again] == [
        ["one"],
        ["two"],
        ["three"],
        ["fresh"],
    ]


async def test_a_message_that_kills_three_workers_is_set_aside_with_its_reason(texts, claim, one):
    await texts("a killer")
    for n in range(TRIES):
        assert len(await claim(f"victim {n}", after=LATER * n)) == 1
    assert await claim("survivor", after=LATER * TRIES) == []
    assert await one("select state, reason, attempts from message") == (
        "set_aside",
        "the worker stopped while reading it",
        TRIES,
    )
    assert await one("select what, why from event") == (
        "message.set_aside",
        "the worker stopped while reading it",
    )


async def test_a_message_that_fails_three_times_is_set_aside_with_its_reason(house, texts, claim, one):
    await texts("a poison")
    aside = []
    for n in range(TRIES):
        (message,) = await claim(after=timedelta(minutes=n))
        async with house.database.session() as session:
            aside.append(await put_back(session, message, owner="worker", reason="KeyError", now=clock.now()))
    assert aside == [False, False, True]
    assert await claim(after=timedelta(hours=1)) == []
    assert await one("select state, reason from message") == ("set_aside", "KeyError")
    assert await one("select what, why from event") == ("message.set_aside", "KeyError")


async def test_whoever_lost_the_lease_writes_nothing(house, incident, texts, claim, one):
    await texts("Need water for 4 at the Bridge")
    (slow,) = await claim("slow")
    (quick,) = await claim("quick", after=LATER)
    async with house.database.session() as session:
        assert not await understand(session, incident, slow, owner="slow", now=clock.now())
        assert not await put_back(session, slow, owner="slow", reason="late", now=clock.now())
    assert await one("select state, lease_owner, reason from message") == ("received", "quick", "")
    assert await one("select (select count(*) from report), (select count(*) from contact)") == (0, 0)
    async with house.database.session() as session:
        assert await understand(session, incident, quick, owner="quick", now=clock.now())
    assert await one("select count(*) from report") == (1,)


async def test_a_message_understood_twice_has_one_effect(house, incident, texts, claim, one):
    await texts("Need water for 4 at the Bridge")
    (message,) = await claim()
    async with house.database.session() as session:
        assert await understand(session, incident, message, owner="worker", now=clock.now())
    async with house.database.session() as session:
        assert not await understand(session, incident, message, owner="worker", now=clock.now())
    assert await one("select count(*) from report") == (1,)
