"""Fifty thousand cases that nobody has looked at yet, of every kind, urgency, language and age."""

from collections.abc import Sequence

import psycopg

from tests.town import AREA

SENDERS = 20_000
QUICK = "set session_replication_role = replica"
CONTACTS = """
    insert into contact (incident_id, name, language, created_at)
    select %(incident_id)s, 'backlog', (array['ht', 'fr', 'en', 'es'])[1 + n %% 4], now()
    from generate_series(1, %(senders)s) n
"""
# one of twelve is about life, one of five has no place, one of five asks for nothing
REPORTS = """
    insert into report (incident_id, reference, link_token, contact_id, kind, state, category, categories,
        urgency, people, language, text, reading, place_text, place_name, place_source, place_trail, point,
        radius_m, morton, place_asked, places_wanted, risky, drive, match_tries, verified, rumour, area,
        created_at, updated_at)
    select %(incident_id)s, 'Q' || upper(to_hex(n)), 'backlog' || n, %(first)s + n * 7 %% %(senders)s,
        case when n %% 20 < 16 then 'need' when n %% 20 < 18 then 'other' when n %% 20 = 18 then 'info'
            else 'missing' end,
        'new', kind.name, array[kind.name],
        case when n %% 12 = 0 then 4 when n %% 12 < 5 then 3 when n %% 12 < 10 then 2 else 1 end,
        1 + n %% 9, (array['ht', 'fr', 'en', 'es'])[1 + n %% 4],
        (%(texts)s::text[])[1 + n %% cardinality(%(texts)s::text[])], '{}', '',
        case when n %% 5 = 0 then '' else 'Bridge' end, case when n %% 5 = 0 then '' else 'town' end, '{}',
        case when n %% 5 > 0 then st_makepoint(%(west)s + random() * %(width)s,
            %(south)s + random() * %(height)s)::geography end,
        case when n %% 5 > 0 then 60 end, case when n %% 5 > 0 then n end, 0, 1, false, false, 0, 'reported',
        false, '', now() - n * interval '5 seconds', now()
    from generate_series(1, %(reports)s) n
    cross join lateral (
        select (array['water', 'food', 'shelter', 'medical', 'hygiene', 'other'])[1 + n %% 6] as name) kind
"""
EVENTS = """
    insert into event (incident_id, at, who, what, report_id, before, after, why, position, chain)
    select r.incident_id, r.created_at, 'machine', 'report.created', r.id, '{}', '{}', '',
        %(position)s + row_number() over (order by r.id), ''
    from report r where r.incident_id = %(incident_id)s
"""
FOLLOW = """
    update follow set position = position + %(reports)s, published = position + %(reports)s
    where incident_id = %(incident_id)s
"""
POSITION = "select position from follow where incident_id = %s"
FIRST = "select min(id) from contact where incident_id = %s and name = 'backlog'"
TABLES = "contact, report, event, claim, dispatch, message, follow"


def pile_up(server: psycopg.Connection, incident_id: int, *, reports: int, texts: Sequence[str]) -> None:
    """Let so many cases wait."""
    values: dict[str, object] = {
        "incident_id": incident_id,
        "senders": min(SENDERS, reports),
        "reports": reports,
        "texts": list(texts),
        "west": AREA.west,
        "south": AREA.south,
        "width": AREA.east - AREA.west,
        "height": AREA.north - AREA.south,
    }
    server.execute(QUICK)
    server.execute(CONTACTS.encode(), values)
    values["first"] = _one(server, FIRST, incident_id)
    server.execute(REPORTS.encode(), values)
    values["position"] = _one(server, POSITION, incident_id)
    server.execute(EVENTS.encode(), values)
    server.execute(FOLLOW.encode(), values)
    server.execute(f"vacuum analyze {TABLES}".encode())


def _one(server: psycopg.Connection, statement: str, incident_id: int) -> int:
    row = server.execute(statement.encode(), [incident_id]).fetchone()
    assert row is not None
    return int(row[0])
