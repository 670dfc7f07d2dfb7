"""Who could help: the near and able, found by index walks however many there are, the busy hiding nobody."""

from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import text

from app import clock
from app.matching.candidates import CANDIDATES, DAY, WEEK, Search, candidates
from geo.point import Point
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
                load_cap, on_duty, place_name, point, created_at, trades, vehicle, languages, trust_by_kind,
                daily_cap, team)
            select :incident_id, c.id, 'V' || c.id, array[:skill], '', 'known',
                (array[2000, 5000, 10000, 20000, 50000])[1 + c.id % 5], :cap, true, '',
                st_makepoint(-72.6 + :spread * (random() - 0.5),
                    18.9 + :spread * (random() - 0.5))::geography,
                now(), '{}', 'none', '{}', '{}', 4, ''
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
    async def find(*skills: str, at: str = "Bridge", report_id: int = 0, now: datetime | None = None):
        search = Search(
            incident_id=incident_id,
            report_id=report_id,
            contact_id=amina,
            skills=skills,
            kinds=skills,
            point=corner(at),
            time_zone="UTC",
            now=now or clock.now(),
        )
        return await candidates(session, search)

    return find


@pytest.fixture
def helper(session, house, incident):
    """One more helper in the town; `columns` are set by hand."""

    numbers = iter(range(10, 90))

    async def helper(at: str | Point = "Mill", *, skills=("water",), **columns: object) -> int:
        who = await factories.make_contact(session, house.keys, incident, f"+15095550{100 + next(numbers)}")
        helper_id = await factories.make_volunteer(session, incident, who, at=at, skills=skills)
        for name, value in columns.items():
            statement = text(
                f"update volunteer set {name} = :value where id = :id"
            )  # names of this file alone
            await session.execute(statement, {"value": value, "id": helper_id})
        return helper_id

    return helper


@pytest.fixture
def job(session, incident_id):
    """Something between a helper and a report, so many hours ago."""

    async def job(helper_id: int, report_id: int, state: str, *, hours_ago: float = 0) -> int:
        row = await session.execute(
            text("""
                insert into dispatch (incident_id, report_id, volunteer_id, state, score, reasons, created_at,
                    since_at, wave, missed)
                values (:incident_id, :report_id, :helper_id, :state, 0, '{}', now(),
                    now() - make_interval(secs => 3600 * :hours_ago), 1, 0) returning id
            """),
            {
                "incident_id": incident_id,
                "report_id": report_id,
                "helper_id": helper_id,
                "state": state,
                "hours_ago": hours_ago,
            },
        )
        return int(row.scalar_one())

    return job


def box(west: float, south: float, east: float, north: float) -> str:
    """A polygon of degrees."""
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"SRID=4326;POLYGON(({', '.join(f'{lon} {lat}' for lon, lat in ring)}))"


def around(name: str, deg: float = 0.0005) -> str:
    """A little box about a corner of the town."""
    point = corner(name)
    return box(point.lon - deg, point.lat - deg, point.lon + deg, point.lat + deg)


@pytest.fixture
def zone(session, incident_id):
    async def zone(kind: str, area: str, *, until: str = "null") -> None:
        statement = f"""
            insert into zone (incident_id, kind, name, area, who, since_at, until_at)
            values (:incident_id, :kind, '', st_geogfromtext(:area), 'staff:1', now() - interval '1 h',
                {until})
        """
        await session.execute(text(statement), {"incident_id": incident_id, "kind": kind, "area": area})

    return zone


def ids(found) -> list[int]:
    return [one.volunteer_id for one in found]


async def plan(session, incident_id, *skills: str) -> str:
    now = clock.now()
    values = {
        "incident_id": incident_id,
        "report_id": 0,
        "contact_id": 0,
        "point": ewkt(corner("Bridge")),
        "now": now,
        "day_ago": now - DAY,
        "week_ago": now - WEEK,
        "hour": 5,
    } | {f"skill_{n}": skill for n, skill in enumerate(skills)}
    rows = await session.execute(text(f"explain (analyze, costs off) {CANDIDATES[len(skills)].text}"), values)
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
                since_at, wave, missed)
            select incident_id, :report_id, id, 'accepted', 0, '{}', now(), now(), 1, 0 from volunteer
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


async def test_who_is_asleep_rests_or_has_done_enough_today_is_left_alone(
    session, incident, amina, helper, job, find
):
    case = await factories.make_report(session, incident, amina)
    others = [await factories.make_report(session, incident, amina) for _ in range(4)]
    at = datetime(2030, 1, 7, 3, 30, tzinfo=UTC)  # a Monday, between three and four in the night
    awake = await helper(hours=[3])
    await helper(hours=[4, 5])
    await helper(rest_until=at.replace(hour=9))
    rested = await helper(rest_until=datetime(2020, 1, 1, tzinfo=UTC))
    tired = await helper(daily_cap=2)
    assert ids(await find("water", report_id=case.id, now=at)) == [awake, rested, tired]
    for other in others[:2]:
        await job(tired, other.id, "done", hours_ago=3)
        await job(rested, other.id, "done", hours_ago=30)
    found = await find("water", report_id=case.id)
    assert tired not in ids(found)
    assert {one.volunteer_id: one.lately for one in found}[rested] == 2


@pytest.mark.parametrize(
    "state", ["asked", "accepted", "on_way", "there", "declined", "lapsed", "left", "stopped"]
)
async def test_who_was_asked_about_this_case_is_not_asked_again(
    session, incident, amina, helper, job, find, state
):
    case = await factories.make_report(session, incident, amina)
    await job(await helper(), case.id, state, hours_ago=200)
    assert await find("water", report_id=case.id) == []


