"""The statements of the hand-over."""

from sqlalchemy import text

from app.models.volunteer import REACH_CLASSES_M

# A need that still waits for help, as one case of those that were merged.
OPEN = """
    r.incident_id = :incident_id and r.kind = 'need' and r.merged_into is null and not r.drive
      and r.state in ('new', 'open', 'asked', 'accepted')
"""
GOING = "('accepted', 'on_way', 'there')"

LAST = text("select at from huddle where incident_id = :incident_id order by at desc, id desc limit 1")

NEW = text("""
    select r.urgency, count(*) as cases from report r
    where r.incident_id = :incident_id and r.kind = 'need' and r.merged_into is null and r.state <> 'noise'
      and r.created_at > :since and r.created_at <= :now
    group by r.urgency
""")

OPEN_BY_URGENCY = text(f"select r.urgency, count(*) as cases from report r where {OPEN} group by r.urgency")

# Helped: a helper was done, or somebody closed the case while a helper had it.
HELPED = text("""
    with helped as (
        select d.report_id from dispatch d
        where d.incident_id = :incident_id and d.state = 'done' and d.since_at > :since
        union
        select e.report_id from event e
        where e.incident_id = :incident_id and e.what = 'report.closed' and e.at > :since
          and e.before ->> 'state' = 'accepted')
    select r.urgency, count(*) as cases from helped h join report r on r.incident_id = :incident_id and r.id = h.report_id
    where r.state in ('done', 'closed') and r.merged_into is null
    group by r.urgency
""")

# The oldest that wait although life is at risk, with who has them: the helpers who go, else whoever is at it.
CRITICALS = text(f"""
    select r.reference, r.area, r.category, r.urgency, r.state, r.created_at as since_at,
        array(select v.reference from dispatch d
            join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
            where d.incident_id = :incident_id and d.report_id = r.id and d.state in {GOING} order by d.id) as helpers,
        coalesce((select 'staff:' || c.staff_id from claim c
            where c.incident_id = :incident_id and c.report_id = r.id and c.until_at > :now), '') as held_by,
        count(*) over () as altogether
    from report r where {OPEN} and r.urgency >= 4
    order by r.created_at, r.id limit :most
""")

# A case is stuck for one reason at a time, the gravest: `rank` 1 is what fails a helper, 5 is silence.
STUCK = text(f"""
    with waits as (
        select d.report_id, 1 as rank, 'stopped' as what, max(d.since_at) as since_at from dispatch d
        where d.incident_id = :incident_id and d.state = 'stopped'
          and not exists (select 1 from dispatch g where g.incident_id = :incident_id and g.report_id = d.report_id
            and g.id > d.id and g.state in ('asked', 'accepted', 'on_way', 'there', 'done'))
        group by d.report_id
        union all
        select d.report_id, 2, 'missed', min(d.check_in_at) from dispatch d
        where d.incident_id = :incident_id and d.state in {GOING} and d.missed > 0 group by d.report_id
        union all
        select d.report_id, 3, 'late', min(d.check_in_at) from dispatch d
        where d.incident_id = :incident_id and d.state in {GOING} and d.check_in_at < :now and d.missed = 0
        group by d.report_id
        union all
        select r.id, 4, 'unmet', r.unmet_at from report r
        where {OPEN} and r.unmet_at is not null and r.state in ('new', 'open')
        union all
        select d.report_id, 5, 'lapsed', max(d.since_at) from dispatch d
        where d.incident_id = :incident_id and d.state = 'lapsed'
          and not exists (select 1 from dispatch g where g.incident_id = :incident_id and g.report_id = d.report_id
            and g.state in ('asked', 'accepted', 'on_way', 'there', 'done'))
        group by d.report_id),
    gravest as (
        select distinct on (w.report_id) w.report_id, w.rank, w.what, w.since_at from waits w
        order by w.report_id, w.rank)
    select r.reference, r.area, r.category, r.urgency, g.what, coalesce(g.since_at, r.created_at) as since_at,
        count(*) over () as altogether
    from gravest g join report r on r.incident_id = :incident_id and r.id = g.report_id
    where {OPEN} order by g.rank, r.urgency desc, since_at limit :most
""")

