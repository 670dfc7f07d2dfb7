"""The statements of places that are open to everybody."""

from sqlalchemy import text

# All that strangers may read of one; the role of the public pages is granted these columns and no others.
SEEN = """
    f.id, f.reference, f.kind, f.name, f.place, f.capacity, f.free, f.stock, f.hours, f.notes, f.source,
    f.checked_at, f."full", f.ended_at, st_y(f.point::geometry) as lat, st_x(f.point::geometry) as lon
"""
STANDS = "f.incident_id = :incident_id and f.ended_at is null"
OF_KIND = "(cast(:kind as text) = '' or f.kind = :kind)"

STANDING = text(f"""
    select {SEEN}, cast(null as float) as distance_m from facility f
    where {STANDS} and {OF_KIND} order by f.kind, f.name, f.id limit :most
""")

STANDING_NEAR = text(f"""
    select {SEEN}, st_distance(f.point, cast(:near as geography)) as distance_m from facility f
    where {STANDS} and {OF_KIND} order by f.point <-> cast(:near as geography) limit :most
""")

# At the desk what nobody has made sure of for longest comes first.
UNCHECKED_FIRST = text(f"""
    select {SEEN}, cast(null as float) as distance_m from facility f
    where {STANDS} order by f.checked_at, f.id limit :most
""")

# The nearest that has something left, whose door is open at one of these hours, and to which no straight way
# leads through a place where nobody should be. Of several kinds the first that is named counts most. Whoever has heard
# of one for this case, or does not feel safe, hears of none.
NEAREST = text(f"""
    select {SEEN}, st_distance(f.point, cast(:near as geography)) as distance_m from facility f
    where {STANDS} and f.kind = any(cast(:kinds as text[])) and not f."full" and coalesce(f.free, 1) > 0
      and f.checked_at > :since and (f.hours is null or f.hours && cast(:hours as smallint[]))
      and st_dwithin(f.point, cast(:near as geography), :within_m)
      and not exists (
          select 1 from zone z
          where z.incident_id = :incident_id and z.since_at <= :now and (z.until_at is null or z.until_at > :now)
            and st_intersects(z.area, cast(st_makeline(
                cast(f.point as geometry), cast(cast(:near as geography) as geometry)) as geography)))
      and not exists (
          select 1 from event e
          where e.incident_id = :incident_id and e.report_id = :report_id and e.what = 'facility.named')
      and not exists (
          select 1 from alarm a
          where a.incident_id = :incident_id and a.report_id = :report_id and a.kind = 'unsafe')
    order by array_position(cast(:kinds as text[]), cast(f.kind as text)), f.point <-> cast(:near as geography)
    limit 1
""")

HOLD = text(f"""
    select {SEEN}, cast(null as float) as distance_m from facility f
    where f.incident_id = :incident_id and f.reference = :reference for update
""")

# A press that came twice, or a file that was loaded again: the same name of the same kind, not far away.
OPENING = text("select id from incident where id = :incident_id for no key update")

SAME = text("""
    select f.reference from facility f
    where f.incident_id = :incident_id and f.ended_at is null and f.kind = :kind and lower(f.name) = lower(:name)
      and st_dwithin(f.point, cast(:point as geography), :within_m)
    order by f.id limit 1
""")

TAKEN = text("select 1 from facility f where f.incident_id = :incident_id and f.reference = :reference")

WRITE = text("""
    update facility set kind = :kind, name = :name, place = :place, point = cast(:point as geography),
        capacity = :capacity, free = :free, stock = :stock, hours = cast(:hours as smallint[]),
        notes = cast(:notes as jsonb), source = :source, checked_at = :checked_at, "full" = :full,
        ended_at = :ended_at
    where incident_id = :incident_id and id = :id
""")

COUNT = text("select count(*) from facility where incident_id = :incident_id")

# What was pressed lately, the newest first; older things are mended by hand.
LATELY = text("""
    select e.id, e.at, e.who, e.what, e.before, e.after
    from (select * from event n where n.incident_id = :incident_id order by n.id desc limit 5000) as e
    where e.incident_id = :incident_id and e.who <> 'machine'
      and e.what in ('facility.opened', 'facility.changed', 'facility.checked', 'facility.ended', 'facility.undone')
    order by e.id desc limit 50
""")

PRESSED = text("""
    select e.id, e.what, e.before, e.after from event e where e.incident_id = :incident_id and e.id = :id
""")

LATER = text("""
    select 1 from event e
    where e.incident_id = :incident_id and e.id > :id and e.what = 'facility.undone'
      and cast(e.after ->> 'undoes' as bigint) = :id
""")
