"""A million public reports as a disaster leaves them, made by the server itself within a minute or two.

Most lie in and around some forty towns of very different size, a fifth anywhere between; each on a grid as
wide as what is displaced. They came over thirty days, most of them in the first; most needs can wait a while.
"""

import psycopg

from app.models.public import EVER, LEVELS
from geo.privacy import CELL_M
from geo.tiles import LEVEL
from ingest.catalog import load_catalog
from tests.load.country import AREA
from tests.load.crowd import QUICK

TOWNS = 40
DAYS = 30
METRES_PER_DEGREE = 111_195
TABLES = "public_report, map_count"

SEED = "select setseed(0.7)"
# puts a zero between every two bits, as `geo.tiles` does
SPREAD = """
    create function pg_temp.spread(n bigint) returns bigint language plpgsql immutable as $$
    begin
        n := (n | (n << 16)) & x'0000FFFF0000FFFF'::bigint;
        n := (n | (n << 8)) & x'00FF00FF00FF00FF'::bigint;
        n := (n | (n << 4)) & x'0F0F0F0F0F0F0F0F'::bigint;
        n := (n | (n << 2)) & x'3333333333333333'::bigint;
        return (n | (n << 1)) & x'5555555555555555'::bigint;
    end $$
"""
TOWN_TABLE = """
    create temp table bench_town as
    select n, %(west)s + %(width)s * random() as lon, %(south)s + %(height)s * random() as lat,
        0.01 + 0.05 * random() / sqrt(n) as spread
    from generate_series(1, %(towns)s) n
"""
# The cube of an even throw: a third of all live in the first town, a hundredth in the last.
THROWN = """
    create temp table bench_thrown as
    select n, 1 + floor(%(towns)s * power(random(), 3))::integer as town, random() < 0.2 as outside,
        sqrt(-2 * ln(1 - random())) as away, 2 * pi() * random() as bearing, random() as east,
        random() as north, random() as what, random() as pressing, random() as done, random() as age
    from generate_series(1, %(reports)s) n
"""
PLACED = """
    create temp table bench_placed as
    select t.n, %(step)s * (0.5 + floor(
            case when t.outside then %(south)s + %(height)s * t.north
                else b.lat + b.spread * t.away * cos(t.bearing) end / %(step)s)) as lat,
        %(step)s * (0.5 + floor(
            case when t.outside then %(west)s + %(width)s * t.east
                else b.lon + b.spread * t.away * sin(t.bearing) end / %(step)s)) as lon,
        (%(categories)s::text[])[1 + floor(%(kinds)s * power(t.what, 2))::integer] as category,
        case when t.pressing < 0.15 then 0 when t.pressing < 0.25 then 1 when t.pressing < 0.8 then 2
            when t.pressing < 0.95 then 3 else 4 end as grade,
        case when t.done < 0.1 then 'helped' when t.done < 0.15 then 'coming' else 'open' end as state,
        current_date - %(days)s + 1 + floor(%(days)s * power(t.age, 2))::integer as day,
        case when t.outside then '' else 'Town ' || t.town end as area
    from bench_thrown t join bench_town b on b.n = t.town
"""
REPORTS = """
    insert into public_report (incident_id, case_key, kind, category, urgency, grade, state, area, point,
        radius_m, morton, day, published_at)
    select %(incident_id)s, decode(md5('bench' || p.n), 'hex'),
        case when p.grade = 0 then 'offer' else 'need' end, p.category,
        case when p.grade = 0 then 2 else p.grade end, p.grade, p.state, p.area,
        st_setsrid(st_makepoint(p.lon, p.lat), 4326)::geography, (array[300, 300, 500, 2000])[1 + p.n %% 4],
        pg_temp.spread(floor((p.lon + 180) / 360 * %(side)s)::bigint)
            | (pg_temp.spread(floor((1 - asinh(tan(radians(p.lat))) / pi()) / 2 * %(side)s)::bigint) << 1),
        p.day, p.day + interval '12 hours'
    from bench_placed p order by p.n
"""
NUMBERS = "n0 n1 n2 n3 n4 helped m0 m1 m2 m3 m4".split()
SUMS = ", ".join(f"sum({name})" for name in NUMBERS)
COUNTED = ", ".join(
    (
        *(f"count(*) filter (where grade = {grade} and state <> 'helped')" for grade in range(5)),
        "count(*) filter (where grade > 0 and state = 'helped')",
        *(
            f"coalesce(sum(morton) filter (where grade = {grade} and state <> 'helped'), 0)"
            for grade in range(5)
        ),
    )
)
FINEST = f"""
    insert into map_count (incident_id, level, day, cell, category, {", ".join(NUMBERS)})
    select incident_id, %(level)s, day, morton >> %(shift)s, category, {COUNTED}
    from public_report where incident_id = %(incident_id)s and (state <> 'helped' or grade > 0)
    group by 1, 2, 3, 4, 5
"""
COARSER = f"""
    insert into map_count (incident_id, level, day, cell, category, {", ".join(NUMBERS)})
    select incident_id, %(level)s, day, cell >> %(shift)s, category, {SUMS}
    from map_count where incident_id = %(incident_id)s and level = %(finer)s group by 1, 2, 3, 4, 5
"""
FOREVER = f"""
    insert into map_count (incident_id, level, day, cell, category, {", ".join(NUMBERS)})
    select incident_id, level, %(ever)s, cell, category, {SUMS}
    from map_count where incident_id = %(incident_id)s group by 1, 2, 3, 4, 5
"""
INDEXES = """
    select indexname, indexdef from pg_indexes
    where tablename = 'public_report' and indexname not like 'pk\\_%' order by indexname
"""


def fill_map(server: psycopg.Connection, incident_id: int, reports: int) -> None:
    """Make so many public reports and their counts in an incident that has none; `server` autocommits."""
    values = _values(incident_id, reports)
    server.execute(QUICK)
    indexes = [(str(name), str(made)) for name, made in server.execute(INDEXES.encode())]
    for name, _ in indexes:
        server.execute(f"drop index {name}".encode())
    for statement in (SEED, SPREAD, TOWN_TABLE, THROWN, PLACED, REPORTS):
        server.execute(statement.encode(), values if "%(" in statement else None)
    for _, made in indexes:
        server.execute(made.encode())
    _count(server, incident_id)
    server.execute(b"drop table bench_town, bench_thrown, bench_placed")
    server.execute(f"vacuum analyze {TABLES}".encode())


def _count(server: psycopg.Connection, incident_id: int) -> None:
    finer = max(LEVELS)
    which = {"incident_id": incident_id, "level": finer, "shift": 2 * (LEVEL - finer)}
    server.execute(FINEST.encode(), which)
    for level in sorted(LEVELS, reverse=True)[1:]:
        values = which | {"level": level, "finer": finer, "shift": 2 * (finer - level)}
        server.execute(COARSER.encode(), values)
        finer = level
    server.execute(FOREVER.encode(), which | {"ever": EVER})


def _values(incident_id: int, reports: int) -> dict[str, object]:
    shown = [name for name, category in load_catalog().categories.items() if not category.sensitive]
    return {
        "incident_id": incident_id,
        "reports": reports,
        "towns": TOWNS,
        "days": DAYS,
        "categories": shown,
        "kinds": len(shown),
        "step": CELL_M / METRES_PER_DEGREE,
        "side": 1 << LEVEL,
        "west": AREA.west,
        "south": AREA.south,
        "width": AREA.east - AREA.west,
        "height": AREA.north - AREA.south,
    }
