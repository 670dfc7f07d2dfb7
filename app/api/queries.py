"""The statements behind the pages; those of the public map stand beside it."""

from sqlalchemy import text

from app.triage.queries import NARROW

# --- the person's own case ---

MESSAGE_BY_TOKEN = text("""
    select contact_id, report_id, text, received_at, state from message
    where incident_id = :incident_id and link_token = :token and channel = 'web'
""")

# What a form's key stands for already.
FORM_STORED = text("""
    select text, details #>> '{pin,lat}' as lat, details #>> '{pin,lon}' as lon,
        details ->> 'phone_index' as phone, coalesce(details -> 'fields', '{}') as fields from message
    where incident_id = :incident_id and channel = 'web' and external_id = :external_id
""")

CASE_LINES = text("""
    select direction = 'out' as ours, text, received_at as at, state, channel from message
    where incident_id = :incident_id and report_id = :report_id and contact_id = :contact_id
    order by id limit 200
""")

# What we ask the person now, the place among it.
CASE_ASKED = text("""
    select distinct p.kind from prompt p
    where p.incident_id = :incident_id and p.report_id = :report_id and p.contact_id = :contact_id
      and p.closed_at is null and p.expires_at > :now
""")

# Whose word that it is done was taken: only such a case can be «not helped after all».
CASE_DONE = text("""
    select max(d.id) from dispatch d
    where d.incident_id = :incident_id and d.report_id = :report_id and d.state = 'done'
""")

CASE_READING = text("select reading from report where incident_id = :incident_id and id = :report_id")

COMING = text("""
    select c.name from dispatch d
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    where d.incident_id = :incident_id and d.report_id = :report_id and d.state in ('accepted', 'on_way', 'there', 'done')
    order by d.id limit 1
""")

# --- the drill's phones ---

PHONE_MESSAGES = text("""
    select id as n, peer_sealed, text, phrase, details from message
    where incident_id = :incident_id and direction = 'out' and channel = 'console'
      and state in ('sent', 'delivered') and id > :after
    order by id limit :most
""")

PHONE_LINES = text("""
    select direction = 'out' as ours, text, received_at as at, state, channel from message
    where incident_id = :incident_id and lane = :lane and channel = 'console'
      and (direction = 'in' or state in ('sent', 'delivered'))
    order by id desc limit 60
""")

PHONE_CAST = text("""
    select a.number_sealed, c.name from address a
    join contact c on c.incident_id = :incident_id and c.id = a.contact_id
    where a.incident_id = :incident_id and a.channel = 'console' order by a.id limit 100
""")

# --- the desk ---

DESK_FRAME = text("""
    select
        (select count(*) from alarm a where a.incident_id = :incident_id and a.seen_at is null) as alarms,
        (select count(*) from message m where m.incident_id = :incident_id
            and m.state in ('set_aside', 'failed', 'unclear')) as troubles
""")

DESK_ROW = """
    select r.id, r.reference, r.kind, r.category, r.categories, r.urgency, r.people, r.place_name, r.place_text,
        r.place_source, r.radius_m, r.state, r.created_at, r.text, r.language, r.reading, r.place_trail, r.places_wanted,
        r.contact_id, r.merged_into, r.unmet_at, r.verified, r.rumour, r.snoozed_until, r.area,
        st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
    from report r
"""
HELD_ROW = DESK_ROW.replace(
    "    from report r",
    """        , c.staff_id as holder_id, coalesce(nullif(s.name, ''), s.email) as holder
    from report r
    left join claim c on c.incident_id = :incident_id and c.report_id = r.id and c.until_at > :now
    left join staff s on s.id = c.staff_id""",
)

DESK_ONE = text(f"{DESK_ROW} where r.incident_id = :incident_id and r.reference = :reference")

# What most new cases have none of is asked for only where there is some: ten statements fewer for each next case.
BESIDE = """
        , exists (select 1 from message m where m.incident_id = :incident_id and m.report_id = r.id) as has_talk
        , exists (select 1 from dispatch d where d.incident_id = :incident_id and d.report_id = r.id) as has_jobs
        , exists (select 1 from approval a where a.incident_id = :incident_id and a.report_id = r.id) as has_word
        , exists (select 1 from need_line l where l.incident_id = :incident_id and l.report_id = r.id) as has_goods
        , exists (select 1 from report k where k.incident_id = :incident_id and k.merged_into = r.id) as has_kin
        , (select a.number_sealed from address a
           where a.incident_id = :incident_id and a.contact_id = r.contact_id
           order by a.scheme = 'web', a.id limit 1) as number_sealed
    from report r
"""
DESK_HELD_ONE = text(f"""
    {HELD_ROW.replace("    from report r", BESIDE, 1)}
    where r.incident_id = :incident_id and r.reference = :reference
""")

