"""The statements of what has no place yet."""

from sqlalchemy import text

from app.models.report import UNPLACED

# Left out: what nobody could place and nothing new was said about, what was asked for a moment ago, and for somebody
# far away what they have proposed a place for.
OPEN = f"""
    from report r where r.incident_id = :incident_id and {UNPLACED}
      and not exists (select 1 from event e where e.incident_id = :incident_id and e.report_id = r.id
          and ((e.what = 'report.unplaceable' and e.at >= r.updated_at)
            or (e.what = 'report.asked_where' and e.at >= r.updated_at and e.at > :asked_since)
            or (e.what = 'report.pin_proposed' and e.who = :proposer)))
"""

NEXT = text(f"""
    select r.id {OPEN} and not r.reference = any(cast(:skip as text[]))
    order by r.urgency desc, r.created_at, r.id limit 1
""")

COUNT = text(f"select count(*) from (select 1 {OPEN} limit :most) counted")

ONE = text(f"""
    select r.id, r.reference, r.kind, r.category, r.categories, r.urgency, r.people, r.language, r.text, r.reading,
        r.place_text, r.contact_id, r.place_asked, r.created_at
    from report r where r.incident_id = :incident_id and r.id = :id and {UNPLACED}
""")

HOLD = text(f"""
    select r.id from report r where r.incident_id = :incident_id and r.id = :id and {UNPLACED} for update
""")

# A question to which no answer came yet.
ASKED_LATELY = text("""
    select exists (select 1 from report r join event e on e.incident_id = :incident_id and e.report_id = r.id
        where r.incident_id = :incident_id and r.id = :id and e.what = 'report.asked_where'
          and e.at >= r.updated_at and e.at > :asked_since)
""")

# The last word of each person about one case.
PROPOSED = text("""
    select distinct on (e.who) e.who, cast(e.after ->> 'lat' as double precision) as lat,
        cast(e.after ->> 'lon' as double precision) as lon, e.after ->> 'name' as name, e.at
    from event e
    where e.incident_id = :incident_id and e.report_id = :report_id and e.what = 'report.pin_proposed'
    order by e.who, e.id desc
""")

# Where the sender was before, by its name.
EARLIER = text("""
    select distinct on (r.place_name) r.place_name, r.radius_m, r.created_at,
        st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
    from report r
    where r.incident_id = :incident_id and r.contact_id = :contact_id and r.id <> :report_id
      and r.point is not null and r.radius_m <= :widest_m and r.state <> 'noise'
    order by r.place_name, r.created_at desc limit :most
""")

SET_AREA = text("update report set area = :area where incident_id = :incident_id and id = :id")
