"""The open board as it is now, in six statements however large it is: a home of SQL, as candidates.py is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.matching.columns import Board, Flag, Helpers, Needs, Number, Whole
from app.matching.heavy import is_heavy
from ingest.catalog import load_catalog

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
UNDER_WAY = "('asked', 'accepted', 'on_way', 'there')"
TAKEN = "('accepted', 'on_way', 'there', 'done')"
TAKEN_EVER = "('accepted', 'on_way', 'there', 'done', 'left', 'stopped')"
OPEN = """
    r.incident_id = :incident_id and r.kind = 'need' and r.state in ('new', 'open', 'asked', 'accepted')
      and r.point is not null and r.merged_into is null and not r.drive
"""
CURRENT = "z.since_at <= :now and (z.until_at is null or z.until_at > :now)"

CROSS_INCIDENT_TO_PLAN = text("""
    select i.id from incident i where i.closed_at is null and i.automation in ('low_risk', 'full') and exists (
        select 1 from report r where r.incident_id = i.id and r.kind = 'need' and r.state in ('new', 'open'))
    order by i.id
""")

COUNT_NEEDS = text(f"select count(*) from report r where {OPEN}")

# Who is asked is counted as taken: while an answer is awaited nobody else is called for the same place.
NEEDS = text(f"""
    with said as (
        select d.report_id, count(*) filter (where d.state in {TAKEN}) as taken,
            count(*) filter (where d.state = 'asked') as asked, bool_or(d.state = 'stopped') as stopped
        from dispatch d join report r on r.id = d.report_id
        where d.incident_id = :incident_id and {OPEN} group by d.report_id),
    agreed as (
        select a.report_id, count(*) as people from approval a
        where a.incident_id = :incident_id and a.kind = 'risk' group by a.report_id)
    select r.id, r.contact_id, r.urgency, r.language, r.people, st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon,
        r.places_wanted - coalesce(said.taken, 0) - coalesce(said.asked, 0) as places, coalesce(said.asked, 0) as asked,
        extract(epoch from cast(:now as timestamptz) - r.created_at)::float8 as age_s,
        case when cardinality(r.categories) > 0 then r.categories else array[r.category]::text[] end as categories,
        r.risky or exists (
            select 1 from zone z where z.incident_id = :incident_id and z.kind = 'hazard' and {CURRENT}
              and st_intersects(z.area::geometry, r.point::geometry)) as risky,
        coalesce(agreed.people, 0) as agreed, coalesce(said.stopped, false) as stopped
    from report r
    left join said on said.report_id = r.id
    left join agreed on agreed.report_id = r.id
    where {OPEN} and r.places_wanted > coalesce(said.taken, 0) + coalesce(said.asked, 0)
    order by r.urgency desc, r.id
""")

HELPERS = text(f"""
    with skilled as (
        select a.volunteer_id, array_agg(a.skill order by a.skill) as skills, max(a.reach_m) as reach_m,
            (array_agg(a.point))[1]::geometry as point
        from able a where a.incident_id = :incident_id group by a.volunteer_id),
    busy as (
        select d.volunteer_id, count(*) filter (where d.state in {UNDER_WAY}) as load,
            count(*) filter (where d.state in {TAKEN_EVER} and d.since_at > :day_ago) as today,
            count(*) filter (where d.state in {TAKEN_EVER} and d.since_at > :week_ago) as lately
        from dispatch d where d.incident_id = :incident_id and d.state not in ('proposed', 'released')
        group by d.volunteer_id),
    silent as (
        select a.contact_id from suppression s
        join address a on a.our_number = s.our_number and a.number_index = s.number_index
        where a.incident_id = :incident_id)
    select v.id, v.contact_id, v.load_cap, s.reach_m, v.trust, v.trust_by_kind, s.skills, v.trades, v.vehicle,
        case when cardinality(v.languages) > 0 then v.languages when c.language <> '' then array[c.language]::text[]
            else array[]::text[] end as languages,
        st_y(s.point) as lat, st_x(s.point) as lon, coalesce(v.buddy_id, 0) as buddy_id,
        coalesce(b.load, 0) as load, coalesce(b.lately, 0) as lately,
        greatest(0, least(v.load_cap - coalesce(b.load, 0), v.daily_cap - coalesce(b.today, 0))) as capacity
    from skilled s
    join volunteer v on v.incident_id = :incident_id and v.id = s.volunteer_id
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    left join busy b on b.volunteer_id = v.id
    where (v.hours is null or :hour = any(v.hours)) and (v.rest_until is null or v.rest_until <= :now)
      and v.contact_id not in (select contact_id from silent)
      and not exists (
          select 1 from zone z where z.incident_id = :incident_id and z.kind = 'hazard' and {CURRENT}
            and st_intersects(z.area::geometry, s.point))
    order by v.id
