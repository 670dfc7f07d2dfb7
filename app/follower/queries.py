"""The statements of the follower."""

from sqlalchemy import text

# Events nobody has numbered or looked at, cases whose delay is over, squares whose hour has come.
CROSS_INCIDENT_BEHIND = text("""
    select distinct incident_id from event where position is null
    union
    select f.incident_id from follow f where f.published < f.position
    union
    select i.id from incident i where exists (
        select 1 from public_due d
        where d.incident_id = i.id and d.at <= cast(:now as timestamptz) - make_interval(secs => i.publish_delay_s))
    union
    select f.incident_id from follow f join incident i on i.id = f.incident_id
    where f.veiled_at < date_trunc(case when i.drill then 'minute' else 'hour' end, cast(:now as timestamptz))
      and (exists (select 1 from hidden_report h where h.incident_id = f.incident_id)
        or exists (select 1 from public_cell c where c.incident_id = f.incident_id))
""")

# One follower an incident: who does not get the row lets the other one work. While it is held nobody else writes
# the public tables of this incident, so their rows need no locks and the counts can be upserted.
TAKE_UP = text("""
    select position, published, chain, veiled_at from follow
    where incident_id = :incident_id for update skip locked
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

UNPUBLISHED = text("""
    select position, report_id from event
    where incident_id = :incident_id and position > :published and position <= :position
    order by position limit :most
""")

HAND_ON = text("""
    update follow set position = :position, published = :published, chain = :chain, veiled_at = :veiled_at
    where incident_id = :incident_id
""")

# Each case with the first that the same person sent from the same square (of their first thousand), and the time of
# its newest event: what is so since then is not shown before the delay is over.
CASES = text("""
    select r.id, r.contact_id, r.kind, r.category, r.categories, r.urgency, r.state, r.link_token, r.created_at,
        r.radius_m, r.merged_into is not null as merged,
        st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon,
        a.link_token as anchor_token, st_y(a.point::geometry) as anchor_lat, st_x(a.point::geometry) as anchor_lon,
        h.at as last_at
    from report r
    left join lateral (
        select f.link_token, f.point from (
            select e.id, e.link_token, e.point, e.morton from report e
            where e.incident_id = :incident_id and e.contact_id = r.contact_id and e.id <= r.id
              and e.point is not null
            order by e.id limit 1000) f
        where (f.morton >> :home_shift) = (r.morton >> :home_shift) order by f.id limit 1) a on true
    left join lateral (
        select e.at from event e where e.incident_id = :incident_id and e.report_id = r.id
        order by e.id desc limit 1) h on true
    where r.incident_id = :incident_id and r.id = any(:ids) order by r.id
""")

# The name strangers read: of the quarter or town around the displaced point, never around the true one.
AREAS = text("""
    select n.spot, (
        select p.name from place p
        where p.incident_id = :incident_id and p.kind in ('quarter', 'town', 'city') and p.source <> 'taught'
          and st_dwithin(p.point, n.point, 20000, false)
        order by p.point <-> n.point limit 1) as name
    from (
        select u.spot, st_setsrid(st_makepoint(u.lon, u.lat), 4326)::geography as point
        from unnest(cast(:spots as bigint[]), cast(:lons as float8[]), cast(:lats as float8[])) as u(spot, lon, lat)
    ) n
""")

SHOWN = text("""
    select case_key, kind, category, urgency, grade, state, area, radius_m, morton, day from public_report
    where incident_id = :incident_id and case_key = any(:case_keys)
""")

SHOW = text("""
    insert into public_report (incident_id, case_key, kind, category, urgency, grade, state, area, point, radius_m,
        morton, day, published_at)
    select :incident_id, n.case_key, n.kind, n.category, n.urgency, n.grade, n.state, n.area,
        st_setsrid(st_makepoint(n.lon, n.lat), 4326)::geography, n.radius_m, n.morton, n.day, :now
    from unnest(cast(:case_keys as bytea[]), cast(:kinds as text[]), cast(:categories as text[]),
            cast(:urgencies as integer[]), cast(:grades as smallint[]), cast(:states as text[]),
            cast(:areas as text[]), cast(:lons as float8[]), cast(:lats as float8[]),
            cast(:radii_m as float8[]), cast(:mortons as bigint[]), cast(:days as date[]))
        as n(case_key, kind, category, urgency, grade, state, area, lon, lat, radius_m, morton, day)
    on conflict (incident_id, case_key) do update set kind = excluded.kind, category = excluded.category,
        urgency = excluded.urgency, grade = excluded.grade, state = excluded.state, area = excluded.area,
        point = excluded.point, radius_m = excluded.radius_m, morton = excluded.morton, day = excluded.day
""")

HIDE = text("delete from public_report where incident_id = :incident_id and case_key = any(:case_keys)")

# In the order of the key, as everybody who ever upserts here must: unordered upserts deadlock.
COUNT = text("""
    insert into map_count (incident_id, level, day, cell, category,
        n0, n1, n2, n3, n4, helped, m0, m1, m2, m3, m4)
    select :incident_id, n.level, n.day, n.cell, n.category,
        n.n0, n.n1, n.n2, n.n3, n.n4, n.helped, n.m0, n.m1, n.m2, n.m3, n.m4
    from unnest(cast(:levels as smallint[]), cast(:days as date[]), cast(:cells as bigint[]),
            cast(:categories as text[]), cast(:n0 as integer[]), cast(:n1 as integer[]), cast(:n2 as integer[]),
            cast(:n3 as integer[]), cast(:n4 as integer[]), cast(:helped as integer[]), cast(:m0 as bigint[]),
            cast(:m1 as bigint[]), cast(:m2 as bigint[]), cast(:m3 as bigint[]), cast(:m4 as bigint[]))
        as n(level, day, cell, category, n0, n1, n2, n3, n4, helped, m0, m1, m2, m3, m4)
    on conflict (incident_id, level, day, cell, category) do update set
        n0 = map_count.n0 + excluded.n0, n1 = map_count.n1 + excluded.n1, n2 = map_count.n2 + excluded.n2,
        n3 = map_count.n3 + excluded.n3, n4 = map_count.n4 + excluded.n4,
        helped = map_count.helped + excluded.helped,
        m0 = map_count.m0 + excluded.m0, m1 = map_count.m1 + excluded.m1, m2 = map_count.m2 + excluded.m2,
        m3 = map_count.m3 + excluded.m3, m4 = map_count.m4 + excluded.m4
""")

DROP_EMPTY = text("""
    delete from map_count c
    using unnest(cast(:levels as smallint[]), cast(:days as date[]), cast(:cells as bigint[]),
        cast(:categories as text[])) as n(level, day, cell, category)
    where c.incident_id = :incident_id and c.level = n.level and c.day = n.day and c.cell = n.cell
      and c.category = n.category
      and c.n0 = 0 and c.n1 = 0 and c.n2 = 0 and c.n3 = 0 and c.n4 = 0 and c.helped = 0
""")

CHANGED = text("""
    insert into map_change (incident_id, cell, at)
    select :incident_id, n.cell, :now from unnest(cast(:cells as bigint[])) as n(cell) order by n.cell
""")

FORGET_CHANGES = text("delete from map_change where incident_id = :incident_id and at < :before")

# --- what waits for the incident's delay ---

WAITING = text("""
    select distinct on (case_key) case_key, showing from public_due
    where incident_id = :incident_id and case_key = any(:case_keys)
    order by case_key, position desc
""")

DUE = text("""
    select case_key, position, showing from public_due
    where incident_id = :incident_id and at <= :until order by at, position limit :most
""")

WAIT = text("""
    insert into public_due (incident_id, case_key, position, at, showing)
    select :incident_id, n.case_key, n.position, n.at, n.showing
    from unnest(cast(:case_keys as bytea[]), cast(:positions as bigint[]), cast(:ats as timestamptz[]),
        cast(:showings as jsonb[])) as n(case_key, position, at, showing)
    on conflict (incident_id, case_key, position) do update set at = excluded.at, showing = excluded.showing
""")

WAIT_NO_MORE = text("""
    delete from public_due d using unnest(cast(:case_keys as bytea[]), cast(:positions as bigint[]))
        as n(case_key, position)
    where d.incident_id = :incident_id and d.case_key = n.case_key and d.position <= n.position
""")

# --- sensitive needs: counted once an hour in squares of at least k people ---

HIDDEN = text("""
    select case_key, cell, reporter from hidden_report
    where incident_id = :incident_id and case_key = any(:case_keys)
""")

KEEP_HIDDEN = text("""
    insert into hidden_report (incident_id, case_key, cell, reporter, at)
    select :incident_id, n.case_key, n.cell, n.reporter, n.at
    from unnest(cast(:case_keys as bytea[]), cast(:cells as bigint[]), cast(:reporters as bytea[]),
        cast(:ats as timestamptz[])) as n(case_key, cell, reporter, at)
    on conflict (incident_id, case_key) do update set cell = excluded.cell, reporter = excluded.reporter,
        at = excluded.at
""")

DROP_HIDDEN = text(
    "delete from hidden_report where incident_id = :incident_id and case_key = any(:case_keys)"
)

ALL_HIDDEN = text("""
    select cell, reporter from hidden_report where incident_id = :incident_id and at <= :until order by case_key
""")

LIFT_VEIL = text("delete from public_cell where incident_id = :incident_id")

# The name of the town nearest to the square's middle, wherever in it the people are.
VEIL = text("""
    insert into public_cell (incident_id, level, cell, at_least, area, at)
    select :incident_id, n.level, n.cell, n.at_least, coalesce((
        select p.name from place p
        where p.incident_id = :incident_id and p.kind in ('town', 'city') and p.source <> 'taught'
          and st_dwithin(p.point, n.point, 50000, false)
        order by p.point <-> n.point limit 1), ''), :now
    from (
        select u.level, u.cell, u.at_least, st_setsrid(st_makepoint(u.lon, u.lat), 4326)::geography as point
        from unnest(cast(:levels as smallint[]), cast(:cells as bigint[]), cast(:numbers as integer[]),
            cast(:lons as float8[]), cast(:lats as float8[])) as u(level, cell, at_least, lon, lat)
    ) n
""")
