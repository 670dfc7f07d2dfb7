"""The statements of the outcome board and of the review: one grouped statement a figure."""

from sqlalchemy import text

OPEN = "('new', 'open', 'asked', 'accepted')"  # help has not come yet
# What a period is about: needs that came in it, each case once.
NEEDS = """
    r.incident_id = :incident_id and r.kind = 'need' and r.merged_into is null and r.state <> 'noise' and not r.drive
      and r.created_at >= cast(:start as timestamptz) and r.created_at < cast(:end as timestamptz)
"""
BUCKET = "date_bin(cast(:step as interval), r.created_at, cast(:start as timestamptz))"
# Thousands of names are sorted byte by byte, ten times as fast as by the rules of a language.
GROUP_KEYS = (
    'r.area collate "C" as area, r.category collate "C" as category, r.language collate "C" as language'
)
GROUPS = """
    select grouping(bucket, area, category, language) as grouped, bucket, area, category, language,
        count(*) as cases, count(wait_s) as answered,
        percentile_cont(array[0.5, 0.9]) within group (order by wait_s) as waits
    from waited group by grouping sets ((), (bucket), (area), (category), (language))
"""

# Help came when the first helper who was not taken off the job again was done, or when somebody closed the case
# while a helper had it.
HELPED = """
    select d.report_id, min(d.since_at) as at from dispatch d
    where d.incident_id = :incident_id and d.state = 'done' group by d.report_id
"""
CLOSED_WITH_HELP = """
    select e.report_id, min(e.at) as at from event e
    where e.incident_id = :incident_id and e.what = 'report.closed' and e.at >= cast(:start as timestamptz)
      and e.before ->> 'state' = 'accepted' group by e.report_id
"""
WAITED_FOR_HELP = f"""
    helped as materialized ({HELPED}), closed as materialized ({CLOSED_WITH_HELP}),
    waited as (
        select {BUCKET} as bucket, {GROUP_KEYS},
            case when r.state in ('done', 'closed')
                then extract(epoch from coalesce(h.at, c.at) - r.created_at)::float8 end as wait_s
        from report r left join helped h on h.report_id = r.id left join closed c on c.report_id = r.id
        where {NEEDS})
"""
HELP = text(f"with {WAITED_FOR_HELP} {GROUPS}")

# The first text that left for the person themselves; what went to helpers about the case is no answer to them.
FIRST_REPLY = text(f"""
    with waited as (
        select {BUCKET} as bucket, {GROUP_KEYS},
            greatest(0, extract(epoch from reply.at - r.created_at))::float8 as wait_s
        from report r left join lateral (
            select m.done_at as at from message m
            where m.incident_id = :incident_id and m.report_id = r.id and m.contact_id = r.contact_id
              and m.direction = 'out' and m.state in ('sent', 'delivered')
            order by m.done_at limit 1) reply on true
        where {NEEDS})
    {GROUPS}
""")

# Everything that arrived, also what is no need: the load on the desk.
ARRIVED = text(f"""
    select {BUCKET} as bucket, count(*) as reports, count(*) filter (where r.kind = 'need' and r.state <> 'noise') as needs,
        count(*) filter (where r.state = 'noise') as noise
    from report r where r.incident_id = :incident_id
      and r.created_at >= cast(:start as timestamptz) and r.created_at < cast(:end as timestamptz)
    group by bucket order by bucket
""")

OPEN_NOW = text(f"""
    select count(*) as open, coalesce(sum((r.created_at < :day_ago)::int), 0) as old from report r
    where r.incident_id = :incident_id and r.kind = 'need' and r.merged_into is null and not r.drive
      and r.state in {OPEN}
""")