""")

BEFORE = text(f"""
    select d.report_id, d.volunteer_id, (d.state in {UNDER_WAY})::int as going from dispatch d join report r on r.id = d.report_id
    where d.incident_id = :incident_id and {OPEN} and d.state not in ('proposed', 'released')
""")

# What a pledge holds back, as in candidates.py: all of it while it is live, else what came.
HELD = """
    select p.need_line_id, p.stock_id, case when p.released_at is null
        and (p.dispatch_id is null or d.state in ('accepted', 'on_way', 'there', 'done'))
        then greatest(p.amount, p.delivered) else p.delivered end as amount
    from pledge p
    left join dispatch d on d.incident_id = :incident_id and d.id = p.dispatch_id
    where p.incident_id = :incident_id
"""

LACKS = text(f"""
    with held as (select need_line_id, sum(amount) as amount from ({HELD}) h group by need_line_id),
    lines as (
        select l.report_id, l.item || ' ' || l.unit as item, l.amount - coalesce(held.amount, 0) as amount
        from need_line l
        join report r on r.id = l.report_id
        left join held on held.need_line_id = l.id
        where l.incident_id = :incident_id and {OPEN})
    select report_id, item, sum(amount) as amount from lines where amount > 0 group by report_id, item
""")

STOCK = text(f"""
    with held as (select stock_id, sum(amount) as amount from ({HELD}) h group by stock_id)
    select s.volunteer_id, s.item || ' ' || s.unit as item, sum(s.amount - coalesce(held.amount, 0)) as amount
    from stock s left join held on held.stock_id = s.id
    where s.incident_id = :incident_id group by s.volunteer_id, s.item || ' ' || s.unit
""")

CLOSURES = text(f"""
    select st_asbinary(z.area::geometry) from zone z
    where z.incident_id = :incident_id and z.kind = 'closure' and {CURRENT}
""")

CASES = text("""
    select r.id, r.reference, r.category, r.urgency, r.people, r.place_name, r.created_at
    from report r where r.incident_id = :incident_id and (r.id = any(:ids) or r.reference = any(:references))