JOB_COLUMNS = """
    d.id, d.state as job_state, d.since_at, d.expires_at, d.check_in_at, d.missed, d.wave, d.score, d.distance_m,
    d.reasons, v.reference as helper, c.name as helper_name, v.vehicle
"""

# What went wrong first, then who goes, who was asked, who could be. Over the cap: a suggestion that would be one
# question too many, or a helper who carries more than they agreed to.
DESK_HELPERS = text(f"""
    select {JOB_COLUMNS},
        case when d.state = 'proposed' then carried.load >= v.load_cap or carried.taken >= v.daily_cap
            when d.state in ('asked', 'accepted', 'on_way', 'there')
            then carried.load > v.load_cap or carried.taken > v.daily_cap
            else false end as over_cap
    from dispatch d
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    cross join lateral (
        select count(*) filter (where o.state in ('asked', 'accepted', 'on_way', 'there')) as load,
            count(*) filter (
                where o.state in ('accepted', 'on_way', 'there', 'done') and o.since_at > :since) as taken
        from dispatch o where o.incident_id = :incident_id and o.volunteer_id = v.id) carried
    where d.incident_id = :incident_id and d.report_id = :report_id
    order by case when d.state = 'stopped' then 0 when d.missed > 0 then 1
            when d.state in ('accepted', 'on_way', 'there') then 2 when d.state = 'asked' then 3
            when d.state = 'done' then 4 when d.state = 'proposed' then 5 else 6 end,
        d.score desc, d.id
""")

DESK_AGREED = text("""
    select a.kind, a.at, a.staff_id, coalesce(nullif(s.name, ''), s.email) as name
    from approval a join staff s on s.id = a.staff_id
    where a.incident_id = :incident_id and a.report_id = :report_id order by a.at, a.staff_id
""")

DESK_KIN = text("""
    select id, reference from report
    where incident_id = :incident_id and (merged_into = :report_id or id = cast(:stands_id as bigint)) order by id
""")

# The talk with the person, and what whoever was asked or goes there wrote about the case. Words that one gave and
# we passed on stand once, as the one who wrote them wrote them, with those to whom they went.
DESK_LINES = text("""
    with passed as materialized (
        select o.details ->> 'relay_of' as message, array_agg(k.name order by o.id) as names
        from message o join contact k on k.incident_id = :incident_id and k.id = o.contact_id
        where o.incident_id = :incident_id and o.report_id = :report_id and o.direction = 'out'
          and o.details ->> 'relay_of' is not null
        group by 1)
    select m.id, m.direction = 'out' as ours, m.text, m.received_at as at, m.state, m.channel,
        case when m.contact_id <> :contact_id then c.name end as helper,
        coalesce(passed.names, '{}') as passed_on, coalesce(m.details ->> 'written_by', '') as written_by
    from message m join contact c on c.incident_id = :incident_id and c.id = m.contact_id
    left join passed on m.direction = 'in' and passed.message = cast(m.id as text)
    where m.incident_id = :incident_id and m.report_id = :report_id
      and (m.contact_id = :contact_id or m.direction = 'in' or m.phrase = 'written')
      and (m.direction = 'in' or m.details ->> 'relay_of' is null or m.state = 'failed')
    order by m.id limit 200
""")

DESK_STEPS = text("""
    select e.id, e.at, e.who, e.what, e.why, e.after ->> 'undoes' as undoes from event e
    where e.incident_id = :incident_id and e.report_id = :report_id order by e.id limit 200
""")

STAFF_NAMES = text("""
    select f.id, f.name, f.email from membership m join staff f on f.id = m.staff_id
    where m.incident_id = :incident_id
""")

CONTACT_NAMES = text("""
    select id, name from contact where incident_id = :incident_id and id = any(:ids) and name <> ''
""")

BOARD_CASE = """
    r.id as case_id, r.area, r.reference, r.kind, r.category, r.categories, r.urgency, r.people, r.place_name,
    r.place_source, r.radius_m, r.state, r.created_at, r.text, r.language, st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
"""

# What went wrong and who was not heard of first, then the longest in its state. Of jobs that are over only those
# count whose case waits for the person's word: they are found by the case, for jobs that are done are many.
DESK_BOARD = text(f"""
    with job as (
        select o.id from dispatch o
        where o.incident_id = :incident_id and o.state in ('asked', 'accepted', 'on_way', 'there', 'stopped')
        union all
        select o.id from report w
        join dispatch o on o.incident_id = :incident_id and o.report_id = w.id and o.state = 'done'
        where w.incident_id = :incident_id and w.state = 'done')
    select {JOB_COLUMNS}, {BOARD_CASE}
    from job
    join dispatch d on d.incident_id = :incident_id and d.id = job.id
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    join report r on r.incident_id = :incident_id and r.id = d.report_id
    where (d.state <> 'stopped' or r.state in ('new', 'open', 'asked', 'accepted', 'done'))
      and (:team = '' or lower(v.team) = lower(:team))
      {NARROW}
    order by d.state = 'stopped' desc, d.missed desc, d.since_at limit :most
""")

