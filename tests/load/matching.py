"""How fast a proposal is made for one new need among 100,000 helpers and a million reports.

A proposal is everything but its writing: the candidates in one statement, their scores with their words read,
and the choice. Beside each stands the bare walk to the nearest twenty with the skill, over the same rows with
the index that one would make for just that.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

import psycopg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app import clock
from app.dispatch.shapes import Tally
from app.hours import WEEK_H, hour_of_week
from app.house import open_house
from app.matching.candidates import candidates
from app.matching.choose import Plan, choose
from app.models.incident import Automation, Incident
from app.models.report import ReportKind, ReportState
from app.pipeline.judge import judge, search_for
from app.pipeline.match import stand_of
from app.reports.shapes import Case
from geo.point import Point
from geo.spatial import ewkt
from tests.factories import make_incident
from tests.load import crowd
from tests.load.bench import Bench
from tests.load.country import AREA
from tests.load.figure import Figure

HELPERS = 100_000
REPORTS = 1_000_000
NEEDS = 200  # of each kind
WARM = 20  # until the server has made its plans and read its pages
HIDDEN = 20  # places whose nearest helpers sleep or have their hands full …
BUSY = 300  # … so many
BARE = text("""
    select a.volunteer_id, a.point <-> st_geogfromtext(:point) as distance_m
    from able_bare a where a.incident_id = :incident_id and a.skill = :skill
    order by a.point <-> st_geogfromtext(:point) limit 20
""")
YARDSTICK = (
    "create table able_bare as table able",
    "create index able_bare_point on able_bare using gist (incident_id, skill, point)",
    "vacuum analyze able_bare",
    "grant select on able_bare to public",
)
NOBODY = Tally(asked=0, accepted=0, coming=0, done=0, stopped=0)


@dataclass(slots=True)
class Leg:
    """One kind of need: where they are, and what proposing and the bare walk took."""

    name: str
    skill: str
    places: Sequence[Point]
    ours_s: list[float] = field(default_factory=list)
    bare_s: list[float] = field(default_factory=list)
    proposed: int = 0

    @property
    def ratio(self) -> float:
        """How many times the bare walk a proposal takes, for nineteen of twenty."""
        return p95_ms(self.ours_s) / p95_ms(self.bare_s)


async def matching(bench: Bench) -> list[Figure]:
    """Propose for common and rare skills, and where the nearest three hundred cannot come."""
    helpers, reports = bench.times(HELPERS), bench.times(REPORTS)
    with bench.home() as (database, settings):
        async with open_house(settings) as house:
            async with house.database.session() as session:
                incident = await make_incident(session, house.keys, automation=Automation.FULL)
            assert incident.id is not None
            legs = _legs(bench.times(NEEDS))
            bench.say(f"match: {helpers:,} helpers and {reports:,} reports")
            with psycopg.connect(database.dsn("postgres"), autocommit=True) as server:
                crowd.fill(server, incident.id, helpers=helpers, reports=reports)
                for statement in YARDSTICK:
                    server.execute(statement)
                hour = (hour_of_week(clock.now(), incident.time_zone) + 1) % WEEK_H
                for place in legs[-1].places[:HIDDEN]:
                    crowd.occupy(server, incident.id, lat=place.lat, lon=place.lon, most=BUSY, hour=hour)
            async with house.database.session() as session:
                for leg in legs:
                    bench.say(f"match: {leg.name}")
                    await _race(session, incident, leg)
    return [_figure(legs, f"{helpers:,} helpers, {reports:,} reports")]


def _legs(needs: int) -> list[Leg]:
    rng = Random(7)
    centre = AREA.centre
    anywhere = [
        Point(lat=rng.uniform(AREA.south, AREA.north), lon=rng.uniform(AREA.west, AREA.east))
        for _ in range(needs // 2)
    ]
    city = [
        Point(lat=centre.lat + rng.uniform(-0.05, 0.05), lon=centre.lon + rng.uniform(-0.05, 0.05))
        for _ in range(needs // 2)
    ]
    mixed = [place for pair in zip(city, anywhere, strict=True) for place in pair]
    hidden = mixed[:HIDDEN] * (needs // HIDDEN)
    return [
        Leg("common", crowd.COMMON, mixed),
        Leg("rare", crowd.RARE, mixed),
        Leg("hidden", crowd.COMMON, hidden),
    ]


async def _race(session: AsyncSession, incident: Incident, leg: Leg) -> None:
    """Let both take turns on the same places, so that what else this machine does is felt by each."""
    assert incident.id is not None
    for n, place in enumerate([*leg.places[:WARM], *leg.places]):
        case = _case(leg.skill, place, number=n)
        begun_s = time.perf_counter()
        plan = await _propose(session, incident, case)
        ours_s = time.perf_counter() - begun_s
        asked = {"incident_id": incident.id, "skill": leg.skill, "point": ewkt(place)}
        begun_s = time.perf_counter()
        (await session.execute(BARE, asked)).all()
        bare_s = time.perf_counter() - begun_s
        if n >= WARM:
            leg.ours_s.append(ours_s)
            leg.bare_s.append(bare_s)
            leg.proposed += bool(plan.propose)


async def _propose(session: AsyncSession, incident: Incident, case: Case) -> Plan:
    """Gather and decide as hop 3 does."""
    people = await candidates(session, search_for(incident, case, now=clock.now()))
    scored = judge(people, case, weights=incident.weights)
    stand = stand_of(case, NOBODY, in_hazard=any(one.in_hazard for one in people))
    return choose(scored, stand, automation=incident.automation, auto_urgency=incident.auto_urgency)


def _case(skill: str, place: Point, *, number: int) -> Case:
    return replace(
        CASE,
        category=skill,
        categories=(skill,),
        point=place,
        text=f"nou bezwen manje pou {number} moun, tanpri vini vit",
    )


CASE = Case(
    id=0,
    reference="K7F3",
    link_token="link",
    contact_id=0,
    kind=ReportKind.NEED,
    state=ReportState.NEW,
    category="",
    categories=(),
    urgency=3,
    people=4,
    language="ht",
    text="",
    place_text="",
    place_name="",
    place_source="",
    radius_m=50.0,
    places_wanted=1,
    created_at=clock.now(),
    point=None,
)


def p95_ms(took_s: Sequence[float]) -> float:
    """So long at most took nineteen of twenty."""
    return sorted(took_s)[int(0.95 * len(took_s))] * 1000


def _figure(legs: Sequence[Leg], what: str) -> Figure:
    slowest = max(legs, key=lambda leg: p95_ms(leg.ours_s))
    widest = max(legs, key=lambda leg: leg.ratio)
    told = "; ".join(
        f"{leg.name} {p95_ms(leg.ours_s):.1f} ms ({leg.ratio:.1f} × {p95_ms(leg.bare_s):.1f} ms), "
        f"{leg.proposed / len(leg.places):.0%} find somebody"
        for leg in legs
    )
    return Figure(
        name="match.propose_p95_ms",
        value=p95_ms(slowest.ours_s),
        unit="ms",
        ratio=widest.ratio,
        yardstick=f"the bare walk for the {widest.name} need, {p95_ms(widest.bare_s):.1f} ms",
        note=f"{what}; candidates, scores and choice without the writing; {told}",
    )