""")

PEOPLE = text("""
    select v.id, v.reference, c.name from volunteer v
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    where v.incident_id = :incident_id and (v.id = any(:ids) or v.reference = any(:references))
""")

# Two coordinators who press at once ask one after the other: the second sees what the first has taken.
HOLD_PLAN = text("select id from incident where id = :incident_id for no key update")


async def hold_plan(session: AsyncSession, incident_id: int) -> None:
    """Let one plan at a time be asked for in an incident, until this transaction ends."""
    await session.execute(HOLD_PLAN, {"incident_id": incident_id})


async def incidents_to_plan(session: AsyncSession) -> list[int]:
    """Name the incidents that let the machine ask and have needs without anybody."""
    return list((await session.execute(CROSS_INCIDENT_TO_PLAN)).scalars())


async def cases_of(
    session: AsyncSession, incident_id: int, *, ids: Iterable[int] = (), references: Iterable[str] = ()
) -> Sequence[Row]:
    """What a person calls some cases: reference, category, urgency, people, place."""
    return await _faces(session, CASES, incident_id, ids, references)


async def people_of(
    session: AsyncSession, incident_id: int, *, ids: Iterable[int] = (), references: Iterable[str] = ()
) -> Sequence[Row]:
    """What a person calls some helpers: reference and name."""
    return await _faces(session, PEOPLE, incident_id, ids, references)


async def _faces(
    session: AsyncSession,
    statement: TextClause,
    incident_id: int,
    ids: Iterable[int],
    references: Iterable[str],
) -> Sequence[Row]:
    values = {"incident_id": incident_id, "ids": list(ids), "references": list(references)}
    return (await session.execute(statement, values)).all()


async def count_needs(session: AsyncSession, incident_id: int) -> int:
    """How many needs are open, so that a board too large to plan is refused before it is read."""
    row = await session.execute(COUNT_NEEDS, {"incident_id": incident_id})
    return int(row.scalar_one())


async def read_board(session: AsyncSession, incident_id: int, *, hour: int, now: datetime) -> Board:
    """Read every open need and every helper who is on duty in this hour of the week."""
    values = {"incident_id": incident_id, "now": now}
    times = {"hour": hour, "day_ago": now - DAY, "week_ago": now - WEEK}
    needs = (await session.execute(NEEDS, values)).all()
    helpers = (await session.execute(HELPERS, values | times)).all()
    before = (await session.execute(BEFORE, {"incident_id": incident_id})).all()
    closures = (await session.execute(CLOSURES, values)).scalars()
    lacks = (await session.execute(LACKS, {"incident_id": incident_id})).all()
    stock = (await session.execute(STOCK, {"incident_id": incident_id})).all() if lacks else []
    lacking: dict[int, float] = {}
    for row in lacks:
        lacking[row.report_id] = lacking.get(row.report_id, 0.0) + row.amount
    return Board(
        needs=_needs(needs, lacking),
        helpers=_helpers(helpers),
        before=np.array([tuple(row) for row in before], dtype=np.int64).reshape(-1, 3),
        closures=tuple(bytes(area) for area in closures),
        lacks=tuple((row.report_id, row.item, row.amount) for row in lacks),
        stock={(row.volunteer_id, row.item): row.amount for row in stock},
    )


def _needs(rows: Sequence[Row], lacking: Mapping[int, float]) -> Needs:
    catalog = load_catalog()
    return Needs(
        id=_whole(row.id for row in rows),
        contact_id=_whole(row.contact_id for row in rows),
        urgency=_whole(row.urgency for row in rows),
        places=_whole(row.places for row in rows),
        asked=_whole(row.asked for row in rows),
        age_s=_number(row.age_s for row in rows),
        lat=_number(row.lat for row in rows),
        lon=_number(row.lon for row in rows),
        categories=tuple(tuple(row.categories) for row in rows),
        language=tuple(row.language for row in rows),
        risky=_flag(row.risky or catalog.is_risky(row.categories) for row in rows),
        agreed=_whole(row.agreed for row in rows),
        stopped=_flag(row.stopped for row in rows),
        heavy=_flag(
            is_heavy(row.categories, people=row.people, lacking=lacking.get(row.id, 0.0)) for row in rows
        ),
    )


def _helpers(rows: Sequence[Row]) -> Helpers:
    return Helpers(
        id=_whole(row.id for row in rows),
        contact_id=_whole(row.contact_id for row in rows),
        capacity=_whole(row.capacity for row in rows),
        load=_whole(row.load for row in rows),
        load_cap=_whole(row.load_cap for row in rows),
        lately=_whole(row.lately for row in rows),
        reach_m=_number(row.reach_m for row in rows),
        lat=_number(row.lat for row in rows),
        lon=_number(row.lon for row in rows),
        skills=tuple(tuple(row.skills) for row in rows),
        trades=tuple(tuple(row.trades) for row in rows),
        vehicle=tuple(row.vehicle for row in rows),
        languages=tuple(tuple(row.languages) for row in rows),
        trust=tuple(row.trust for row in rows),
        trust_by_kind=tuple(row.trust_by_kind for row in rows),
        buddy_id=_whole(row.buddy_id for row in rows),
    )


def _whole(values: Iterable[int]) -> Whole:
    return np.fromiter(values, dtype=np.int64)


def _flag(values: Iterable[bool]) -> Flag:
    return np.fromiter(values, dtype=np.bool_)


def _number(values: Iterable[float]) -> Number:
    return np.fromiter(values, dtype=np.float64)
