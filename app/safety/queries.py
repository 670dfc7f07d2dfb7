"""The statements of what keeps people safe."""

from sqlalchemy import text

RAISE = text("""
    insert into alarm (incident_id, kind, report_id, dispatch_id, opened_at, tried, next_at, seen_by)
    values (:incident_id, :kind, :report_id, :dispatch_id, :now, 0, :now, '')
    on conflict (incident_id, report_id, kind) where seen_at is null do nothing
    returning id
""")

SEE = text("""
    update alarm set seen_at = :now, seen_by = :who
    where incident_id = :incident_id and report_id = :report_id and seen_at is null
    returning id, kind, dispatch_id, tried
""")

ALARM_COLUMNS = """
    a.id, a.kind, a.report_id, a.dispatch_id, a.opened_at, a.tried, a.next_at, a.seen_at, a.seen_by,
    r.reference, r.category, r.people, r.urgency, r.place_name,
    st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
"""
ALARM_JOIN = "from alarm a join report r on r.incident_id = :incident_id and r.id = a.report_id"

ALARM = text(f"select {ALARM_COLUMNS} {ALARM_JOIN} where a.incident_id = :incident_id and a.id = :id")

HOLD_ALARM = text("""
    select id from alarm
    where incident_id = :incident_id and id = :id and seen_at is null and next_at <= :now for update
""")

OPEN_ALARMS = text(f"""
    select {ALARM_COLUMNS} {ALARM_JOIN} where a.incident_id = :incident_id and a.seen_at is null
    order by a.kind = 'critical' desc, r.urgency desc, a.opened_at, a.id
""")

CALLED = text("""
    update alarm set tried = tried + :tries, next_at = :next_at where incident_id = :incident_id and id = :id
""")

# Somebody new can be called: what waits for anybody at all is tried at once.
WAKE = text("""
    update alarm set next_at = :now where incident_id = :incident_id and seen_at is null and tried = 0
    returning id
""")

# Who cannot look lets the next be called at once, if there is anybody else.
PASS_ON = text("""
    update alarm set next_at = :now
    where incident_id = :incident_id and report_id = :report_id and seen_at is null
      and exists (
          select 1 from on_call o where o.incident_id = :incident_id and o.contact_id <> :contact_id)
    returning id
""")

# Who was called for one alarm, and how often: the events are the memory.
CALLS = text("""
    select cast(after ->> 'contact' as bigint) as contact_id, count(*) as calls,
        bool_or(not cast(after ->> 'bundled' as boolean)) as asked
    from event
    where incident_id = :incident_id and report_id = :report_id and what = 'alarm.texted'
      and cast(after ->> 'alarm' as bigint) = :alarm_id
    group by 1
""")

COUNT_OPEN = text("select count(*) from alarm where incident_id = :incident_id and seen_at is null")

HOLD_WATCHER = text("select id from on_call where incident_id = :incident_id and id = :id for update")

# When a person was last told that several cases wait; the latest texts are enough to know.
TOLD_OF_MANY = text("""
    select max(t.received_at) from (
        select m.received_at, m.phrase from message m
        where m.incident_id = :incident_id and m.contact_id = :contact_id order by m.id desc limit 20) t
    where t.phrase = 'alarm.many'
""")

CLOSE_ALARM_PROMPTS = text("""
    update prompt set closed_at = :now
    where incident_id = :incident_id and report_id = :report_id and kind = 'alarm' and closed_at is null
      and (cast(:contact_id as bigint) is null or contact_id = :contact_id)
""")

CONTACT_NAME = text("select name from contact where incident_id = :incident_id and id = :id")

STAFF_NAME = text("select name from staff where id = :id")

MEMBER = text("""
    select s.name, s.email from membership m join staff s on s.id = m.staff_id
    where m.incident_id = :incident_id and m.staff_id = :staff_id and m.role in ('coordinator', 'administrator')
""")

ROTA = text("""
    select o.id, o.staff_id, o.contact_id, o.turn, o.hours, c.language,
        coalesce(nullif(s.name, ''), nullif(c.name, ''), s.email) as name, s.email
    from on_call o join contact c on c.incident_id = :incident_id and c.id = o.contact_id
    join staff s on s.id = o.staff_id
    where o.incident_id = :incident_id order by o.turn, o.id
""")

PUT_ON_CALL = text("""
    insert into on_call (incident_id, staff_id, contact_id, turn, hours, created_at)
    values (:incident_id, :staff_id, :contact_id, :turn, :hours, :now)
    on conflict (incident_id, staff_id) do update
        set contact_id = excluded.contact_id, turn = excluded.turn, hours = excluded.hours
    returning id
""")

TAKE_OFF_CALL = text("""
    delete from on_call where incident_id = :incident_id and staff_id = :staff_id returning turn, hours
""")

APPROVE = text("""
    insert into approval (incident_id, report_id, kind, staff_id, at)
    values (:incident_id, :report_id, :kind, :staff_id, :now)
    on conflict (incident_id, report_id, kind, staff_id) do nothing
    returning staff_id
""")

WITHDRAW = text("""
    delete from approval
    where incident_id = :incident_id and report_id = :report_id and kind = :kind and staff_id = :staff_id
    returning staff_id
""")

