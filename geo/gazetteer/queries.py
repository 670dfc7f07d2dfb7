"""Every statement that touches the gazetteer's tables; `load`, and the gazetteer geocoder, run them."""

from sqlalchemy import text

# One source is loaded by one transaction at a time; 727_002 keeps these locks apart from other uses.
LOCK_SOURCE = text("select pg_advisory_xact_lock(727002, hashtext(:incident_id || ':' || :source))")

# For this transaction: a load is long, and a file is read between two statements of it.
TAKE_TIME = text("""
    select set_config('statement_timeout', '0', true),
           set_config('idle_in_transaction_session_timeout', '0', true)
""")

# Each key's place is looked for by a plan that the connection keeps. One that was made while the table was empty
# reads the whole table for every key (measured: 300 names a second, against thousands).
THINK_AGAIN = "discard plans"

# Before their places: at once they go ten times as fast as by the foreign key, row by row.
FORGET_KEYS = text("""
    delete from place_key k using place p
    where k.incident_id = :incident_id and p.incident_id = :incident_id and p.id = k.place_id
      and p.source = :source
""")

FORGET_SOURCE = text("delete from place where incident_id = :incident_id and source = :source")

RESERVE_IDS = text(
    "select nextval(pg_get_serial_sequence('place', 'id')) as id from generate_series(1, :count) order by id"
)

COPY_PLACES = """
    copy place (incident_id, id, name, kind, source, point, shape, radius_m, importance, names, pins) from stdin
"""

COPY_KEYS = "copy place_key (incident_id, key, how, place_id) from stdin"

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

# How alike two names must be for the next statement's `%`; its index looks no further.
LIKENESS = text("select set_config('pg_trgm.similarity_threshold', cast(:least as text), true)")

# The names that are spelled most like one leftover mention, the likest first.
ALIKE = text("""
    select cast(:key as text) as key, 'alike' as how, p.id, p.name, p.kind, p.source, p.radius_m,
           p.importance, p.pins, st_y(p.point::geometry) as lat, st_x(p.point::geometry) as lon
    from (
        select k.place_id, similarity(k.key, :key) as alike from place_key k
        where k.incident_id = :incident_id and k.how = 'exact' and k.key % :key
        order by alike desc
        limit 20
    ) as near
    join place p on p.incident_id = :incident_id and p.id = near.place_id
    order by near.alike desc, p.id
""")

# The known numbers of a street below and above the one that was asked for, the nearest first. How many are asked
# for is hidden in subselects: a plan that knows seems cheaper, and is then made anew for every text (a third more).
NUMBERED = text("""
    select asked.wanted, found.*
    from unnest((select cast(:lowest as text[])), (select cast(:wanted as text[])), (select cast(:highest as text[])))
         as asked (lowest, wanted, highest)
    cross join lateral (
        (select k.key, k.how, k.place_id from place_key k
         where k.incident_id = :incident_id and k.how = 'number'
           and k.key between asked.wanted and asked.highest
         order by k.key limit 6)
        union all
        (select k.key, k.how, k.place_id from place_key k
         where k.incident_id = :incident_id and k.how = 'number'
           and k.key >= asked.lowest and k.key < asked.wanted
         order by k.key desc limit 6)
    ) as bearing
    cross join lateral (
        select bearing.key, bearing.how, p.id, p.name, p.kind, p.source, p.radius_m, p.importance, p.pins,
               st_y(p.point::geometry) as lat, st_x(p.point::geometry) as lon
        from place p
        where p.incident_id = :incident_id and p.id = bearing.place_id
        limit 1
    ) as found
""")

# What pins teach: `teach` runs these. A name's places are found by its key, so that no other source is touched.
TEACH = text("""
    insert into taught (incident_id, words, grams, point, radius_m, who, origin, number, taught_at)
    select :incident_id, given.words, string_to_array(given.grams, E'\\n'), given.point::geography, given.radius_m,
           given.who, given.origin, given.number, given.taught_at
    from unnest(
        cast(:words as text[]), cast(:grams as text[]), cast(:points as text[]), cast(:radii as float8[]),
        cast(:whos as text[]), cast(:origins as text[]), cast(:numbers as bigint[]),
        cast(:times as timestamptz[]))
         as given (words, grams, point, radius_m, who, origin, number, taught_at)
""")

NAMES_OF = text("""
    select t.grams from taught t
    join unnest(cast(:origins as text[]), cast(:numbers as bigint[])) as given (origin, number)
      on given.origin = t.origin and given.number = t.number
    where t.incident_id = :incident_id
""")

FORGET_NUMBERS = text("""
    delete from taught t
    using unnest(cast(:origins as text[]), cast(:numbers as bigint[])) as given (origin, number)
    where t.incident_id = :incident_id and t.origin = given.origin and t.number = given.number
""")

FORGET_PINS = text(
    "delete from taught where incident_id = :incident_id and id = any(cast(:ids as bigint[])) returning grams"
)

# A taught place has one exact key, the name that was worked out: no other name can take the place away.
FORGET_TAUGHT = text("""
    delete from place p
    using place_key k
    where p.incident_id = :incident_id and p.source = 'taught'
      and k.incident_id = :incident_id and k.place_id = p.id and k.how = 'exact'
      and k.key = any(cast(:names as text[]))
""")

