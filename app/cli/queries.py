"""The statement behind the summary of a replay."""

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