APPROVALS = text("""
    select kind, staff_id from approval
    where incident_id = :incident_id and report_id = :report_id order by at, staff_id
""")

RISK = text("""
    select r.risky as marked, r.places_wanted, r.categories,
        exists (select 1 from zone z
                where z.incident_id = :incident_id and z.kind = 'hazard' and z.since_at <= :now
                  and (z.until_at is null or z.until_at > :now) and st_intersects(z.area, r.point)) as in_hazard
    from report r where r.incident_id = :incident_id and r.id = :report_id
""")

# Who goes into danger does not go alone; taking the mark away leaves the number for a person to change.
MARK_RISKY = text("""
    update report set risky = :risky, updated_at = :now,
        places_wanted = case when :risky then greatest(places_wanted, 2) else places_wanted end,
        match_at = case when state in ('new', 'open', 'asked', 'accepted') and point is not null then :now
            else match_at end
    where incident_id = :incident_id and id = :report_id and risky <> :risky
    returning places_wanted, (
        select o.places_wanted from report o where o.incident_id = :incident_id and o.id = :report_id) as wanted_before
""")

HELPER_TRUST = text("""
    select v.trust, v.trust_by_kind, v.reference from dispatch d
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    where d.incident_id = :incident_id and d.id = :dispatch_id
""")

DRAW = text("""
    insert into zone (incident_id, kind, name, area, who, since_at, until_at)
    values (:incident_id, :kind, :name, cast(:area as geography), :who, :now, :until_at)
    returning id
""")

END_ZONE = text("""
    update zone set until_at = :now
    where incident_id = :incident_id and id = :id and (until_at is null or until_at > :now)
    returning kind, name
""")

ZONES = text("""
    select z.id, z.kind, z.name, z.who, z.since_at, z.until_at, st_asgeojson(z.area) as area,
        (select count(*) from report r
            where r.incident_id = :incident_id and r.state in ('new', 'open', 'asked', 'accepted')
              and r.kind = 'need' and st_intersects(r.point, z.area)) as needs
    from zone z
    where z.incident_id = :incident_id and (z.until_at is null or z.until_at > :now)
    order by z.since_at desc, z.id desc
""")

# The straight way from a helper to the need: it touches a zone as well when either of the two lies in it.
WAY = "cast(st_makeline(cast(v.point as geometry), cast(r.point as geometry)) as geography)"

JOBS_IN_ZONE = text(f"""
    select d.id, d.report_id, d.state, r.reference from zone z
    join dispatch d on d.incident_id = :incident_id and d.state in ('asked', 'accepted', 'on_way', 'there')
    join report r on r.incident_id = :incident_id and r.id = d.report_id
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    where z.incident_id = :incident_id and z.id = :id and r.point is not null
      and st_intersects(z.area, coalesce({WAY}, r.point))
    order by d.id
""")

# Suggestions whose way leads through the zone were made before it was drawn: the next look makes better ones.
MATCH_AROUND = text(f"""
    update report t set match_at = :now, match_tries = 0
    where t.incident_id = :incident_id and t.kind = 'need' and t.state in ('new', 'open', 'asked', 'accepted')
      and t.id in (
        select d.report_id from zone z
        join dispatch d on d.incident_id = :incident_id and d.state = 'proposed'
        join report r on r.incident_id = :incident_id and r.id = d.report_id
        join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
        where z.incident_id = :incident_id and z.id = :id and r.point is not null
          and st_intersects(z.area, coalesce({WAY}, r.point)))
""")

# Who was left out for the zone's sake may be asked again.
MATCH_WITHIN = text("""
    update report t set match_at = :now, match_tries = 0
    from zone z
    where t.incident_id = :incident_id and t.kind = 'need' and t.state in ('new', 'open', 'asked', 'accepted')
      and z.incident_id = :incident_id and z.id = :id and st_dwithin(t.point, z.area, :within_m)
""")

MEMBERS = text("""
    select s.id, coalesce(nullif(s.name, ''), s.email) as name from membership m join staff s on s.id = m.staff_id
    where m.incident_id = :incident_id and m.role in ('coordinator', 'administrator') order by 2, 1
""")

# Open cases on which somebody must agree or has, the risky ones first.
AGREED = text("""
    select r.reference, r.category, r.risky, a.kind, a.at, coalesce(nullif(s.name, ''), s.email) as name
    from report r
    left join approval a on a.incident_id = :incident_id and a.report_id = r.id
    left join staff s on s.id = a.staff_id
    where r.incident_id = :incident_id and r.state in ('new', 'open', 'asked', 'accepted', 'done')
      and (r.risky or a.kind is not null)
    order by r.risky desc, r.id desc, a.at limit :most
""")

# The same question as when helpers are found (`app.matching.candidates`), for one helper and one need.
WAY_BARRED = text("""
    select exists (
        select 1 from zone z
        where z.incident_id = :incident_id and z.since_at <= :now and (z.until_at is null or z.until_at > :now)
          and case z.kind
              when 'hazard' then st_intersects(z.area::geometry, st_geomfromewkt(:here))
              else st_intersects(z.area::geometry, st_makeline(st_geomfromewkt(:here), st_geomfromewkt(:there)))
                and not st_covers(z.area::geometry,
                    st_makeline(st_geomfromewkt(:here), st_geomfromewkt(:there))) end)
""")
