"""The statements of the follower."""

from sqlalchemy import text

CROSS_INCIDENT_BEHIND = text("""
    select distinct incident_id from event where position is null
    union
    select f.incident_id from follow f where f.published < f.position
""")

# One follower an incident: who does not get the row lets the other one work.
TAKE_UP = text("""
    select position, published, chain from follow where incident_id = :incident_id for update skip locked
""")

NEW_EVENTS = text("""
    select id, at, who, what, report_id, dispatch_id, message_id, before, after, why
    from event where incident_id = :incident_id and position is null order by id limit :most
""")

NUMBER = text("""
    update event e set position = n.position, chain = n.chain
    from unnest(cast(:ids as bigint[]), cast(:positions as bigint[]), cast(:chains as bytea[]))
        as n(id, position, chain)
    where e.incident_id = :incident_id and e.id = n.id
""")

# Up to the first that is not due: positions do not follow the times, and what is passed over would never come.
PUBLISHABLE = text("""
    select position, report_id from event
    where incident_id = :incident_id and position > :published and position <= :position
      and position < coalesce((
          select min(e.position) from event e
          where e.incident_id = :incident_id and e.position > :published and e.at > :until), :position + 1)
    order by position limit :most
""")

HAND_ON = text("""
    update follow set position = :position, published = :published, chain = :chain
    where incident_id = :incident_id
""")

REPORTS = text("""
    select id, reference, kind, category, categories, urgency, state, link_token, created_at, radius_m, merged_into,
        st_y(point::geometry) as lat, st_x(point::geometry) as lon
    from report where incident_id = :incident_id and id = any(:ids) order by id
""")

# The name strangers read: of the quarter or town around the displaced point, never around the true one.
AREA_NAME = text("""
    select name from place
    where incident_id = :incident_id and kind in ('quarter', 'town', 'city') and source <> 'taught'
      and st_dwithin(point, st_geogfromtext(:point), 20000, false)
    order by point <-> st_geogfromtext(:point) limit 1
""")

SHOWN = text("""
    select kind, category, urgency, state, morton, day from public_report
    where incident_id = :incident_id and case_key = :case_key for update
""")

SHOW = text("""
    insert into public_report (incident_id, case_key, kind, category, urgency, state, area, point, radius_m, morton,
        day, published_at)
    values (:incident_id, :case_key, :kind, :category, :urgency, :state, :area, st_geogfromtext(:point), :radius_m,
        :morton, :day, :now)
    on conflict (incident_id, case_key) do update set kind = excluded.kind, category = excluded.category,
        urgency = excluded.urgency, state = excluded.state, area = excluded.area, point = excluded.point,
        radius_m = excluded.radius_m, morton = excluded.morton
""")

HIDE = text("delete from public_report where incident_id = :incident_id and case_key = :case_key")

COUNT = text("""
    insert into map_count (incident_id, level, cell, day, kind, category, urgency, state, n)
    select :incident_id, l.level, cast(:morton as bigint) >> (2 * (20 - l.level)), :day, :kind, :category, :urgency,
        :state, :n
    from unnest(cast(:levels as integer[])) as l(level)
    on conflict (incident_id, level, cell, day, kind, category, urgency, state)
        do update set n = map_count.n + excluded.n
""")
