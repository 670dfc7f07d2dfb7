"""The statements of commands: a replay's summary, what was loaded, and what a map to carry holds."""

from sqlalchemy import text

REPLAYED = text("""
    select m.state, m.reason, r.kind, r.category, r.point is not null as placed
    from message m left join report r on r.incident_id = :incident_id and r.id = m.report_id
    where m.incident_id = :incident_id and m.channel = 'replay' and m.external_id like :ids
""")

LOADED = text("""
    select e.after ->> 'source' as source, max(e.at) as at from event e
    where e.incident_id = :incident_id and e.what = :what group by e.after ->> 'source'
""")

# After a great load, by the tables' owner: letters not yet in their index are looked through one by one.
SETTLE = ("select gin_clean_pending_list('ix_place_key_alike'::regclass)", "analyze place, place_key")

# Rows that were never committed still fill pages. A table that is all such pages looks empty to the planner, which
# then reads every name of an incident for each (measured: loads took five times as long).
SWEEP = "vacuum place, place_key, taught"

# --- the map to carry, read as strangers read: by the role that sees nothing else ---

CARRIED = text("""
    select kind, category, urgency, state, area, radius_m, day,
        st_y(point::geometry) as lat, st_x(point::geometry) as lon
    from public_report where incident_id = :incident_id and state <> 'helped'
    order by grade desc, day desc, case_key limit :most
""")

CARRIED_OF = text("""
    select count(*) from public_report where incident_id = :incident_id and state <> 'helped'
""")

CARRIED_SQUARES = text("""
    select level, cell, at_least, area from public_cell
    where incident_id = :incident_id order by at_least desc, level, cell
""")
