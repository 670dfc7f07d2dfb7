"""Cases and events for the follower, and a look of its own."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.follower.follow import follow_incident
from app.history import Happening, record
from app.incidents.find import incident_by_id
from app.models.report import ReportState
from app.reports.find import report_by_id
from app.reports.settle import settle_report
from tests import factories

AMINA = "+15095550101"


@pytest.fixture
async def amina(house, incident):
    async with house.database.session() as session:
        return await factories.make_contact(session, house.keys, incident, AMINA)


@pytest.fixture
def somebody(house, incident):
    """Other people, each with a phone of their own."""
    numbers = iter(range(2, 90))

    async def somebody() -> int:
        async with house.database.session() as session:
            number = f"+15095550{100 + next(numbers)}"
            return await factories.make_contact(session, house.keys, incident, number)

    return somebody


@pytest.fixture
def happen(house, incident_id):
    """Write events in a transaction of their own; `at` is how long ago, in seconds."""

    async def happen(*what: str, ago_s: float = 0, fails: bool = False, report_id: int | None = None):
        async with house.database.session() as session:
            now = clock.now() - timedelta(seconds=ago_s)
            for one in what:
                record(session, incident_id, Happening(what=one, report_id=report_id), now=now)
            await session.flush()
            if fails:
                await session.rollback()

    return happen


@pytest.fixture
def follow(house, incident_id):
    async def follow(*, after: timedelta = timedelta()) -> int:
        async with house.database.session() as session:
            incident = await incident_by_id(session, incident_id)
            return await follow_incident(session, incident, keys=house.keys, now=clock.now() + after)

    return follow


@pytest.fixture
def rows(house):
    async def rows(statement: str, **values: object):
        async with house.database.session() as session:
            return (await session.execute(text(statement), values)).mappings().all()

    return rows


@pytest.fixture
def case(house, incident, amina):
    async def case(*, by: int | None = None, **facts):
        async with house.database.session() as session:
            return await factories.make_report(session, incident, by or amina, **facts)

    return case


@pytest.fixture
def settle(house, incident_id):
    async def settle(case, state: ReportState):
        async with house.database.session() as session:
            case = await report_by_id(session, incident_id, case.id)
            await settle_report(session, incident_id, case, state, who="staff:1", now=clock.now())

    return settle