@pytest.mark.parametrize("state", ["proposed", "released"])
async def test_who_was_only_suggested_or_freed_may_be_asked(
    session, incident, amina, helper, job, find, state
):
    case = await factories.make_report(session, incident, amina)
    bayu = await helper()
    await job(bayu, case.id, state)
    assert ids(await find("water", report_id=case.id)) == [bayu]


@pytest.mark.parametrize("state", ["asked", "accepted", "on_way", "there"])
async def test_whoever_has_all_they_can_carry_is_passed_over(
    session, incident, amina, helper, job, find, state
):
    other = await factories.make_report(session, incident, amina)
    await job(await helper(load_cap=1), other.id, state)
    free = await helper("Harbour", load_cap=2)
    await job(free, other.id, state)
    assert [(one.volunteer_id, one.load) for one in await find("water")] == [(free, 1)]


async def test_nobody_inside_a_hazard_zone_is_asked_while_it_lasts(helper, zone, find):
    await helper("Mill")
    safe = await helper("Harbour")
    await zone("hazard", around("Mill"))
    assert ids(await find("water")) == [safe]
    assert not (await find("water"))[0].in_hazard


async def test_a_zone_that_is_over_holds_nobody_back(helper, zone, find):
    bayu = await helper("Mill")
    await zone("hazard", around("Mill"), until="now() - interval '1 min'")
    await zone("closure", around("Bridge"), until="now() - interval '1 min'")
    assert ids(await find("water")) == [bayu]


async def test_a_need_in_a_hazard_zone_is_known_as_one(helper, zone, find):
    await helper("Mill")
    await zone("hazard", around("Bridge"))
    assert [one.in_hazard for one in await find("water")] == [True]


async def test_nobody_is_sent_across_closed_ground(helper, zone, find):
    mill, bridge = corner("Mill"), corner("Bridge")
    lat, lon = (mill.lat + bridge.lat) / 2, (mill.lon + bridge.lon) / 2
    here = await helper("Bridge")
    bayu = await helper("Mill")
    assert ids(await find("water")) == [here, bayu]
    await zone("closure", box(lon - 0.0002, lat - 0.0002, lon + 0.0002, lat + 0.0002))
    assert ids(await find("water")) == [here]


async def test_closed_ground_parts_inside_from_outside_and_neighbours_inside_from_nobody(helper, zone, find):
    inside = await helper("Bridge")
    await helper("Harbour")
    await zone("closure", around("Bridge"))
    assert ids(await find("water")) == [inside]
    assert inside not in ids(await find("water", at="Harbour"))


async def test_who_is_able_in_two_ways_is_one_person(helper, find):
    bayu = await helper(skills=("water", "food"))
    chen = await helper("Harbour", skills=("food",))
    assert ids(await find("water", "food")) == [bayu, chen]


async def test_trust_is_that_for_this_kind_of_need(session, helper, find):
    await helper()
    await session.execute(text('update volunteer set trust_by_kind = \'{"water": "vetted", "food": "odd"}\''))
    assert [one.trust for one in await find("water")] == ["vetted"]
    await session.execute(text("update able set skill = 'food'"))
    assert [one.trust for one in await find("food")] == ["known"]


async def test_the_stock_that_is_not_promised_counts_against_what_the_case_still_lacks(
    session, incident, incident_id, amina, helper, job, find
):
    case = await factories.make_report(session, incident, amina)
    other = await factories.make_report(session, incident, amina)
    bayu, chen = await helper("Mill"), await helper("Harbour")

    async def insert(table: str, **values: object) -> int:
        if table != "need_line":
            values["created_at"] = clock.now()
        names, told = ", ".join(values), ", ".join(f":{name}" for name in values)
        statement = f"insert into {table} (incident_id, {names}) values (:here, {told}) returning id"
        return int((await session.execute(text(statement), values | {"here": incident_id})).scalar_one())

    line = await insert("need_line", report_id=case.id, item="blanket", unit="", amount=40)
    elsewhere = await insert("need_line", report_id=other.id, item="blanket", unit="", amount=40)
    stock = await insert("stock", volunteer_id=bayu, item="blanket", unit="", amount=15)
    goes, gone = await job(bayu, other.id, "accepted"), await job(chen, other.id, "left")
    promised = {"volunteer_id": bayu, "delivered": 0}
    await insert("pledge", need_line_id=elsewhere, stock_id=stock, dispatch_id=goes, amount=5, **promised)
    await insert(
        "pledge", need_line_id=line, dispatch_id=gone, amount=30, **promised
    )  # they left: it is nobody's
    await insert("pledge", need_line_id=line, amount=20, **promised)
    found = await find("water", report_id=case.id)
    assert [(one.volunteer_id, one.goods, one.lacking) for one in found] == [(bayu, 0.5, 20), (chen, 0, 20)]
    assert [one.goods for one in await find("water", report_id=0)] == [None, None]


async def test_a_newcomers_buddy_is_known_and_whether_they_go(session, incident, amina, helper, job, find):
    case = await factories.make_report(session, incident, amina)
    chen = await helper("Harbour", load_cap=5)
    bayu = await helper("Mill", buddy_id=chen)
    first = (await find("water", report_id=case.id))[0]
    assert (first.volunteer_id, first.buddy_id, first.buddy_goes) == (bayu, chen, False)
    await job(chen, case.id, "on_way")
    assert [one.buddy_goes for one in await find("water", report_id=case.id)] == [True]


async def test_a_helper_speaks_the_languages_they_named_or_else_the_one_they_write(helper, find):
    await helper("Mill", languages=["ht", "fr"])
    await helper("Harbour")
    assert [one.languages for one in await find("water")] == [("ht", "fr"), ("en",)]


async def test_nobody_is_sent_to_themselves(session, incident, amina, find):
    await factories.make_volunteer(session, incident, amina)
    assert await find("water") == []
