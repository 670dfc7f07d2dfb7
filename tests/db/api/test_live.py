"""The one look of an incident: everybody hears everything once, and nobody waits for the slow."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import text

from app import clock
from app.api.desk.live.live import Ear, _may_still_listen
from app.api.desk.live.news import PARTS
from app.api.desk.live.rooms import MOST_WAITING, Rooms
from app.follower.follow import follow_incident
from app.history import Happening, record
from app.models.desk import Claim
from app.models.staff import Role
from tests import factories

PATIENCE_S = 20


@pytest.fixture
def happens(house, incident):
    async def happens(*what: str, report_id: int | None = None) -> None:
        """Let things happen, and be numbered as the follower does."""
        async with house.database.session() as session:
            for one in what:
                record(session, incident.id, Happening(what=one, report_id=report_id), now=clock.now())
        async with house.database.session() as session:
            await follow_incident(session, incident, keys=house.keys, now=clock.now())

    return happens


async def heard(queue):
    return await asyncio.wait_for(queue.get(), PATIENCE_S)


async def test_thirty_desks_hear_the_same_from_one_look(house, incident_id, happens):
    rooms = Rooms()
    async with AsyncExitStack() as desks:
        queues = [
            await desks.enter_async_context(rooms.join(house.database, incident_id, after=0))
            for _ in range(30)
        ]
        assert len(rooms._rooms) == len(rooms._tasks) == 1
        await happens("zone.drawn")
        told = [await heard(queue) for queue in queues]
        while "zones" not in told[0].parts:  # what the incident's own making left
            told = [await heard(queue) for queue in queues]
        assert all(news is told[0] for news in told)
    assert rooms._rooms == {}


async def test_who_comes_back_hears_what_was_missed_and_then_what_comes_each_once(
    house, incident_id, happens
):
    rooms = Rooms()
    await happens("zone.drawn")
    async with rooms.join(house.database, incident_id, after=0) as first:
        news = await heard(first)
        last = news.position
        await happens("alarm.raised")
        assert (await heard(first)).position == last + 1
        async with rooms.join(house.database, incident_id, after=last) as back:
            assert (await heard(back)).parts == ("watch",)
            await happens("message.failed")
            assert (await heard(back)).parts == ("counts",)
        assert (await heard(first)).parts == ("counts",)


async def test_a_drill_that_began_anew_is_looked_at_anew(house, incident_id):
    async with Rooms().join(house.database, incident_id, after=9_999) as queue:
        news = await heard(queue)
    assert (news.again, news.parts) == (True, PARTS)


async def test_a_slow_reader_is_told_to_look_again_and_keeps_no_endless_line(house, incident_id, happens):
    rooms = Rooms()
    async with rooms.join(house.database, incident_id, after=0) as queue:
        (listener,) = rooms._rooms[incident_id].listeners
        while not queue.empty():
            queue.get_nowait()
        await happens("zone.drawn")
        news = await heard(queue)
        for _ in range(MOST_WAITING + 3):
            listener.hear(news)
        assert queue.qsize() <= MOST_WAITING
        heard_of = queue.get_nowait()
        assert heard_of is not None
        assert heard_of.again


async def test_who_took_a_case_is_told_and_when_nobody_has_it_any_more(house, incident, incident_id):
    async with house.database.session() as session:
        contact_id = await factories.make_contact(session, house.keys, incident, "+15095550101")
        case = await factories.make_report(session, incident, contact_id)
        dara = await factories.make_staff(session, incident, "dara@desk.example", role=Role.COORDINATOR)
    async with Rooms().join(house.database, incident_id, after=10_000) as queue:
        assert (await heard(queue)).again
        async with house.database.session() as session:
            at = clock.now()
            claim = Claim(
                incident_id=incident_id,
                report_id=case.id,
                staff_id=dara.staff_id,
                taken_at=at,
                until_at=at.replace(year=at.year + 1),
            )
            session.add(claim)
        (taken,) = (await heard(queue)).taken
        assert (taken.reference, bool(taken.name)) == (case.reference, True)
        async with house.database.session() as session:
            await session.execute(text("delete from claim where incident_id = :i"), {"i": incident_id})
        (free,) = (await heard(queue)).taken
        assert (free.reference, free.name) == (case.reference, "")


async def test_a_process_that_is_told_to_stop_ends_every_stream_at_once(house, incident_id):
    rooms = Rooms()
    async with rooms.join(house.database, incident_id, after=10_000) as queue:
        assert (await heard(queue)).again
        rooms.close()
        assert await heard(queue) is None
    async with rooms.join(house.database, incident_id, after=0) as late:
        assert await heard(late) is None


async def test_who_was_signed_out_or_lost_the_role_hears_nothing_more(house, incident, incident_id):
    async with house.database.session() as session:
        dara = await factories.make_staff(session, incident, "dara@desk.example", role=Role.COORDINATOR)
    ear = Ear(incident_id, dara.staff_id, "dara@desk.example")
    assert await _may_still_listen(house.database, ear)
    async with house.database.session() as session:
        await session.execute(text("delete from membership where incident_id = :i"), {"i": incident_id})
    assert not await _may_still_listen(house.database, ear)
    assert not await _may_still_listen(house.database, Ear(incident_id, dara.staff_id, "nobody's cookie"))
