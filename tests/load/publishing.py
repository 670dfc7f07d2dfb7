"""What it costs to show strangers a report, beside a million that they see already.

All is done on one incident, through the follower itself: new reports are numbered, chained, displaced, named
after a town and counted; then each of them is changed. Last, a worker runs and one report at a time is made,
and a stranger's connection looks for it.
"""

import asyncio
import time
from collections.abc import Mapping
from statistics import median

import psycopg
from sqlalchemy import text

from app.clock import now
from app.follower.follow import follow_incident
from app.house import House, open_house
from app.incidents.find import incident_by_id
from app.reports.shown import case_key
from app.supervise import supervise
from app.worker import IDLE_S, Worker
from tests.factories import make_incident
from tests.load.bench import Bench
from tests.load.country import AREA
from tests.load.crowd import QUICK, SOMEWHERE
from tests.load.figure import Figure
from tests.load.million import fill_map

SHOWN = 1_000_000
NEW = 10_000
ONE_BY_ONE = 40
PLACES = 50_000
LOOK_S = 0.005
LONGEST_S = 30.0

NAMES = """
    insert into place (incident_id, name, kind, source, point, radius_m, importance, names, pins)
    select %(incident_id)s, 'Name ' || n, case when n %% 50 = 0 then 'quarter' when n %% 500 = 1 then 'town'
            else 'street' end, 'bench',
        st_makepoint(%(west)s + random() * %(width)s, %(south)s + random() * %(height)s)::geography,
        100, 0, '{}', 0
    from generate_series(1, %(places)s) n
"""
CONTACTS = """
    insert into contact (incident_id, name, language, created_at)
    select %(incident_id)s, 'asks', 'ht', now() from generate_series(1, %(reports)s)
"""
REPORTS = f"""
    insert into report (incident_id, reference, link_token, contact_id, kind, state, category, categories,
        urgency, language, text, reading, place_text, place_name, place_source, place_trail, point, radius_m,
        morton, place_asked, places_wanted, risky, drive, match_tries, verified, rumour, area,
        created_at, updated_at)
    select %(incident_id)s, 'N' || to_hex(c.id), 'link' || c.id, c.id, 'need', 'new', k.category,
        array[k.category], 1 + c.id %% 4, 'ht', '', '{{}}', '', '', '', '{{}}', {SOMEWHERE.format(n="c.id")},
        50, c.id, 0, 1, false, false, 0, 'reported', false, '', now(), now()
    from contact c
    cross join lateral (
        select (array['water', 'food', 'shelter', 'clothing', 'hygiene'])[1 + c.id %% 5] as category) k
    where c.incident_id = %(incident_id)s and c.id > %(after)s
"""
EVENTS = """
    insert into event (incident_id, at, who, what, report_id, before, after, why)
    select r.incident_id, now(), 'machine', %(what)s, r.id, '{}', '{"kind": "need", "urgency": 2}', ''
    from report r where r.incident_id = %(incident_id)s and r.contact_id > %(after)s order by r.id
"""
CHANGED = """
    update report set urgency = 1 + urgency %% 4, state = 'accepted'
    where incident_id = %(incident_id)s and contact_id > %(after)s
"""
LAST_CONTACT = "select coalesce(max(id), 0) from contact where incident_id = %(incident_id)s"
SEEN = text("select 1 from public_report where incident_id = :incident_id and case_key = :case_key")


async def publish(bench: Bench) -> list[Figure]:
    """Make a million, then publish ten thousand more, change them all, and watch forty arrive."""
    with bench.home() as (database, settings):
        async with open_house(settings) as house:
            async with house.database.session() as session:
                incident = await make_incident(session, house.keys)
            assert incident.id is not None
            shown, new = bench.times(SHOWN), bench.times(NEW)
            with psycopg.connect(database.dsn("postgres"), autocommit=True) as server:
                bench.say(f"publish: {shown:,} reports are there already")
                fill_map(server, incident.id, shown)
                ask = _Asking(server, incident.id)
                bench.say(f"publish: {new:,} more")
                appear_s = await _follow(house, incident.id, ask.many(new))
                bench.say("publish: each of them changes")
                change_s = await _follow(house, incident.id, ask.change())
                bench.say("publish: one at a time")
                fresh_s = await _one_by_one(house, ask, bench.times(ONE_BY_ONE))
    return _figures(shown, new, appear_s=appear_s, change_s=change_s, fresh_s=fresh_s)


