"""The statements of the bulletins."""

from sqlalchemy import text

# What anybody may read of them. One that ends at an hour is over by itself.
CURRENT = text("""
    select b.id, b.texts, b.source, b.at, b.ended_at from bulletin b
    where b.incident_id = :incident_id and (b.ended_at is null or b.ended_at > :now) order by b.id desc limit :most
""")

LISTED = text("""
    select b.id, b.texts, b.source, b.at, b.ended_at, b.who, r.reference as answers from bulletin b
    left join report r on r.incident_id = :incident_id and r.id = b.report_id
    where b.incident_id = :incident_id order by b.id desc limit :most
""")

# A press that came twice: the same words, from the same source, written a moment ago and standing still.
WRITING = text("select id from incident where id = :incident_id for no key update")

JUST_WRITTEN = text("""
    select b.id from bulletin b
    where b.incident_id = :incident_id and b.at > :since and b.texts = cast(:texts as jsonb) and b.source = :source
      and b.report_id is not distinct from cast(:report_id as bigint) and (b.ended_at is null or b.ended_at > :now)
    order by b.id desc limit 1
""")

HOLD = text("""
    select b.id, b.report_id, b.texts, b.source, b.at, b.ended_at from bulletin b
    where b.incident_id = :incident_id and b.id = :id for update
""")

END = text("update bulletin set ended_at = :now where incident_id = :incident_id and id = :id")

# Everybody who told of it, once, by the first of their cases; who was told already is left out.
TO_TELL = text("""
    select r.contact_id, min(r.id) as report_id, min(c.language) as language from report r
    join contact c on c.incident_id = :incident_id and c.id = r.contact_id
    where r.incident_id = :incident_id and (r.id = any(:ids) or r.merged_into = any(:ids))
      and not exists (
          select 1 from event e join report o on o.incident_id = :incident_id and o.id = e.report_id
          where e.incident_id = :incident_id and e.what = 'bulletin.told' and o.contact_id = r.contact_id
            and e.report_id in (select p.id from report p
                where p.incident_id = :incident_id and p.contact_id = r.contact_id)
            and cast(e.after ->> 'bulletin' as bigint) = :id)
    group by r.contact_id order by 2
""")
