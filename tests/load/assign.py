"""How long a plan for ten thousand needs and twenty thousand helpers takes, and what it is worth.

Towns of a country, large and small, the needs in fewer of them; everybody has one to three free hands. The
plan is read from the database, solved and told as the desk does it, in a process of its own, so that its peak
memory is its own. Where the whole graph can be solved (one town, everybody near everybody) the plan is held
against the exact optimum.
"""

import asyncio
import json
import resource
import sys
import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array
from sqlalchemy import text

from app import clock
from app.config import Settings
from app.db import open_database
from app.hours import hour_of_week
from app.incidents.find import incident_by_slug
from app.matching.assign import Plan, assign, greedy
from app.matching.board import read_board
from app.matching.columns import Board, Edges
from app.matching.graph import link
from app.matching.weights import default_weights
from app.pipeline.plan import plan_board
from app.security import Keys
from tests.factories import make_incident
from tests.load.bench import Bench
from tests.load.figure import Figure

NEEDS, HELPERS, TOWNS = 10_000, 20_000, 200
SMALL_NEEDS, SMALL_HELPERS = 600, 300  # too few hands, so that not every need is met
MB = 1024.0  # of the kilobytes in which Linux counts memory
SLUG = "town"

FILL = (
    "select setseed(0.4)",
    """
    create temporary table spot on commit drop as
    select n, -74.2 + 2.4 * random() as lon, 18.1 + 1.8 * random() as lat from generate_series(1, :towns) n
    """,
    """
    create temporary table one on commit drop as
    select drawn.n, drawn.n > :needs as helps,
        spot.lon + 0.02 * (random() + random() + random() - 1.5) as lon,
        spot.lat + 0.02 * (random() + random() + random() - 1.5) as lat,
        ('{medical,water,food,shelter,water,transport,labour,food}'::text[])[1 + floor(8 * random())] as kind,
        ('{water,food,shelter,transport,labour,medical}'::text[])[1 + floor(6 * random())] as other,
        random() as luck, random() as chance
    from (select n, 1 + floor(:towns * random() * case when n > :needs or not :contended then random()
              else random() * random() end)::int as town
          from generate_series(1, :needs + :helpers) n offset 0) drawn
    join spot on spot.n = drawn.town
    """,
    """
    insert into contact (incident_id, id, name, language, created_at)
    overriding system value select :incident_id, n, 'one ' || n, 'ht', now() from one
    """,
    """
    insert into report (incident_id, id, reference, link_token, contact_id, kind, state, category, categories,
        urgency, language, text, reading, place_text, place_name, place_source, place_trail, point, radius_m,
        place_asked, places_wanted, risky, drive, match_tries, verified, rumour, area, created_at,
        updated_at)
    overriding system value
    select :incident_id, n, 'K' || n, 'token' || n, n, 'need', 'open', kind, array[kind],
        1 + floor(4 * luck * luck)::int, 'ht', 'words', '{}', '', 'Town', 'bench', '{}',
        st_point(lon, lat)::geography, 50, 0,
        1 + floor(3 * chance * case when :scarce then 1 else chance end)::int,
        false, false, 0, 'reported', false, '', now(), now()
    from one where not helps
    """,
    """
    insert into volunteer (incident_id, id, contact_id, reference, skills, trades, vehicle, languages, trust,
        trust_by_kind, words, reach_m, load_cap, daily_cap, on_duty, team, place_name, point, created_at)
    overriding system value
    select :incident_id, n, n, 'V' || n, array[kind, other], '{}',
        (array['none', 'car', 'bicycle'])[1 + n % 3], '{}', (array['new', 'known', 'vetted'])[1 + n % 3],
        '{}', '',
        (array[2000, 5000, 5000, 10000, 20000])[1 + floor(5 * luck)],
        case when :scarce then 1 + (n % 10 = 0)::int else 1 + n % 3 end, 4, true, '', 'Town',
        st_point(lon, lat)::geography, now()
    from one where helps
    """,
    """
    insert into able (incident_id, skill, volunteer_id, reach_m, point)
    select distinct :incident_id, skill, v.id, v.reach_m, v.point from volunteer v, unnest(v.skills) skill
    where v.incident_id = :incident_id
    """,
)
ANALYZE = text("analyze contact, report, volunteer, able")


