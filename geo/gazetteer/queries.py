"""Every statement that touches the gazetteer's tables; `load`, and the gazetteer geocoder, run them."""

from sqlalchemy import text

# One source is loaded by one transaction at a time; 727_002 keeps these locks apart from other uses.
LOCK_SOURCE = text("select pg_advisory_xact_lock(727002, hashtext(:incident_id || ':' || :source))")

# The keys go with their places, by the foreign key.
FORGET_SOURCE = text("delete from place where incident_id = :incident_id and source = :source")

RESERVE_IDS = text(
    "select nextval(pg_get_serial_sequence('place', 'id')) as id from generate_series(1, :count) order by id"
)

ADD_PLACES = text("""
    insert into place
           (incident_id, id, name, kind, source, point, shape, radius_m, importance, names, pins)
    select :incident_id, given.id, given.name, given.kind, :source, given.point::geography,
           st_setsrid(st_geomfromgeojson(given.shape), 4326)::geography, given.radius_m, given.importance,
           array(select jsonb_array_elements_text(cast(given.others as jsonb))), given.pins
    from unnest(
        cast(:ids as bigint[]), cast(:names as text[]), cast(:kinds as text[]), cast(:points as text[]),
        cast(:shapes as text[]), cast(:radii as float8[]), cast(:importances as float8[]),
        cast(:others as text[]), cast(:pins as integer[]))
         as given (id, name, kind, point, shape, radius_m, importance, others, pins)
""")

ADD_KEYS = text("""
    insert into place_key (incident_id, key, how, place_id)
    select :incident_id, given.key, given.how, given.place_id
    from unnest(cast(:keys as text[]), cast(:hows as text[]), cast(:ids as bigint[]))
         as given (key, how, place_id)
    on conflict do nothing
""")

# All the runs of words of one text at once. The limits keep each step an index look-up, whatever the planner
# believes of tables that were just filled (it was seen to read the whole gazetteer), and guard against a name
# that thousands of places bear.
NAMED = text("""
    select asked.key, asked.how, found.*
    from unnest(cast(:keys as text[]), cast(:hows as text[])) as asked (key, how)
    cross join lateral (
        select k.place_id from place_key k
        where k.incident_id = :incident_id and k.key = asked.key and k.how = asked.how
        limit 200
    ) as bearing
    cross join lateral (
        select p.id, p.name, p.kind, p.source, p.radius_m, p.importance, p.pins,
               st_y(p.point::geometry) as lat, st_x(p.point::geometry) as lon
        from place p
        where p.incident_id = :incident_id and p.id = bearing.place_id
        limit 1
    ) as found
""")