class _Asking:
    """Makes reports and their events in one transaction each, as people would."""

    def __init__(self, server: psycopg.Connection, incident_id: int) -> None:
        self._server = server
        self._values: dict[str, object] = {
            "incident_id": incident_id,
            "places": PLACES,
            "after": 0,
            "west": AREA.west,
            "south": AREA.south,
            "width": AREA.east - AREA.west,
            "height": AREA.north - AREA.south,
            "lat": AREA.centre.lat,
            "lon": AREA.centre.lon,
        }
        server.execute(QUICK)
        server.execute(NAMES.encode(), self._values)
        server.execute("vacuum analyze place")

    @property
    def incident_id(self) -> int:
        """Where they ask."""
        return int(str(self._values["incident_id"]))

    def many(self, reports: int) -> int:
        """Make so many new reports, each of a person of its own; return the contact before the first."""
        last = self._server.execute(LAST_CONTACT.encode(), self._values).fetchone()
        assert last is not None
        self._values |= {"after": last[0], "reports": reports}
        self._run(CONTACTS, REPORTS, EVENTS, what="report.created")
        return reports

    def change(self) -> int:
        """Change every report that was made last."""
        self._run(CHANGED, EVENTS, what="report.updated")
        return int(str(self._values["reports"]))

    def newest(self) -> str:
        """The link of the report that was made last."""
        return f"link{int(str(self._values['after'])) + 1}"

    def _run(self, *statements: str, what: str) -> None:
        values: Mapping[str, object] = self._values | {"what": what}
        with self._server.transaction():
            for statement in statements:
                self._server.execute(statement.encode(), values)


async def _follow(house: House, incident_id: int, events: int) -> float:
    """Let the follower look until it has seen everything; return the seconds this took."""
    begun_s, left = time.perf_counter(), events
    while left > 0:
        async with house.database.session() as session:
            incident = await incident_by_id(session, incident_id)
            done = await follow_incident(session, incident, keys=house.keys, now=now())
        if not done:
            raise RuntimeError(f"the follower stopped with {left} events to go")
        left -= done // 3  # each is numbered, looked at, and judged
    return time.perf_counter() - begun_s


async def _one_by_one(house: House, ask: _Asking, reports: int) -> list[float]:
    """With a worker's own loop running: from each commit until a stranger can see it."""
    stop, took_s = asyncio.Event(), []
    worker = asyncio.create_task(
        supervise("follow", Worker(house).follow_some, idle_s=IDLE_S, stop=stop), name="follow"
    )
    try:
        for n in range(reports):
            await asyncio.sleep(0.05 + 0.013 * (n % 16))  # at every moment of the worker's pause
            await asyncio.to_thread(ask.many, 1)
            took_s.append(await _until_seen(house, ask))
    finally:
        stop.set()
        await worker
    return took_s


async def _until_seen(house: House, ask: _Asking) -> float:
    begun_s = time.perf_counter()
    which = {"incident_id": ask.incident_id, "case_key": case_key(house.keys.blur_key(), ask.newest())}
    while time.perf_counter() - begun_s < LONGEST_S:
        async with house.database.public_session() as stranger:
            if (await stranger.execute(SEEN, which)).first():
                return time.perf_counter() - begun_s
        await asyncio.sleep(LOOK_S)
    raise RuntimeError(f"a report was not seen within {LONGEST_S:.0f} s")


def _figures(shown: int, new: int, *, appear_s: float, change_s: float, fresh_s: list[float]) -> list[Figure]:
    there = f"{new:,} reports beside {shown:,} on one incident"
    return [
        Figure(
            name="tiles.pyramid_ms_per_report",
            value=1000 * max(appear_s, change_s) / new,
            unit="ms",
            note=f"{there}, all that the follower does: {1000 * appear_s / new:.2f} ms for a new one, "
            f"{1000 * change_s / new:.2f} ms for one that changes",
        ),
        Figure(name="follow.reports_per_s", value=new / appear_s, unit="/s", note=f"{there}, one follower"),
        Figure(
            name="tiles.fresh_s",
            value=sorted(fresh_s)[int(0.95 * (len(fresh_s) - 1))],
            unit="s",
            note=f"p95 of {len(fresh_s)}, from the commit until a stranger's connection sees it; "
            f"median {median(fresh_s):.3f} s; the worker looks every {IDLE_S} s",
        ),
    ]
