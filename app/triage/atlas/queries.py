"""The statements of the desk's map."""

from sqlalchemy import text

from app.triage.queries import NARROW

SHOWN = "r.kind in ('need', 'offer') and r.state in ('new', 'open', 'asked', 'accepted', 'done')"

COUNTED = """
    r.morton >> :shift as cell, count(*) as n,
    count(*) filter (where r.kind = 'need' and r.urgency >= 4) as critical,
    count(*) filter (where r.kind = 'need' and r.urgency = 3) as serious,
    count(*) filter (where r.kind = 'need') as need,
    count(*) filter (where r.kind = 'offer') as offer,
    min(r.morton) as morton, min(r.category) as category, min(r.reference) as reference
"""

# Who sees all of it and narrows nothing: the index alone answers.
TILE = text(f"""
    select {COUNTED} from report r
    where r.incident_id = :incident_id and r.morton between :low and :high and {SHOWN}
    group by 1 order by 1
""")

# `:rough`: those whose place this person may not see exactly, or else those they may.
MINE = """
    and :rough = ((:all or r.categories && cast(:sensitive as text[])) and not r.id = any(cast(:revealed as bigint[])))
"""

TILE_OF_SOME = text(f"""
    select {COUNTED} from report r
    where r.incident_id = :incident_id and r.morton between :low and :high and {SHOWN} {MINE} {NARROW}
    group by 1 order by 1
""")

# One by one, because each is moved before it is counted; `:around` is the tile and as far as a mark may move.
ROUGH = text(f"""
    select r.link_token, st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon,
        r.kind, r.urgency, r.category, r.reference
    from report r
    where r.incident_id = :incident_id and r.point && st_geogfromtext(:around) and {SHOWN} {MINE} {NARROW}
    order by r.id desc limit :most
""")

INSIDE = text(f"""
    select r.reference from report r
    where r.incident_id = :incident_id and r.state in ('new', 'open', 'asked', 'accepted', 'done')
      and r.merged_into is null and r.point is not null {NARROW}
    order by r.urgency desc, r.created_at, r.id limit :most
""")

# What somebody asked to see exactly, and said why, not long ago.
REVEALED = text("""
    select distinct report_id from event
    where incident_id = :incident_id and at > :since and what = 'place.shown' and who = :who
      and report_id is not null
""")
