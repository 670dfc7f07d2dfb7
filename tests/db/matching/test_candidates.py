"""Who could help: the near and able, found by index walks however many there are, the busy hiding nobody."""

import psycopg
import pytest
from sqlalchemy import text

from app.matching.candidates import CANDIDATES, candidates
from geo.spatial import ewkt
from tests import factories
from tests.town import corner

MANY = 3_000


@pytest.fixture
async def amina(session, house, incident):
    return await factories.make_contact(session, house.keys, incident, "+15095550101")


@pytest.fixture
def crowd_in(incident_id):
    """Helpers by the thousand, scattered over the town and far beyond, each with one skill."""

    async def crowd_in(
        session, count: int, *, skill: str = "food", spread: float = 2.0, load_cap: int = 2
    ) -> None:
        values = {
            "incident_id": incident_id,
            "count": count,
            "skill": skill,
            "spread": spread,
            "cap": load_cap,
        }
        for statement in (
            """
            insert into contact (incident_id, name, language, created_at)
            select :incident_id, 'crowd', '', now() from generate_series(1, :count)
            """,
            """
            insert into volunteer (incident_id, contact_id, reference, skills, words, trust, reach_m,
                load_cap, on_duty, place_name, point, created_at)
            select :incident_id, c.id, 'V' || c.id, array[:skill], '', 'known',
                (array[2000, 5000, 10000, 20000, 50000])[1 + c.id % 5], :cap, true, '',
                st_makepoint(-72.6 + :spread * (random() - 0.5),
                    18.9 + :spread * (random() - 0.5))::geography, now()
            from contact c
            where c.incident_id = :incident_id and c.name = 'crowd'
              and not exists (
                  select 1 from volunteer v where v.incident_id = :incident_id and v.contact_id = c.id)
            """,
            """
            insert into able (incident_id, skill, volunteer_id, reach_m, point)
            select v.incident_id, s, v.id, v.reach_m, v.point from volunteer v, unnest(v.skills) s
            where v.incident_id = :incident_id on conflict do nothing
            """,
        ):
            await session.execute(text(statement), values)

    return crowd_in


@pytest.fixture
def find(session, incident_id, amina):
    async def find(*skills: str, at: str = "Bridge", most: int = 20):
        return await candidates(
            session,
            incident_id,
            report_id=0,
            contact_id=amina,
            skills=skills,
            point=corner(at),
            most=most,
        )

    return find


async def plan(session, incident_id, *skills: str) -> str:
    values = {
        "incident_id": incident_id,
        "report_id": 0,
        "contact_id": 0,
        "skills": list(skills),
        "point": ewkt(corner("Bridge")),
        "most": 20,
    }
    rows = await session.execute(text(f"explain (analyze, costs off) {CANDIDATES.text}"), values)
    return "\n".join(rows.scalars())


async def test_the_near_are_found_in_order_of_metres(session, house, incident, find):
    for n, at in enumerate(("Harbour", "Mill", "Market", "School")):
        who = await factories.make_contact(session, house.keys, incident, f"+150955501{n + 10}", name=at)
        await factories.make_volunteer(session, incident, who, at=at)
    found = await find("water")
    assert [round(one.distance_m, -1) for one in found] == [300, 600, 670, 920]


async def test_each_helpers_own_reach_counts(session, house, incident, find):
    for n, reach_m in enumerate((2_000, 5_000, 10_000)):
        who = await factories.make_contact(session, house.keys, incident, f"+150955501{n + 10}")
        await factories.make_volunteer(session, incident, who, at="Quarry", reach_m=reach_m)
    assert [one.reach_m for one in await find("water", at="Bridge")] == [10_000]


async def test_the_index_is_walked_and_no_table_is_read_whole(house, fresh, incident_id, crowd_in):
    async with house.database.session() as session:
        await crowd_in(session, MANY)
        await crowd_in(session, 3, skill="medical")
    with psycopg.connect(fresh.dsn("konbit_owner"), autocommit=True) as owner:
        owner.execute("analyze able, volunteer, dispatch, address, suppression")
    async with house.database.session() as session:
        explained = await plan(session, incident_id, "food", "medical")
    assert "Index Scan using ix_able_reach" in explained
    assert "Seq Scan on able" not in explained
    assert "Seq Scan on volunteer" not in explained


async def test_a_crowd_that_is_busy_hides_nobody_who_is_free(session, house, incident, amina, crowd_in, find):
    """Forty stand nearer, and each has all the jobs they can carry."""
    await crowd_in(session, 40, skill="water", spread=0.001, load_cap=1)
    case = await factories.make_report(session, incident, amina)
    await session.execute(
        text("""
            insert into dispatch (incident_id, report_id, volunteer_id, state, score, reasons, created_at,
                since_at)
            select incident_id, :report_id, id, 'accepted', 0, '{}', now(), now() from volunteer
        """),
        {"report_id": case.id},
    )
    who = await factories.make_contact(session, house.keys, incident, "+15095550102")
    free = await factories.make_volunteer(session, incident, who, at="Harbour")
    assert [one.volunteer_id for one in await find("water", at="Mill")] == [free]


async def test_whoever_asked_for_silence_is_left_in_peace(session, house, incident, find):
    who = await factories.make_contact(session, house.keys, incident, "+15095550102")
    await factories.make_volunteer(session, incident, who)
    assert len(await find("water")) == 1
    await session.execute(
        text("insert into suppression (our_number, number_index, since_at) values (:ours, :index, now())"),
        {"ours": factories.OUR_NUMBER, "index": house.keys.index("+15095550102")},
    )
    assert await find("water") == []


async def test_another_incidents_helpers_are_never_found(session, house, incident, find):
    other = await factories.make_incident(session, house.keys, slug="other", our_number="+15095550191")
    who = await factories.make_contact(session, house.keys, other, "+15095550102")
    await factories.make_volunteer(session, other, who)
    assert await find("water") == []