async def assign_all(bench: Bench) -> list[Figure]:
    """Plan a country as the desk does, then judge plans where the optimum is known."""
    needs, helpers = bench.times(NEEDS), bench.times(HELPERS)
    bench.say(f"assign: planning {needs:,} needs and {helpers:,} helpers in a process of its own")
    crowded = await _best(bench, needs=needs, helpers=helpers, scarce=False)
    bench.say("assign: the same where hands are scarce")
    scarce = await _best(bench, needs=needs, helpers=helpers, scarce=True)
    with bench.home() as (database, settings):
        bench.say("assign: more needs than hands near them, against greed")
        owner_url = database.url("konbit_owner")
        await fill(
            settings, owner_url, needs=needs // 5, helpers=helpers // 5, towns=TOWNS // 5, contended=True
        )
        gain, greedy_note = await _gain(settings.database_url)
    with bench.home() as (database, settings):
        bench.say(f"assign: the exact optimum of {SMALL_NEEDS} needs and {SMALL_HELPERS} helpers")
        await fill(settings, database.url("konbit_owner"), needs=SMALL_NEEDS, helpers=SMALL_HELPERS, towns=1)
        gap, gap_note = await _gap(settings.database_url)
    peak_mb = max(crowded["peak_mb"], scarce["peak_mb"])
    sizes = (
        f"{needs:,} needs crowded in fewer towns than {helpers:,} helpers with 1 to 3 hands, from the "
        f"database to the plan; {scarce['took_s']:,.1f} s where hands are hardly more than places"
    )
    return [
        Figure(name="match.batch_s", value=crowded["took_s"], unit="s", note=sizes),
        Figure(name="match.batch_mb", value=peak_mb, unit="MB", note="peak of the process, of both worlds"),
        Figure(name="match.gap_percent", value=gap, unit="%", note=gap_note),
        Figure(name="match.gain_over_greedy_percent", value=gain, unit="%", note=greedy_note),
    ]


async def _best(bench: Bench, *, needs: int, helpers: int, scarce: bool) -> dict[str, float]:
    """Plan some times, and keep the quickest."""
    with bench.home() as (database, settings):
        owner_url = database.url("konbit_owner")
        await fill(
            settings, owner_url, needs=needs, helpers=helpers, towns=TOWNS, contended=True, scarce=scarce
        )
        told = [await _plan_apart(settings.database_url) for _ in range(bench.rounds(3))]
    return min(told, key=lambda one: one["took_s"])


async def fill(
    settings: Settings,
    owner_url: str,
    *,
    needs: int,
    helpers: int,
    towns: int,
    contended: bool = False,
    scarce: bool = False,
) -> None:
    """Make an incident and its people; the small towns are many, the large ones few."""
    pools = open_database(settings.database_url)
    keys = Keys.from_master(settings.secret_key.get_secret_value())
    try:
        async with pools.session() as session:
            incident = await make_incident(session, keys, slug=SLUG)
    finally:
        await pools.close()
    owner = open_database(owner_url)
    try:
        async with owner.session() as session:
            values = {
                "incident_id": incident.id,
                "needs": needs,
                "helpers": helpers,
                "towns": towns,
                "contended": contended,
                "scarce": scarce,
            }
            for statement in FILL:
                await session.execute(text(statement), values)
            await session.execute(ANALYZE)
    finally:
        await owner.close()


async def _plan_apart(url: str) -> dict[str, float]:
    made = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.load.assign", url, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await made.communicate()
    assert made.returncode == 0, "the planning process failed"
    return json.loads(said)


