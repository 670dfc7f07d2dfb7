"""A crowd of cases that wait, and people at the desk who go through them."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.triage.lists import View, rows_of
from tests import factories

# every fourth urgent in its turn, a second apart; one person texted all of it
CROWD = text("""
    insert into report (incident_id, reference, link_token, contact_id, kind, state, category, categories,
        urgency, people, language, text, reading, place_text, place_name, place_source, place_trail,
        point, radius_m, morton, place_asked, places_wanted, risky, drive, match_tries,
        verified, rumour, area,
        created_at, updated_at)
    select :incident_id, 'Z' || to_hex(n), 'link' || n, :contact_id, 'need', 'new', 'water', '{water}',
        1 + n % 4, 1, 'en', 'We need water ' || n, '{}', '', '', '', '{}', null, null, null,
        0, 1, false, false, 0, 'reported', false, '',
        :now - make_interval(secs => n), :now
    from generate_series(1, :many) n
""")


@pytest.fixture
async def asker(house, incident):
    async with house.database.session() as session:
        return await factories.make_contact(session, house.keys, incident, "+15095550101", name="Amina")


@pytest.fixture
def make(house, incident, asker):
    async def make(**facts):
        async with house.database.session() as session:
            return await factories.make_report(session, incident, asker, **facts)

    return make


@pytest.fixture
def crowd(house, incident_id, asker):
    async def crowd(many: int) -> None:
        values = {"incident_id": incident_id, "contact_id": asker, "many": many, "now": clock.now()}
        async with house.database.session() as session:
            await session.execute(CROWD, values)

    return crowd


@pytest.fixture
def staff(house, incident):
    async def staff(*names: str) -> list[int]:
        async with house.database.session() as session:
            made = [await factories.make_staff(session, incident, f"{name}@desk.example") for name in names]
            return [one.staff_id for one in made]

    return staff


@pytest.fixture
def listed(house, incident_id):
    async def listed(waits, *, staff_id: int = 0, **more) -> list[str]:
        async with house.database.session() as session:
            view = View(waits=waits, **more)
            rows = await rows_of(session, incident_id, view, staff_id=staff_id, now=clock.now())
            return [row["reference"] for row in rows]

    return listed


@pytest.fixture
def age(house, incident_id):
    async def age(reference: str, **ago: float) -> None:
        statement = text("""
            update report set created_at = created_at - :ago
            where incident_id = :incident_id and reference = :reference
        """)
        async with house.database.session() as session:
            values = {"incident_id": incident_id, "reference": reference, "ago": timedelta(**ago)}
            await session.execute(statement, values)

    return age
