"""The statements by which hop 3 finds its work."""

from sqlalchemy import text

CROSS_INCIDENT_WITH_NEEDS = text("select distinct incident_id from report where match_at <= :now")

NEXT_NEED = text("""
    select id from report where incident_id = :incident_id and match_at <= :now
    order by urgency desc, match_at limit 1 for no key update skip locked
""")

MATCHED = text("""
    update report set match_at = null, match_tries = 0 where incident_id = :incident_id and id = :id
""")

MATCH_FAILED = text("""
    update report set match_tries = match_tries + 1,
        match_at = case when match_tries + 1 >= :tries then null else cast(:again_at as timestamptz) end
    where incident_id = :incident_id and id = :id
    returning match_at
""")

REPORT_OF_MESSAGE = text("""
    select report_id from message where incident_id = :incident_id and id = :message_id and direction = 'in'
""")

PLACED_BY_HAND = text("""
    select exists (
        select 1 from event e
        where e.incident_id = :incident_id and e.report_id = :report_id and e.what = 'report.placed'
          and e.who like 'staff:%')
""")
