"""A drill begins again while the worker is still at work on it."""

import asyncio

from sqlalchemy import text

from app.drill.prepare import SLUG, prepare_drill
from app.follower.queries import TAKE_UP
from app.incidents.find import incident_by_slug
from app.incidents.reset import reset_drill
from tests import factories

FOUND_AGAIN = text("""
    insert into search_doc (incident_id, report_id, words) values (:incident_id, :report_id, '')
""")
PUBLISHED = text("""
    insert into map_count
        (incident_id, level, day, cell, category, n0, n1, n2, n3, n4, helped, m0, m1, m2, m3, m4)
    values (:incident_id, 4, date '1970-01-01', 0, 'water', 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
""")
WAITS = text("select exists (select 1 from pg_locks where not granted)")


async def test_what_is_written_while_a_drill_is_wiped_goes_too(house, incident):
    """The search writes of a case while it is being deleted: without a second try, that would keep it."""
    async with house.database.session() as session:
        contact_id = await factories.make_contact(session, house.keys, incident, "+15095550170", name="Amina")
        incident.drill = True
        await session.merge(incident)
        case = await factories.make_report(session, incident, contact_id)

    async def wipe() -> None:
        async with house.database.session() as session:
            await reset_drill(session, incident)

    async with house.database.session() as session:
        await session.execute(
            FOUND_AGAIN,
            {"incident_id": incident.id, "report_id": case.id},
        )
        wiping = asyncio.create_task(wipe())
        while not (await session.execute(WAITS)).scalar_one():
            await asyncio.sleep(0.01)
    await wiping
    async with house.database.session() as session:
        for table in ("report", "search_doc", "event"):
            assert (await session.execute(text(f"select count(*) from {table}"))).scalar_one() == 0


async def test_what_is_being_published_while_a_drill_is_wiped_goes_too(house, incident):
    """Strangers would else see the drill before for ever: nothing goes back to a row without a case."""
    async with house.database.session() as session:
        incident.drill = True
        await session.merge(incident)

    async def wipe() -> None:
        async with house.database.session() as session:
            await reset_drill(session, incident)

    async with house.database.session() as session:
        await session.execute(TAKE_UP, {"incident_id": incident.id})
        wiping = asyncio.create_task(wipe())
        while not (await session.execute(WAITS)).scalar_one():
            await asyncio.sleep(0.01)
        await session.execute(PUBLISHED, {"incident_id": incident.id})
    await wiping
    async with house.database.session() as session:
        assert (await session.execute(text("select count(*) from map_count"))).scalar_one() == 0


async def test_what_is_open_in_the_drills_town_stays_and_is_open_again(house, keys):
    signed = await prepare_drill(house)
    assert signed.email
    opened = text('select count(*) from facility where ended_at is null and not "full"')
    async with house.database.session() as session:
        drill = await incident_by_slug(session, SLUG)
        before = (await session.execute(opened)).scalar_one()
        await session.execute(text('update facility set ended_at = now(), "full" = true'))
        await session.execute(text("update facility set who = 'staff:1' where kind = 'clinic'"))
        await reset_drill(session, drill)
        assert (await session.execute(opened)).scalar_one() == before - 1 > 0