# The newest pins of each name; the names of one pin stand together. The order rests on what a pin keeps when it is
# taken back and taught again, and so not on its id: undone is then as before. As one question, for a file asks it of
# thousands of names at once (a look-up for each name took minutes, when nothing is known of a fresh table).
PINS_OF_NAMES = text("""
    select pinned.name, pinned.words, pinned.lat, pinned.lon
    from (
        select g.name, t.taught_at, t.origin, t.number, t.words,
               st_y(t.point::geometry) as lat, st_x(t.point::geometry) as lon,
               row_number() over (partition by g.name order by t.taught_at desc, t.number desc, t.origin) as nth
        from taught t
        cross join lateral unnest(t.grams) as g (name)
        where t.incident_id = :incident_id and t.grams && cast(:names as text[])
          and g.name = any(cast(:names as text[]))
    ) as pinned
    where pinned.nth <= :most
    order by pinned.taught_at desc, pinned.number desc, pinned.origin
""")

ADD_TAUGHT = text("""
    insert into place (incident_id, id, name, kind, source, point, radius_m, importance, names, pins)
    select :incident_id, given.id, given.name, given.kind, :source, given.point::geography, given.radius_m,
           0, '{}', given.pins
    from unnest(
        cast(:ids as bigint[]), cast(:names as text[]), cast(:kinds as text[]), cast(:points as text[]),
        cast(:radii as float8[]), cast(:pins as integer[]))
         as given (id, name, kind, point, radius_m, pins)
""")

PINS = text("""
    select t.id, t.words, t.grams, t.who, t.origin, t.number, t.taught_at, t.radius_m,
           st_y(t.point::geometry) as lat, st_x(t.point::geometry) as lon
    from taught t
    where t.incident_id = :incident_id and (cast(:before as bigint) is null or t.id < :before)
    order by t.id desc
    limit :limit
""")

NAMED_PINS = text("""
    select t.id, t.words, t.grams, t.who, t.origin, t.number, t.taught_at, t.radius_m,
           st_y(t.point::geometry) as lat, st_x(t.point::geometry) as lon
    from taught t
    where t.incident_id = :incident_id and t.grams && cast(:names as text[])
      and (cast(:before as bigint) is null or t.id < :before)
    order by t.id desc
    limit :limit
""")

ADD_TAUGHT_KEYS = text("""
    insert into place_key (incident_id, key, how, place_id)
    select :incident_id, given.key, given.how, given.place_id
    from unnest(cast(:keys as text[]), cast(:hows as text[]), cast(:ids as bigint[]))
         as given (key, how, place_id)
    on conflict do nothing
""")

# Two short walks along one index: what stands near, and which quarters and towns are around. Of a street or an area
# the nearest spot is given. What pins taught is somebody's wording and is not said to others.
BESIDE = text("""
    select near.name, near.kind, near.radius_m, near.importance,
           st_y(st_closestpoint(coalesce(near.shape, near.point)::geometry, st_geomfromewkt(:point))) as lat,
           st_x(st_closestpoint(coalesce(near.shape, near.point)::geometry, st_geomfromewkt(:point))) as lon
    from (
        (select p.name, p.kind, p.radius_m, p.importance, p.point, p.shape from place p
         where p.incident_id = :incident_id and p.kind in ('landmark', 'crossing', 'street') and p.source <> 'taught'
           and st_dwithin(p.point, st_geogfromtext(:point), :spots_m)
         order by p.point <-> st_geogfromtext(:point) limit 24)
        union all
        (select p.name, p.kind, p.radius_m, p.importance, p.point, p.shape from place p
         where p.incident_id = :incident_id and p.kind in ('quarter', 'town', 'city') and p.source <> 'taught'
           and st_dwithin(p.point, st_geogfromtext(:point), :towns_m)
         order by p.point <-> st_geogfromtext(:point) limit 8)
    ) as near
""")

SOURCES = text("""
    select p.source, count(*) as places, sum(1 + cardinality(p.names)) as names,
           count(*) filter (where p.kind in ('country', 'region', 'district', 'city', 'town', 'quarter')) as towns,
           count(*) filter (where p.kind in ('street', 'crossing', 'address')) as streets,
           count(*) filter (where p.kind = 'landmark') as landmarks
    from place p where p.incident_id = :incident_id
    group by p.source order by places desc, p.source
""")

# By spelling first, then by sound; the most important first.
BEARING = text("""
    select p.id, p.name, p.kind, p.source, p.radius_m, p.importance, p.names, p.pins,
           st_y(p.point::geometry) as lat, st_x(p.point::geometry) as lon, null as shape, min(k.how) as how
    from place_key k join place p on p.incident_id = :incident_id and p.id = k.place_id
    where k.incident_id = :incident_id
      and (k.key = :exact and k.how = 'exact' or k.key = :sound and k.how = 'sound')
    group by p.incident_id, p.id
    order by how, p.importance desc, p.name, p.id
    limit 200
""")

# In the order in which they were loaded, so that the same names make the same file. What pins taught is somebody's
# wording; loaded elsewhere it would be a name like any other and be said to strangers.
EVERY = text("""
    select p.id, p.name, p.kind, p.source, p.radius_m, p.importance, p.names, p.pins,
           st_y(p.point::geometry) as lat, st_x(p.point::geometry) as lon,
           case when :shapes then st_asgeojson(p.shape, 6) end as shape
    from place p
    where p.incident_id = :incident_id and p.source <> 'taught' and (p.source = :source or :source = '')
    order by p.source, p.id
""")
