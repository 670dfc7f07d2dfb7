"""What waits, in which list and in which order; also when fifty thousand wait."""

import psycopg
import pytest
from sqlalchemy import text

from app import clock
from app.pipeline.decide import Decision, Sleep, Verdict, decide
from app.triage import queries
from app.triage.lists import ENOUGH, MOST_ROWS, View, Waits, alike, counts_of
from app.triage.narrow import Narrow
from ingest.shapes import Intent, Urgency
from tests import factories

DARA = "staff:1"


@pytest.fixture
def press(house, incident):
    async def press(case, verdict: Verdict, **more) -> None:
        async with house.database.session() as session:
            decision = Decision(verdict=verdict, who=DARA, **more)
            await decide(session, incident, case.id, decision, now=clock.now())

    return press


async def test_a_life_comes_first_and_a_long_wait_comes_before_a_short_one(make, listed, age):
    critical = await make(urgency=Urgency.LIFE_AT_RISK)
    long_ago = await make(urgency=Urgency.SOON)
    new = await make(urgency=Urgency.SOON)
    await age(long_ago.reference, minutes=2)
    assert await listed(Waits.LOOK) == [critical.reference, long_ago.reference, new.reference]
    await age(long_ago.reference, hours=1)  # nothing starves
    assert (await listed(Waits.LOOK))[0] == long_ago.reference


async def test_what_was_accepted_waits_to_be_sent_and_no_more_for_a_look(make, listed, press):
    placed, unplaced = await make(), await make(at=None)
    assert set(await listed(Waits.LOOK)) == {placed.reference, unplaced.reference}
    await press(placed, Verdict.ACCEPT)
    assert await listed(Waits.LOOK) == [unplaced.reference]
    assert await listed(Waits.SEND) == [placed.reference]
    assert await listed(Waits.UNPLACED) == [unplaced.reference]
    assert set(await listed(Waits.ALL)) == {placed.reference, unplaced.reference}


async def test_what_sleeps_is_shown_again_by_itself(make, listed, press, house):
    case = await make()
    await press(case, Verdict.SNOOZE, sleep=Sleep.SHORT)
    assert await listed(Waits.LOOK) == []
    assert await listed(Waits.ALL) == [case.reference]
    async with house.database.session() as session:
        await session.execute(text("update report set snoozed_until = now() - interval '1 s'"))
    assert await listed(Waits.LOOK) == [case.reference]


async def test_an_offer_with_a_place_needs_no_look(make, listed):
    await make(kind=Intent.OFFER)
    lost = await make(kind=Intent.OFFER, at=None)
    assert await listed(Waits.LOOK) == [lost.reference]


async def test_whom_nobody_near_could_help_is_stuck(make, listed, house):
    case = await make()
    assert await listed(Waits.STUCK) == []
    async with house.database.session() as session:
        await session.execute(text("update report set unmet_at = now()"))
    assert await listed(Waits.STUCK) == [case.reference]


async def test_filters_narrow_every_list(make, listed):
    water, food = await make(), await make(category="food")
    assert await listed(Waits.LOOK, narrow=Narrow(category="food")) == [food.reference]
    assert await listed(Waits.ALL, narrow=Narrow(category="water")) == [water.reference]
    assert await listed(Waits.LOOK, ids=(water.id,)) == [water.reference]
    assert await listed(Waits.LOOK, ids=()) == []


async def test_the_same_words_and_the_same_sender_are_alike(make, house, incident, session, incident_id):
    async with house.database.session() as opened:
        other = await factories.make_contact(opened, house.keys, incident, "+15095550102")
        forwarded = await factories.make_report(opened, incident, other, words="WIN a phone!!! call now")
        await factories.make_report(opened, incident, other, words="We need water")
    joke = await make(words="win a phone, call now")
    more = await make(words="hello hello")
    found = await alike(session, incident_id, joke.reference)
    assert found[0] == joke.id
    assert set(found) == {joke.id, more.id, forwarded.id}


async def test_fifty_thousand_that_wait_are_walked_along_an_index(crowd, session, fresh, incident_id):
    await crowd(50_000)
    with psycopg.connect(fresh.dsn("konbit_owner"), autocommit=True) as owner:  # the app may not
        owner.execute("analyze report")
    for waits in Waits:
        values = View(waits=waits).values(incident_id, staff_id=0, now=clock.now())
        statement = f"explain (analyze, costs off, timing off) {queries.LIST_ROWS[waits].text}"
        plan = "\n".join((await session.execute(text(statement), values)).scalars())
        assert "Seq Scan on report" not in plan, plan
        rows = [
            int(line.split("rows=")[1].split()[0].split(".")[0])
            for line in plan.splitlines()
            if "rows=" in line
        ]
        assert max(rows) <= 8 * MOST_ROWS, plan
    assert (await counts_of(session, incident_id, now=clock.now()))[Waits.ALL] == ENOUGH
