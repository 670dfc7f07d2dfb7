"""Everybody answers at once: who decides about a job holds its report's row, so that each job goes to one."""

import asyncio
from itertools import count

import pytest
from sqlalchemy import text

from app import clock
from app.dispatch.answer import accept_job, decline_job, lapse_job
from app.dispatch.complete import call_off, finish_job, leave_job
from app.dispatch.offer import ask_helper, propose_helpers
from app.dispatch.shapes import Suggestion
from app.dispatch.steps import job_by_id
from app.errors import Conflict
from app.models.dispatch import DispatchState
from app.pipeline.match import match
from tests import factories

MANY = 20


@pytest.fixture
async def need(house, incident):
    async with house.database.session() as session:
        amina = await factories.make_contact(session, house.keys, incident, "+15095550101")
        return await factories.make_report(session, incident, amina)


@pytest.fixture
def asked(house, incident, need):
    """Ask so many helpers for the one need; return their dispatches."""

    numbers = count(start=110)

    async def asked(many: int) -> list[int]:
        async with house.database.session() as session:
            suggestions = []
            for _ in range(many):
                who = await factories.make_contact(session, house.keys, incident, f"+15095550{next(numbers)}")
                helper = await factories.make_volunteer(session, incident, who)
                suggestions.append(Suggestion(volunteer_id=helper, score=1, distance_m=300, reasons=()))
            ids = await propose_helpers(session, incident.id, need.id, suggestions, now=clock.now())
            for one in ids:
                await ask_helper(session, incident, one, now=clock.now())
            return ids

    return asked


@pytest.fixture
def states(house):
    async def states() -> list[str]:
        async with house.database.session() as session:
            return list((await session.execute(text("select state from dispatch order by id"))).scalars())

    return states


async def test_of_twenty_who_say_yes_at_once_one_goes(house, incident, asked, states):
    async def says_yes(dispatch_id: int) -> None:
        async with house.database.session() as session:
            await accept_job(session, incident, dispatch_id, now=clock.now())

    await asyncio.gather(*map(says_yes, await asked(MANY)))
    assert sorted(await states()) == ["accepted"] + ["released"] * (MANY - 1)
    async with house.database.session() as session:
        said = await session.execute(text("select phrase, count(*) as n from message group by phrase"))
        told = {row.phrase: row.n for row in said}
        jobs = await session.execute(
            text("select count(*) from prompt where kind = 'job' and closed_at is null")
        )
    assert (told["yes.helper"], told["yes.asker"], jobs.scalar_one()) == (1, 1, 1)
    assert told["released"] == MANY - 1


async def test_two_places_are_given_to_two(house, incident, need, asked, states):
    ids = await asked(MANY)
    async with house.database.session() as session:
        await session.execute(text("update report set places_wanted = 2"))

    async def says_yes(dispatch_id: int) -> None:
        async with house.database.session() as session:
            await accept_job(session, incident, dispatch_id, now=clock.now())

    await asyncio.gather(*map(says_yes, ids))
    assert sorted(await states()) == ["accepted"] * 2 + ["released"] * (MANY - 2)


async def test_whoever_is_asked_after_the_places_are_taken_is_thanked_and_free(
    house, incident, asked, states
):
    """The desk may ask one more to be sure; the first still goes alone."""
    (first,), (second,) = await asked(1), await asked(1)
    async with house.database.session() as session:
        await session.execute(text("update dispatch set state = 'accepted' where id = :id"), {"id": first})
        await accept_job(session, incident, second, now=clock.now())
        said = (await session.execute(text("select phrase from message order by id desc limit 1"))).scalar()
    assert await states() == ["accepted", "released"]
    assert said == "yes.taken"


@pytest.mark.parametrize("then", ["lapse", "no", "call_off"])
async def test_a_yes_that_came_first_is_not_overwritten(house, incident, need, asked, states, then):
    """Silence, NO or the desk comes while the YES is being written: it waits, and looks again."""
    incident.offer_wait_s = 0
    (one,) = await asked(1)

    async def other() -> None:
        async with house.database.session() as session:
            if then == "lapse":
                assert not await lapse_job(session, incident.id, one, now=clock.now())
            elif then == "no":
                await decline_job(session, incident, one, now=clock.now())
            else:
                await call_off(session, incident, need.id, now=clock.now(), who="staff:1")

    async with house.database.session() as session:
        await accept_job(session, incident, one, now=clock.now())
        waiting = asyncio.create_task(other())
        await asyncio.sleep(0.2)
        assert not waiting.done()
    await waiting
    assert await states() == (["released"] if then == "call_off" else ["accepted"])


async def test_done_and_cancel_at_once_leave_one_of_them(house, incident, asked, states):
    (one,) = await asked(1)
    async with house.database.session() as session:
        await accept_job(session, incident, one, now=clock.now())

    async def done() -> None:
        async with house.database.session() as session:
            await finish_job(session, incident, one, now=clock.now())

    async def cancel() -> None:
        async with house.database.session() as session:
            await leave_job(session, incident, one, unsafe=False, now=clock.now())

    async with house.database.session() as session:
        await session.execute(text("select 1 from report for update"))
        waiting = [asyncio.create_task(done()), asyncio.create_task(cancel())]
        await asyncio.sleep(0.2)
    await asyncio.gather(*waiting)
    assert await states() in (["done"], ["left"])
    async with house.database.session() as session:
        counted = await session.execute(
            text("select count(*) from event where what in ('dispatch.done', 'dispatch.left')")
        )
    assert counted.scalar_one() == 1


async def test_a_helper_who_is_asked_already_cannot_be_asked_again(house, incident, asked):
    (one,) = await asked(1)
    async with house.database.session() as session:
        with pytest.raises(Conflict):
            await ask_helper(session, incident, one, now=clock.now())
        job = await job_by_id(session, incident.id, one)
    assert job is not None
    assert job.state is DispatchState.ASKED


async def test_the_database_itself_refuses_a_second_live_dispatch(house, incident, asked):
    from sqlalchemy.exc import IntegrityError

    await asked(1)
    double = text("""
        insert into dispatch (incident_id, report_id, volunteer_id, state, score, reasons, created_at,
            since_at, wave, missed)
        select incident_id, report_id, volunteer_id, 'accepted', 0, '{}', now(), now(), 1, 0 from dispatch
    """)
    async with house.database.session() as session:
        with pytest.raises(IntegrityError, match="uq_dispatch_live"):
            async with session.begin_nested():
                await session.execute(double)


async def test_two_needs_at_once_ask_one_neighbour_no_more_than_they_agreed_to(house, incident):
    async with house.database.session() as session:
        who = [
            await factories.make_contact(session, house.keys, incident, f"+1509555012{n}") for n in range(3)
        ]
        cases = [await factories.make_report(session, incident, one) for one in who[:2]]
        await factories.make_volunteer(session, incident, who[2])
        await session.execute(text("update volunteer set load_cap = 1"))
    async with house.database.session() as one, house.database.session() as two:
        await match(one, incident, cases[0].id, now=clock.now())
        await match(two, incident, cases[1].id, now=clock.now())  # the first has not been committed yet
    async with house.database.session() as session:
        found = await session.execute(
            text("select r.match_at is null, d.state from report r join dispatch d on d.report_id = r.id")
        )
        assert sorted(tuple(row) for row in found) == [(False, "proposed"), (True, "asked")]