# Needs that were looked at and that nobody has, with whoever fits best: one walk of the index an urgency.
BOARD_OPEN = text(f"""
    select {JOB_COLUMNS}, case_.*
    from (values (4), (3), (2), (1)) level(urgency)
    cross join lateral (
        select {BOARD_CASE} from report r
        where r.incident_id = :incident_id and r.triaged_at is not null and r.merged_into is null
          and r.state = 'open' and r.kind = 'need' and r.point is not null and r.urgency = level.urgency
          {NARROW}
        order by r.created_at limit :most) case_
    left join lateral (
        select o.id from dispatch o
        where o.incident_id = :incident_id and o.report_id = case_.case_id and o.state = 'proposed'
        order by o.score desc, o.id limit 1) best on true
    left join dispatch d on d.incident_id = :incident_id and d.id = best.id
    left join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    left join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    order by case_.urgency desc, case_.created_at limit :most
""")

DESK_TROUBLES = text("""
    select id, direction = 'out' as ours, text, reason, received_at as at from message
    where incident_id = :incident_id and state in ('set_aside', 'failed', 'unclear') order by id desc limit 50
""")

DESK_COUNTS = text("""
    select
        (select count(*) from report r where r.incident_id = :incident_id and r.kind = 'need'
            and r.state in ('new', 'open', 'asked', 'accepted', 'done')) as needs_open,
        (select count(*) from report r where r.incident_id = :incident_id and r.kind = 'need'
            and r.state = 'closed') as needs_helped,
        (select count(*) from volunteer v where v.incident_id = :incident_id and v.on_duty) as helpers_on_duty,
        (select count(*) from report r where r.incident_id = :incident_id and r.kind in ('need', 'offer')
            and r.point is null and r.state in ('new', 'open')) as unplaced,
        (select count(*) from message m where m.incident_id = :incident_id and m.state = 'set_aside') as set_aside,
        (select count(*) from message m where m.incident_id = :incident_id
            and m.state in ('failed', 'unclear')) as not_sent
""")

LAST_POSITION = text("select coalesce(max(position), 0) from follow where incident_id = :incident_id")

# What the one look of an incident reads: what happened, and of the case what lists and maps must know.
NEWS = text("""
    select e.position, e.what, r.reference, r.kind, r.urgency, r.state, r.triaged_at is null as unseen,
        r.merged_into is not null as merged, st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
    from event e
    left join report r on r.incident_id = :incident_id and r.id = e.report_id
    where e.incident_id = :incident_id and e.position > :after and e.position <= :upto
    order by e.position limit :most
""")

# Leases are no events, for most of them end unnoticed: the look compares who has what in hand.
CLAIMS_NOW = text("""
    select r.reference, c.taken_at, coalesce(nullif(s.name, ''), s.email) as name
    from claim c
    join report r on r.incident_id = :incident_id and r.id = c.report_id
    join staff s on s.id = c.staff_id
    where c.incident_id = :incident_id and c.until_at > :now
""")

# --- the ground under the map ---

GROUND = text("select features from ground where incident_id = :incident_id")

# Streets and quarters are drawn by their shape; everything else is a name at a point. What pins taught is where
# somebody who asked for help was, and not for strangers.
GROUND_NAMES = text("""
    select name, kind, importance,
        st_asgeojson((case when kind in ('street', 'quarter') then coalesce(shape, point) else point end)::geometry, 5)
            as geometry
    from place where incident_id = :incident_id and source <> 'taught' order by importance desc, id limit :most
""")

# A helper's part in a case, the one that is under way before those that are over.
DISPATCH_OF = text("""
    select d.id, d.state, c.name from dispatch d
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    where d.incident_id = :incident_id and d.report_id = :report_id and v.reference = :helper
    order by d.state in ('proposed', 'asked', 'accepted', 'on_way', 'there') desc, d.id desc limit 1
""")

OPEN_NEEDS = text(f"""
    {DESK_ROW}
    where r.incident_id = :incident_id and r.kind = 'need' and r.merged_into is null
      and r.state in ('new', 'open', 'asked', 'accepted', 'done') and r.id < :before
    order by r.id desc limit :most
""")