# How the number of open needs changed: cases that opened less cases that ended. A case that is part of another
# counts nowhere, as it does today.
CHANGES = text(f"""
    with changed as (
        select {BUCKET} as bucket, 1 as change
        from report r where r.incident_id = :incident_id and r.kind = 'need' and r.merged_into is null and not r.drive
          and r.created_at >= cast(:start as timestamptz) and r.created_at < cast(:end as timestamptz)
        union all
        select date_bin(cast(:step as interval), e.at, cast(:start as timestamptz)),
            (coalesce(e.after ->> 'state', '') in {OPEN})::int - (coalesce(e.before ->> 'state', '') in {OPEN})::int
        from event e join report r on r.incident_id = :incident_id and r.id = e.report_id
        where e.incident_id = :incident_id and r.kind = 'need' and r.merged_into is null and not r.drive
          and e.at >= cast(:start as timestamptz) and e.at < cast(:end as timestamptz)
          and e.what in ('report.new', 'report.open', 'report.done', 'report.closed', 'report.cancelled', 'report.noise',
            'report.unmet'))
    select c.bucket, sum(c.change) as change from changed c group by c.bucket order by c.bucket
""")

# --- the review: what happened in whole days

DAYS = text("""
    select (e.at at time zone :zone)::date as day,
        count(*) filter (where e.what = 'report.created') as arrived,
        count(*) filter (where e.what = 'dispatch.asked') as asked,
        count(*) filter (where e.what = 'dispatch.accepted') as accepted,
        count(*) filter (where e.what = 'dispatch.done') as done,
        count(*) filter (where e.what = 'report.closed' and e.why = '' and e.before ->> 'state' = 'done') as confirmed,
        count(*) filter (where e.what = 'report.unmet') as unmet
    from event e
    where e.incident_id = :incident_id and e.at >= :start and e.at < :end
      and e.what in ('report.created', 'report.closed', 'report.unmet', 'dispatch.asked', 'dispatch.accepted',
        'dispatch.done')
    group by day order by day
""")

LOOKED_AT = text("""
    select (r.triaged_at at time zone :zone)::date as day, count(*) as looked
    from report r where r.incident_id = :incident_id and r.triaged_at >= :start and r.triaged_at < :end
    group by day order by day
""")

HELP_BY_AREA_AND_KIND = text(f"""
    with {WAITED_FOR_HELP}
    select area, category, count(*) as cases, count(wait_s) as answered,
        percentile_cont(array[0.5, 0.9]) within group (order by wait_s) as waits
    from waited group by grouping sets ((), (area, category))
    order by grouping(area) desc, count(*) desc, area, category limit 41
""")

UNMET = text(f"""
    select r.area, r.category, count(*) as cases, count(r.unmet_at) as told, min(r.created_at) as oldest_at
    from report r where {NEEDS} and r.state in {OPEN} and (r.created_at < :before or r.unmet_at is not null)
    group by r.area, r.category order by count(*) desc, min(r.created_at) limit 40
""")

# Who takes back what was done says why, or the machine does; a helper let go by a person counts too.
UNDONE = text("""
    select e.at, e.who, e.what, e.why, r.reference, e.before ->> 'state' as state, e.after ->> 'what' as undone
    from event e left join report r on r.incident_id = :incident_id and r.id = e.report_id
    where e.incident_id = :incident_id and e.at >= :start and e.at < :end
      and (e.what in ('event.undone', 'report.split', 'pledge.undone', 'approval.withdrawn', 'place.forgotten',
            'place.corrected', 'reading.undone')
        or (e.what = 'report.open' and e.before ->> 'state' in ('done', 'closed', 'cancelled', 'noise'))
        or (e.what = 'dispatch.released' and e.who like 'staff:%'))
    order by e.at desc, e.id desc limit :most
""")

ALARMS = text("""
    select a.kind, count(*) as raised, count(a.seen_at) as seen,
        percentile_cont(array[0.5, 0.9, 1]) within group (
            order by extract(epoch from a.seen_at - a.opened_at)::float8) as waits
    from alarm a where a.incident_id = :incident_id and a.opened_at >= :start and a.opened_at < :end
    group by a.kind order by a.kind
""")

BULLETINS = text("""
    select b.texts, b.source, b.at, b.ended_at from bulletin b
    where b.incident_id = :incident_id and b.at >= :start and b.at < :end order by b.at limit 100
""")

CHALLENGES = text("""
    select n.at, n.who, n.text from huddle_note n
    where n.incident_id = :incident_id and n.at >= :start and n.at < :end order by n.at limit 200
""")

LEARNED = text("""
    select e.at, e.who, e.after ->> 'text' as text from event e
    where e.incident_id = :incident_id and e.at >= :start and e.at < :end and e.what = 'review.noted'
    order by e.at limit 200
""")
