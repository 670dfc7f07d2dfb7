"""The statements of learning."""

from sqlalchemy import text

# What people at the desk said of each report, the newest first. A report that was merged is what the other one is.
VERDICTS = text("""
    select r.text, r.contact_id, r.reading, r.state, coalesce(t.kind, r.kind) as kind,
        coalesce(t.categories, r.categories) as categories,
        bool_or(e.what in ('report.corrected', 'report.confirmed')) as said
    from report r
    join event e on e.incident_id = :incident_id and e.report_id = r.id
    left join report t on t.incident_id = :incident_id and t.id = r.merged_into
    where r.incident_id = :incident_id and r.text <> '' and starts_with(e.who, 'staff:')
      and e.what in ('report.corrected', 'report.confirmed', 'report.noise', 'report.open', 'report.merged',
          'dispatch.asked')
    group by r.incident_id, r.id, t.incident_id, t.id
    order by max(e.id) desc limit :most
""")

IN_USE = text("""
    select id, learned_at from learning
    where incident_id = :incident_id and state = 'adopted' order by id desc limit 1
""")

LESSONS = text("select lessons from learning where incident_id = :incident_id and id = :id")

ALL = text("""
    select id, learned_at, state, report, lessons from learning where incident_id = :incident_id order by id
""")

UNDO = text("""
    update learning set state = 'undone'
    where incident_id = :incident_id and state = 'adopted' and id = (
        select max(l.id) from learning l where l.incident_id = :incident_id and l.state = 'adopted')
    returning id
""")
