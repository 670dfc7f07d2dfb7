"""A hundred thousand invented helpers and a million invented reports, made by the server itself."""

import psycopg

from app.models.volunteer import REACH_CLASSES_M
from tests.load.country import AREA

COMMON, RARE = "food", "rescue"
RARE_HELPERS = 20
JOBS = 3  # of each helper's past
STEP = 100_000

# the rows fit each other by construction, and a million checks of foreign keys take minutes
QUICK = "set session_replication_role = replica"
# half of the people live in one city, as they do
SOMEWHERE = """
    case when {n} %% 2 = 0
        then st_makepoint(%(lon)s + 0.1 * (random() - 0.5), %(lat)s + 0.1 * (random() - 0.5))
        else st_makepoint(%(west)s + random() * %(width)s, %(south)s + random() * %(height)s) end::geography
"""
CONTACTS = """
    insert into contact (incident_id, name, language, created_at)
    select %(incident_id)s, 'crowd', (array['ht', 'fr', 'en', 'es'])[1 + n %% 4], now()
    from generate_series(1, %(helpers)s) n
"""
VOLUNTEERS = f"""
    insert into volunteer (incident_id, contact_id, reference, skills, trades, vehicle, languages,
        words, trust, trust_by_kind, reach_m, load_cap, daily_cap, on_duty, hours, team, place_name, point,
        created_at)
    select %(incident_id)s, c.id, 'V' || to_hex(c.id),
        case when c.id %% %(every)s = 0 then array['food', 'rescue', 'water'] else
            (array['{{food,water}}', '{{food,shelter}}', '{{food,transport,water}}', '{{food}}'])
                [1 + c.id %% 4]::text[]
        end,
        case when c.id %% 3 = 0 then array['carry', 'drive'] else '{{}}' end,
        (array['none', 'bicycle', 'motorbike', 'car', 'truck'])[1 + c.id %% 5], array['ht'],
        'I can bring ' || (array['rice and beans', 'bottled water', 'blankets', 'hot soup'])[1 + c.id %% 4]
            || ' for ' || c.id || ' people',
        (array['new', 'known', 'vetted'])[1 + c.id %% 3], '{{}}',
        case when c.id %% %(every)s = 0 then 50000 else (%(reaches)s::integer[])[1 + c.id / 7 %% 5] end,
        2, 4, true,
        case when c.id %% 2 = 0 then array(select generate_series(0, 167)) end, '', '',
        {SOMEWHERE.format(n="c.id")}, now()
    from contact c where c.incident_id = %(incident_id)s and c.name = 'crowd'
"""
ABLE = """
    insert into able (incident_id, skill, volunteer_id, reach_m, point)
    select v.incident_id, s, v.id, v.reach_m, v.point from volunteer v, unnest(v.skills) s
    where v.incident_id = %(incident_id)s
"""
REPORTS = f"""
    insert into report (incident_id, reference, link_token, contact_id, kind, state, category, categories,
        urgency, people, language, text, reading, place_text, place_name, place_source, place_trail, point,
        radius_m, morton, place_asked, places_wanted, risky, drive, match_tries, verified,
        rumour, area, created_at, updated_at)
    select %(incident_id)s, 'R' || to_hex(n), 'link' || n, %(first)s + n %% %(helpers)s, 'need',
        (array['closed', 'closed', 'closed', 'open', 'asked'])[1 + n %% 5], 'food', array['food'],
        1 + n %% 4, 4, 'ht', 'nou bezwen manje pou ' || n || ' moun', '{{}}', '', '', '', '{{}}',
        {SOMEWHERE.format(n="n")}, 50, n, 0, 1, false, false, 0, 'reported', false, '', now(), now()
    from generate_series(%(from)s::integer, %(to)s::integer) n
"""
PAST = """
    insert into dispatch (incident_id, report_id, volunteer_id, state, score, reasons, created_at, since_at,
        wave, missed)
    select v.incident_id, %(report)s + (v.id * 7 + n) %% %(reports)s, v.id,
        (array['done', 'declined', 'lapsed', 'released'])[1 + (v.id + n) %% 4], 0.5, '{}',
        now() - n * interval '1 day', now() - n * interval '1 day', 1, 0
    from volunteer v, generate_series(1, %(jobs)s) n where v.incident_id = %(incident_id)s
"""
NEAREST = """
    select volunteer_id, row_number() over () as n from (
        select a.volunteer_id from able a where a.incident_id = %(incident_id)s and a.skill = %(skill)s
        order by a.point <-> st_makepoint(%(lon)s, %(lat)s)::geography limit %(most)s) nearest
"""
# of the nearest every second sleeps, and the others have their hands full
SLEEP = f"""
    update volunteer v set hours = array[(%(hour)s + 84) %% 168] from ({NEAREST}) near
    where v.incident_id = %(incident_id)s and v.id = near.volunteer_id and near.n %% 2 = 0
"""
WORK = f"""
    insert into dispatch (incident_id, report_id, volunteer_id, state, score, reasons, created_at, since_at,
        wave, missed)
    select %(incident_id)s, %(report)s + near.n * 2 + job, near.volunteer_id, 'on_way', 0.5, '{{}}', now(),
        now(), 1, 0
    from ({NEAREST}) near, generate_series(0, 1) job where near.n %% 2 = 1
    on conflict do nothing
"""
TABLES = "able, volunteer, dispatch, report, contact, zone, need_line, stock, pledge, address, suppression"


def fill(server: psycopg.Connection, incident_id: int, *, helpers: int, reports: int) -> None:
    """Make people of several skills, half of them with hours, each with a past; and reports all over."""
    centre = AREA.centre
    values: dict[str, object] = {
        "incident_id": incident_id,
        "helpers": helpers,
        "every": max(1, helpers // RARE_HELPERS),
        "reports": reports,
        "jobs": JOBS,
        "reaches": list(REACH_CLASSES_M),
        "west": AREA.west,
        "south": AREA.south,
        "width": AREA.east - AREA.west,
        "height": AREA.north - AREA.south,
        "lat": centre.lat,
        "lon": centre.lon,
    }
    server.execute(QUICK)
    for statement in (CONTACTS, VOLUNTEERS, ABLE):
        server.execute(statement.encode(), values)
    values["first"] = first_id(server, "contact", incident_id)
    for begun in range(0, reports, STEP):
        upto = min(reports, begun + STEP)
        server.execute(REPORTS.encode(), values | {"from": begun + 1, "to": upto})
    values["report"] = first_id(server, "report", incident_id)
    server.execute(PAST.encode(), values)
    server.execute(f"vacuum analyze {TABLES}".encode())


def occupy(
    server: psycopg.Connection, incident_id: int, *, lat: float, lon: float, most: int, hour: int
) -> None:
    """Let the nearest helpers of a place sleep or have their hands full."""
    values = {
        "incident_id": incident_id,
        "skill": COMMON,
        "lat": lat,
        "lon": lon,
        "most": most,
        "hour": hour,
        "report": first_id(server, "report", incident_id),
    }
    for statement in (SLEEP, WORK):
        server.execute(statement.encode(), values)


def first_id(server: psycopg.Connection, table: str, incident_id: int) -> int:
    """Give the smallest id of a table; the others follow without a gap."""
    statement = f"select min(id) from {table} where incident_id = %s"
    row = server.execute(statement.encode(), [incident_id]).fetchone()
    assert row is not None
    return int(row[0])