async def _plan_here(url: str) -> dict[str, float]:
    """Read, solve and tell, once."""
    pools = open_database(url)
    try:
        async with pools.session() as session:
            incident = await incident_by_slug(session, SLUG)
        begun_s = time.perf_counter()
        plan = await plan_board(pools, incident, now=clock.now())
        took_s = time.perf_counter() - begun_s
    finally:
        await pools.close()
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    return {"took_s": took_s, "peak_mb": peak_mb, "pairs": len(plan.choices)}


async def _board(url: str) -> Board:
    pools = open_database(url)
    try:
        async with pools.session() as session:
            incident = await incident_by_slug(session, SLUG)
            assert incident.id is not None
            hour = hour_of_week(clock.now(), incident.time_zone)
            return await read_board(session, incident.id, hour=hour, now=clock.now())
    finally:
        await pools.close()


async def _gain(url: str) -> tuple[float, str]:
    """Needs that a plan meets more than asking one by one, weighed by urgency: 1, 4, 16, 64."""
    board = await _board(url)
    edges = link(board, weights=default_weights()).edges
    plan, alone = (solve(board.needs, board.helpers, edges) for solve in (assign, greedy))
    ours, theirs = _weighed(plan), _weighed(alone)
    note = (
        f"places met, weighed by urgency: {ours:,} against {theirs:,}; places {sum(plan.met):,} against "
        f"{sum(alone.met):,} of {int(board.needs.places.sum()):,}; what people feel: "
        f"{plan.distance_m / sum(plan.met):,.0f} against {alone.distance_m / sum(alone.met):,.0f} m a job, "
        f"{_people(plan):,} against {_people(alone):,} needs with somebody"
    )
    return 100 * (ours - theirs) / theirs, note


def _people(plan: Plan) -> int:
    return len({pair.need for pair in plan.pairs})


def _weighed(plan: Plan) -> int:
    return sum(met * 4**step for step, met in enumerate(plan.met))


async def _gap(url: str) -> tuple[float, str]:
    """How much dearer the plan is than the exact optimum over every pair within reach."""
    board = await _board(url)
    pruned = link(board, weights=default_weights()).edges
    whole = link(board, weights=default_weights(), nearest=None).edges
    plan = assign(board.needs, board.helpers, pruned)
    exact = exact_cost(board, whole)
    pairs = sum(1 - pair.score for pair in plan.pairs)
    note = (
        f"cost {plan.cost:,.2f} against {exact:,.2f} of the exact optimum on all {len(whole):,} edges, the "
        f"pairs alone {pairs:,.2f} against {pairs + exact - plan.cost:,.2f}; {sum(plan.met):,} of "
        f"{int(board.needs.places.sum()):,} places met, planned from {len(pruned):,} edges"
    )
    return 100 * (plan.cost - exact) / exact, note


def exact_cost(board: Board, edges: Edges) -> float:
    """The least cost of all, by one program over every edge and another solver: interior points."""
    needs, helpers = len(board.needs), len(board.helpers)
    places = board.needs.places
    worth = (1.0 + places.sum()) * 4.0**board.needs.urgency
    count, rows = len(edges), np.arange(needs)
    filled = np.ones(count + 2 * needs)
    columns = np.arange(count + 2 * needs)
    wanted = coo_array((filled, (np.concatenate([edges.need, rows, rows]), columns)))
    hands = coo_array((np.ones(count), (edges.helper, np.arange(count))), shape=(helpers, count + 2 * needs))
    # one variable says that nobody comes at all, the other how many of the further places stay empty
    solved = linprog(
        np.concatenate([1 - edges.score, worth, worth / 2]),
        A_eq=wanted.tocsc(),
        b_eq=places,
        A_ub=hands.tocsc(),
        b_ub=board.helpers.capacity,
        bounds=np.column_stack(
            [np.zeros(count + 2 * needs), np.concatenate([np.ones(count + needs), places - 1])]
        ),
        method="highs-ipm",
    )
    assert solved.status == 0, solved.message
    return float(solved.fun)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_plan_here(sys.argv[1]))))
