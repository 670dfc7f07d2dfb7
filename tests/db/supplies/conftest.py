"""A need for forty blankets, and people who have some."""

from itertools import count

import pytest
from sqlalchemy import text

from app import clock
from app.supplies.lines import lines_of, set_line
from tests import factories

NUMBERS = count(start=110)


@pytest.fixture
async def need(house, incident):
    """A case with one line: forty blankets."""
    async with house.database.session() as session:
        amina = await factories.make_contact(session, house.keys, incident, "+15095550101")
        return await factories.make_report(session, incident, amina, category="shelter")


@pytest.fixture
async def blankets(house, incident, need):
    async with house.database.session() as session:
        return await set_line(
            session,
            incident.id,
            need.id,
            item="blankets",
            amount=40,
            who="staff:1",
            now=clock.now(),
        )


@pytest.fixture
def helper(house, incident):
    """Make a helper, with so many blankets where we know of any."""

    async def helper(blankets: float | None = None) -> int:
        async with house.database.session() as session:
            number = f"+15095550{110 + next(NUMBERS) % 89}"
            who = await factories.make_contact(session, house.keys, incident, number)
            made = await factories.make_volunteer(session, incident, who, skills=["shelter"])
            if blankets is not None:
                await session.execute(
                    text("""
                        insert into stock (incident_id, volunteer_id, item, unit, amount, created_at)
                        values (:incident_id, :id, 'blankets', '', :amount, now())
                    """),
                    {"incident_id": incident.id, "id": made, "amount": blankets},
                )
            return made

    return helper


@pytest.fixture
def blankets_now(house, incident, need):
    """What the line says now: promised, came, still lacking."""

    async def now() -> tuple[float, float, float]:
        async with house.database.session() as session:
            (line,) = await lines_of(session, incident.id, need.id)
            return line.pledged, line.delivered, line.remaining

    return now
