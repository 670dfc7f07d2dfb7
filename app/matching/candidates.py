"""The people who could answer one need: on duty, able, awake, near enough, not yet asked, below their caps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.hours import hour_of_week
from app.models.volunteer import REACH_CLASSES_M, Trust, Vehicle
from geo.point import Point
from geo.spatial import ewkt

MOST_SKILLS = 6
MOST = 20  # a number in the statement and no parameter: with one the server would plan for thousands
DAY = timedelta(days=1)
WEEK = timedelta(days=7)

# One index walk a skill and reach class, all merged nearest first and gone only as far as needed: every touched row is
# in reach and has the skill, however rare it is. Two things hold the server to the index: `_st_expand`, which it can
# count while it takes `st_dwithin` for one row; and a limit that it cannot know beforehand, so that it plans to stop early.
WALK = """
    (select a.volunteer_id, a.point, a.point <-> st_geogfromtext(:point) as distance_m
     from able a where a.incident_id = :incident_id and hashtext(a.skill) # a.reach_m = hashtext(:skill_{n}) # {reach_m}
       and a.skill = :skill_{n} and a.reach_m = {reach_m}
       and a.point && _st_expand(st_geogfromtext(:point), {reach_m})
       and a.point <-> st_geogfromtext(:point) <= {reach_m}
     order by a.point <-> st_geogfromtext(:point) limit (select 1000000))
"""


def _walks(skills: int) -> str:
    return " union all ".join(
        WALK.format(n=n, reach_m=reach_m) for n in range(skills) for reach_m in REACH_CLASSES_M
    )


# The zones that a way to this need could touch: few or none, so that each row of the walk asks a short list.
ZONES = f"""
    select z.kind, z.area::geometry as area from zone z
    where z.incident_id = :incident_id and z.since_at <= :now and (z.until_at is null or z.until_at > :now)
      and st_dwithin(z.area, st_geogfromtext(:point), {max(REACH_CLASSES_M)}, false)
"""
# Across: the way touches the closed ground and does not stay in it. Neighbours inside one closure can help each other.
WAY = "st_makeline(n.point::geometry, st_geomfromewkt(:point))"
BARRED = f"""
    select 1 from zones z where case z.kind
        when 'hazard' then st_intersects(z.area, n.point::geometry)
        else st_intersects(z.area, {WAY}) and not st_covers(z.area, {WAY}) end
"""
# What a pledge holds back: all of it while it is live, else what came.
HELD = """
    case when p.released_at is null and (p.dispatch_id is null or exists (
        select 1 from dispatch pd where pd.incident_id = :incident_id and pd.id = p.dispatch_id
          and pd.state in ('accepted', 'on_way', 'there', 'done')))
    then greatest(p.amount, p.delivered) else p.delivered end
"""
LACKS = f"""
    select l.item, l.unit, l.amount - coalesce((
        select sum({HELD}) from pledge p
        where p.incident_id = :incident_id and p.need_line_id = l.id), 0) as amount
    from need_line l where l.incident_id = :incident_id and l.report_id = :report_id
"""
STOCKED = f"""
    select st.volunteer_id, st.item, st.unit, sum(st.amount - coalesce((
        select sum({HELD}) from pledge p
        where p.incident_id = :incident_id and p.stock_id = st.id), 0)) as amount
    from stock st where st.incident_id = :incident_id and st.volunteer_id = near.volunteer_id
    group by st.volunteer_id, st.item, st.unit
"""
TAKEN = "d.state in ('accepted', 'on_way', 'there', 'done', 'left', 'stopped')"
# Who sleeps, rests, is busy or was asked already is passed over on the walk and not after it: else twenty busy
# neighbours would hide the free one behind them. The `case`s keep the server from taking so many conditions for
# a sieve that lets nobody through: it would then read everybody in reach and sort them. Nor may it join `volunteer` as
# a whole: the limit of one says that each is looked up by itself.
NEAR = f"""
    select n.volunteer_id, n.distance_m, jobs.load, jobs.lately
    from ({{walks}}) n
    cross join lateral (
        select v.contact_id, v.rest_until, v.hours, v.load_cap, v.daily_cap
        from volunteer v where v.incident_id = :incident_id and v.id = n.volunteer_id limit 1) v
    cross join lateral (
        select count(*) filter (where d.state in ('asked', 'accepted', 'on_way', 'there')) as load,
            count(*) filter (where {TAKEN} and d.since_at > :day_ago) as today,
            count(*) filter (where {TAKEN} and d.since_at > :week_ago) as lately,
            bool_or(d.report_id = :report_id and d.state not in ('proposed', 'released')) as asked_before
        from dispatch d where d.incident_id = :incident_id and d.volunteer_id = n.volunteer_id) jobs
    where v.contact_id <> :contact_id
      and case when v.rest_until > :now then false else v.hours is null or :hour = any(v.hours) end
      and case when jobs.load < v.load_cap and jobs.today < v.daily_cap and jobs.asked_before is not true
          then not exists ({BARRED}) end
    order by n.distance_m limit {{most}}
