"""The statement behind the summary of a replay."""

from sqlalchemy import text

REPLAYED = text("""
    select m.state, m.reason, r.kind, r.category, r.point is not null as placed
    from message m left join report r on r.incident_id = :incident_id and r.id = m.report_id
    where m.incident_id = :incident_id and m.channel = 'replay' and m.external_id like :ids
""")
