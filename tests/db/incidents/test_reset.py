"""A drill begins again while the worker is still at work on it."""

import asyncio

from sqlalchemy import text

from app.incidents.reset import reset_drill
from tests import factories

FOUND_AGAIN = text("""
    insert into search_doc (incident_id, report_id, words) values (:incident_id, :report_id, '')
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
