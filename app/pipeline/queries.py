"""The statements by which hop 3 finds its work."""

from sqlalchemy import text

CROSS_INCIDENT_WITH_NEEDS = text("select distinct incident_id from report where match_at <= :now")

NEXT_NEED = text("""
    select id from report where incident_id = :incident_id and match_at <= :now
    order by urgency desc, match_at limit 1 for no key update skip locked
""")

# In one order for everybody who holds more than one.
HOLD_NEEDS = text("""
    select id from report where incident_id = :incident_id and id = any(:ids) order by id for no key update
""")

HOLD_NEED = text("""
    select id from report where incident_id = :incident_id and id = :id and match_at <= :now
    for no key update skip locked
""")

# How helpers who were asked about a need answered.
TRIED = text("""
    select count(*) filter (where state = 'declined') as declined,
        count(*) filter (where state = 'lapsed') as lapsed,
        count(*) filter (where state = 'left') as "left"
    from dispatch where incident_id = :incident_id and report_id = :report_id
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

# The cases to which a person is going just now, the newest last.
GOING_OF = text("""
    select d.id from dispatch d
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    where d.incident_id = :incident_id and v.contact_id = :contact_id and d.state in ('accepted', 'on_way', 'there')
    order by d.id
""")

# The live cases of a person to which somebody goes, or to the case that stands for them.
HELPED_OF = text("""
    select r.id from report r
    where r.incident_id = :incident_id and r.contact_id = :contact_id
      and r.state in ('new', 'open', 'asked', 'accepted', 'done')
      and exists (select 1 from dispatch d
                  where d.incident_id = :incident_id and d.report_id = coalesce(r.merged_into, r.id)
                    and d.state in ('accepted', 'on_way', 'there'))
    order by r.id
""")

RELAYED_SINCE = text("""
    select count(*) from message
    where incident_id = :incident_id and report_id = :report_id and contact_id = :contact_id and phrase = :phrase
      and received_at > :since
""")

# Whom a person may thank: those who were done with the case of theirs that closed last.
JUST_CLOSED = text("""
    select r.id, r.reference,
        exists (select 1 from message m
                where m.incident_id = :incident_id and m.report_id = r.id and m.phrase = 'thanks.passed') as thanked
    from report r
    where r.incident_id = :incident_id and r.contact_id = :contact_id and r.state = 'closed' and r.kind = 'need'
      and r.updated_at > :since
    order by r.updated_at desc, r.id desc limit 1
""")