# Open needs to which nobody goes, by area and kind; the middle of each group stands for where they are.
GAPS = text(f"""
    with bare as (
        select r.area, r.category, r.urgency, r.point from report r
        where {OPEN} and r.state <> 'accepted' and r.category <> 'other'
          and not exists (select 1 from dispatch d where d.incident_id = :incident_id and d.report_id = r.id
            and d.state in {GOING})),
    grouped as (
        select b.area, b.category, count(*) as needs, max(b.urgency) as urgency, sum(b.urgency * b.urgency) as weight,
            st_centroid(st_collect(b.point::geometry))::geography as middle
        from bare b group by b.area, b.category order by weight desc, b.area, b.category limit :most)
    select g.area, g.category, g.needs, g.urgency, (
        select count(distinct n.volunteer_id) from ({
    " union all ".join(
        f'''(select a.volunteer_id from able a
             where a.incident_id = :incident_id and (hashtext(a.skill::text) # a.reach_m) = (hashtext(g.category::text) # {reach_m})
               and a.skill = g.category and a.reach_m = {reach_m} and st_dwithin(a.point, g.middle, {reach_m}, false) limit 100)'''
        for reach_m in REACH_CLASSES_M
    )
}) n) as helpers
    from grouped g order by g.weight desc, g.area, g.category
""")

# The jobs of the last day of everybody who has one now or has done many, for what they cost: see `tired.py`.
WORKED = text(f"""
    select v.reference, v.load_cap, v.daily_cap, d.state in {GOING} as going,
        d.state in ('asked', 'accepted', 'on_way', 'there') as counts,
        greatest(coalesce(taken.at, d.created_at), :day_ago) as from_at, case when d.state in {GOING} then cast(:now as timestamptz) else d.since_at end as to_at,
        exists (select 1 from prompt p where p.incident_id = :incident_id and p.contact_id = v.contact_id
            and p.kind = 'rest' and p.closed_at is null and p.expires_at > :now) as rest_due
    from dispatch d
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    left join lateral (
        select min(e.at) as at from event e
        where e.incident_id = :incident_id and e.report_id = d.report_id and e.dispatch_id = d.id
          and e.what = 'dispatch.accepted') taken on true
    where d.incident_id = :incident_id and v.on_duty and coalesce(v.rest_until <= :now, true)
      and (d.state in ('asked', 'accepted', 'on_way', 'there')
        or (d.state in ('done', 'left', 'stopped') and d.since_at > :day_ago))
""")

TROUBLES = text("""
    select count(*) filter (where m.state = 'set_aside') as set_aside,
        count(*) filter (where m.state in ('failed', 'unclear')) as not_sent
    from message m where m.incident_id = :incident_id and m.state in ('set_aside', 'failed', 'unclear')
""")

ALARMS = text("""
    select a.kind, r.reference, r.area, a.opened_at as since_at, count(*) over () as altogether
    from alarm a join report r on r.incident_id = :incident_id and r.id = a.report_id
    where a.incident_id = :incident_id and a.seen_at is null
    order by a.kind = 'critical' desc, a.opened_at limit :most
""")

UNDONE = text("""
    select e.what, count(*) as times from event e
    where e.incident_id = :incident_id and e.at > :since and e.at <= :now
      and (e.what in ('event.undone', 'report.split', 'pledge.undone', 'approval.withdrawn', 'place.forgotten',
            'place.corrected', 'reading.undone')
        or (e.what = 'report.open' and e.before ->> 'state' in ('done', 'closed', 'cancelled', 'noise'))
        or (e.what = 'dispatch.released' and e.who like 'staff:%'))
    group by e.what order by count(*) desc, e.what
""")

# --- what is kept

# Two who press «Hand over now» at once do it one after the other.
LOCK = text("select id from incident where id = :incident_id for no key update")

KEEP = text("""
    insert into huddle (incident_id, since_at, at, who, digest)
    values (:incident_id, :since, :now, :who, cast(:digest as jsonb)) returning id
""")

ATTACH = text("""
    update huddle_note set huddle_id = :huddle_id where incident_id = :incident_id and huddle_id is null
    returning id
""")

ADD_NOTE = text("""
    insert into huddle_note (incident_id, who, text, at) values (:incident_id, :who, :text, :now)
""")

NOTES = text("""
    select n.who, n.text, n.at from huddle_note n
    where n.incident_id = :incident_id and n.huddle_id is not distinct from cast(:huddle_id as bigint)
    order by n.id limit 100
""")

KEPT = text("""
    select h.at, h.since_at, h.who, row_number() over (order by h.id) as turn, (
        select count(*) from huddle_note n where n.incident_id = :incident_id and n.huddle_id = h.id) as notes
    from huddle h where h.incident_id = :incident_id order by h.id desc limit 60
""")

KEPT_ONE = text("""
    select h.id, h.at, h.since_at, h.who, h.digest from huddle h
    where h.incident_id = :incident_id order by h.id limit 1 offset :before
""")

HELPER_NAMES = text("""
    select v.reference, c.name from volunteer v
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    where v.incident_id = :incident_id and v.reference = any(:references) and c.name <> ''
""")