"""
WHOLE = f"""
    with zones as materialized ({ZONES}),
    lacks as materialized (
        select item, unit, sum(amount) as amount from ({LACKS}) l where amount > 0 group by item, unit),
    near as (
        select volunteer_id, min(distance_m) as distance_m, min(load) as load, min(lately) as lately
        from ({{near}}) w group by volunteer_id)
    select v.id, v.contact_id, v.skills, v.trades, v.vehicle, v.words, v.team, v.reach_m, v.load_cap,
        near.distance_m, near.load, near.lately, c.language, v.languages,
        v.trust, v.trust_by_kind,
        v.buddy_id, v.buddy_id is not null and exists (
            select 1 from dispatch bd
            where bd.incident_id = :incident_id and bd.report_id = :report_id and bd.volunteer_id = v.buddy_id
              and bd.state in ('asked', 'accepted', 'on_way', 'there')) as buddy_goes,
        (select avg(least(1, greatest(0, coalesce(stocked.amount, 0)) / l.amount))
         from lacks l left join ({STOCKED}) stocked on stocked.item = l.item and stocked.unit = l.unit) as goods,
        (select coalesce(sum(l.amount), 0) from lacks l) as lacking,
        exists (select 1 from zones z where z.kind = 'hazard'
            and st_intersects(z.area, st_geomfromewkt(:point))) as in_hazard,
        st_y(v.point::geometry) as lat, st_x(v.point::geometry) as lon
    from near
    join volunteer v on v.incident_id = :incident_id and v.id = near.volunteer_id
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    where not exists (
        select 1 from address a join suppression su
          on su.our_number = a.our_number and su.number_index = a.number_index
        where a.incident_id = :incident_id and a.contact_id = v.contact_id)
    order by near.distance_m, v.id limit {MOST}
"""


CANDIDATES = {
    # by the number of categories of the case; who is able in several is met once for each
    skills: text(WHOLE.format(near=NEAR.format(walks=_walks(skills), most=MOST * skills)))
    for skills in range(1, MOST_SKILLS + 1)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for, where, and in which hour."""

    incident_id: int
    report_id: int
    contact_id: int  # who asks: nobody is sent to themselves
    skills: tuple[str, ...]  # the categories of the case
    kinds: tuple[str, ...]  # the categories for which trust counts
    point: Point
    time_zone: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person who could help, and what speaks for and against asking them."""

    volunteer_id: int
    contact_id: int
    skills: tuple[str, ...]
    trust: Trust  # for this kind of need
    reach_m: int
    load_cap: int
    load: int  # jobs and open questions they have now
    distance_m: float
    trades: tuple[str, ...] = ()
    vehicle: Vehicle = Vehicle.NONE
    languages: tuple[str, ...] = ()  # those they named, else the one they write in
    words: str = ""  # the offer as they wrote it
    team: str = ""
    lately: int = 0  # jobs taken in seven days
    buddy_id: int | None = None
    buddy_goes: bool = False  # their buddy was asked about this very case, or is on it
    goods: float | None = (
        None  # the share of what the case lacks that their stock covers; None: it lacks nothing
    )
    lacking: float = 0.0  # how much the case lacks in all, pledges taken off
    point: Point | None = None  # None: nobody asks for a road
    in_hazard: bool = False  # the need itself lies where it is dangerous

    @classmethod
    def of(cls, row: RowMapping, kinds: Iterable[str]) -> "Candidate":
        """Make a candidate of one row of the statement; trust is that for these kinds of need."""
        facts = dict(row)
        named, written = facts.pop("languages"), facts.pop("language")
        return cls(
            volunteer_id=facts.pop("id"),
            point=Point(lat=facts.pop("lat"), lon=facts.pop("lon")),
            skills=tuple(facts.pop("skills")),
            trades=tuple(facts.pop("trades")),
            languages=tuple(named) or ((written,) if written else ()),
            trust=trust_for(kinds, general=facts.pop("trust"), by_kind=facts.pop("trust_by_kind")),
            vehicle=Vehicle(facts.pop("vehicle")),
            **facts,
        )


def trust_for(kinds: Iterable[str], *, general: str, by_kind: Mapping[str, str]) -> Trust:
    """Take the trust for each kind, where there is one, above the general one, and of these the least."""
    order = list(Trust)
    given = [by_kind.get(kind, general) for kind in kinds]
    held = [Trust(one) if one in order else Trust(general) for one in given]
    return min(held, key=order.index, default=Trust(general))


async def candidates(session: AsyncSession, search: Search) -> list[Candidate]:
    """List the nearest who may be asked at this moment, at most twenty."""
    skills = search.skills[:MOST_SKILLS]
    if not skills:
        return []
    values: dict[str, object] = {
        "incident_id": search.incident_id,
        "report_id": search.report_id,
        "contact_id": search.contact_id,
        "point": ewkt(search.point),
        "now": search.now,
        "day_ago": search.now - DAY,
        "week_ago": search.now - WEEK,
        "hour": hour_of_week(search.now, search.time_zone),
    }
    values |= {f"skill_{n}": skill for n, skill in enumerate(skills)}
    rows = await session.execute(CANDIDATES[len(skills)], values)
    return [Candidate.of(row, search.kinds) for row in rows.mappings()]
