"""The statements of what pins have taught, beside those that work the names out (`geo.gazetteer`)."""

from sqlalchemy import text

PIN_COLUMNS = """
    t.id, t.words, t.grams, t.radius_m, t.who, t.origin, t.number, t.taught_at,
    st_y(t.point::geometry) as lat, st_x(t.point::geometry) as lon
"""

BY_ID = text(f"select {PIN_COLUMNS} from taught t where t.incident_id = :incident_id and t.id = :id")

BY_NUMBER = text(f"""
    select {PIN_COLUMNS} from taught t
    where t.incident_id = :incident_id and t.origin = :origin and t.number = :number
""")

COUNT = text("select count(*) from taught where incident_id = :incident_id")

# Rows of a file, or names of another incident, that are not there any more.
VANISHED = text("""
    select t.id from taught t
    where t.incident_id = :incident_id and t.origin = :origin and t.number <> all(cast(:numbers as bigint[]))
    order by t.id
""")

ALL = text(f"""
    select {PIN_COLUMNS} from taught t
    where t.incident_id = :incident_id and t.id > :after order by t.id limit :most
""")

# How many pins agree on each name.
AGREEMENT = text("""
    select k.key, max(p.pins) as pins, min(p.name) as name
    from place_key k
    join place p on p.incident_id = :incident_id and p.id = k.place_id
    where k.incident_id = :incident_id and k.key = any(:names) and k.how = 'exact' and p.source = 'taught'
    group by k.key
""")

# Names on which enough agree, without what came from elsewhere: no name goes around in a circle and grows.
AGREED = text("""
    select p.id, p.name, p.radius_m, st_y(p.point::geometry) as lat, st_x(p.point::geometry) as lon
    from place p
    where p.incident_id = :incident_id and p.source = 'taught' and p.pins >= :least
      and :least <= (
          select count(*) from taught t
          where t.incident_id = :incident_id and not starts_with(t.origin, 'incident:')
            and t.grams && array(
                select cast(k.key as text) from place_key k
                where k.incident_id = :incident_id and k.place_id = p.id and k.how = 'exact'))
    order by p.id
""")

REFERENCES = text("""
    select r.id, r.reference from report r where r.incident_id = :incident_id and r.id = any(:ids)
""")

# What was taken back or mended lately, the newest first; older things are mended by hand.
LATELY = text("""
    select e.id, e.at, e.who, e.what, e.before, e.after
    from (select * from event n where n.incident_id = :incident_id order by n.id desc limit 5000) as e
    where e.incident_id = :incident_id and e.what in ('place.taught', 'place.forgotten', 'place.corrected')
    order by e.id desc limit 50
""")

HAPPENED = text("""
    select e.id, e.what, e.before from event e where e.incident_id = :incident_id and e.id = :id
""")
