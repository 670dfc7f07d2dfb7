"""The people who could answer one need: on duty, able, near enough, not yet asked, below their cap."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.models.volunteer import REACH_CLASSES_M, Trust
from geo.point import Point
from geo.spatial import ewkt

# One index walk a reach class: every touched row is a hit, however rare the skill. Who is busy or was asked already
# is passed over on the walk and not after it: else twenty busy neighbours would hide the free one behind them.
CLASSES = ", ".join(f"({reach_m})" for reach_m in REACH_CLASSES_M)
CANDIDATES = text(f"""
    with near as (
        select n.volunteer_id, min(n.distance_m) as distance_m
        from unnest(cast(:skills as text[])) as s(skill)
        cross join (values {CLASSES}) as c(reach_m)
        cross join lateral (
            select a.volunteer_id, a.point <-> st_geogfromtext(:point) as distance_m
            from able a join volunteer v on v.incident_id = :incident_id and v.id = a.volunteer_id
            where a.incident_id = :incident_id and a.skill = s.skill and a.reach_m = c.reach_m
              and st_dwithin(a.point, st_geogfromtext(:point), c.reach_m, false)
              and (select count(*) filter (where d.state in ('asked', 'accepted')) < v.load_cap
                      and not coalesce(bool_or(d.report_id = :report_id and d.state not in ('proposed', 'released')), false)
                   from dispatch d where d.incident_id = :incident_id and d.volunteer_id = a.volunteer_id)
            order by a.point <-> st_geogfromtext(:point) limit :most) n
        group by n.volunteer_id)
    select v.id, v.contact_id, v.skills, v.trust, v.reach_m, v.load_cap, near.distance_m,
        (select count(*) from dispatch d
         where d.incident_id = :incident_id and d.volunteer_id = v.id and d.state in ('asked', 'accepted')) as load
    from near join volunteer v on v.incident_id = :incident_id and v.id = near.volunteer_id
    where v.contact_id <> :contact_id
      and not exists (
          select 1 from address a join suppression s
            on s.our_number = a.our_number and s.number_index = a.number_index
          where a.incident_id = :incident_id and a.contact_id = v.contact_id)
    order by near.distance_m, v.id limit :most
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person who could help, and what speaks for and against asking them."""

    volunteer_id: int
    contact_id: int
    skills: tuple[str, ...]
    trust: Trust
    reach_m: int
    load_cap: int
    load: int  # jobs and open questions they have now
    distance_m: float


async def candidates(
    session: AsyncSession,
    incident_id: int,
    *,
    report_id: int,
    contact_id: int,
    skills: tuple[str, ...],
    point: Point,
    most: int = 20,
) -> list[Candidate]:
    """List the nearest able people, the person who asks left out."""
    rows = await session.execute(
        CANDIDATES,
        {
            "incident_id": incident_id,
            "report_id": report_id,
            "contact_id": contact_id,
            "skills": list(skills),
            "point": ewkt(point),
            "most": most,
        },
    )
    return [
        Candidate(
            volunteer_id=row.id,
            contact_id=row.contact_id,
            skills=tuple(row.skills),
            trust=Trust(row.trust),
            reach_m=row.reach_m,
            load_cap=row.load_cap,
            load=row.load,
            distance_m=row.distance_m,
        )
        for row in rows
    ]
