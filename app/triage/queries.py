"""The statements of the desk's lists and of what is decided there."""

from sqlalchemy import text

from app.models.report import AT_ALL, FIRST_LOOK, TO_SEND, UNMET, UNPLACED

# After «where r.incident_id = :incident_id»: what `app.triage.narrow.Narrow.values` says. Words (`q`) are looked
# for by the search; `:staff_id` is who asks.
NARROW = """
    and (:kind = '' or r.kind = :kind) and (:category = '' or :category = any(r.categories))
    and r.urgency >= :urgency and (:in_state = '' or r.state = :in_state)
    and (:verified = '' or r.verified = :verified or (:verified = 'rumour' and r.rumour))
    and (:language = '' or r.language = :language) and (:area = '' or r.area = :area)
    and (:placed = '' or (:placed = 'no') = (r.point is null))
    and (cast(:since as timestamptz) is null or r.created_at > :since)
    and (:inside = '' or st_intersects(r.point, st_geogfromtext(nullif(:inside, ''))))
    and (:mine = '' or exists (select 1 from claim c where c.incident_id = :incident_id
        and c.report_id = r.id and c.staff_id = :staff_id and c.until_at > :now))
"""

ROW = """
    r.id, r.reference, r.kind, r.category, r.categories, r.urgency, r.people, r.place_name, r.place_text,
    r.place_source, r.radius_m, r.state, r.created_at, r.text, r.language, r.verified, r.rumour, r.snoozed_until, r.area,
    st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
"""
AWAKE = "(snoozed_until is null or snoozed_until <= :now)"
LISTS = {
    "look": f"{FIRST_LOOK} and {AWAKE}",
    "send": f"{TO_SEND} and {AWAKE}",
    "unplaced": UNPLACED,
    "all": AT_ALL,
}
# A job that somebody should look at: no answer in time, no sign of life, or stopped because it is not safe.
STUCK_JOB = """
    d.incident_id = :incident_id and ((d.state = 'asked' and d.expires_at < :now) or d.state = 'stopped'
        or (d.state in ('accepted', 'on_way', 'there') and (d.missed > 0 or d.check_in_at < :now)))
"""
SCORE = "power(r.urgency, 2) * (60 + extract(epoch from cast(:now as timestamptz) - r.created_at))"
IDS = "and (cast(:ids as bigint[]) is null or r.id = any(cast(:ids as bigint[])))"
# One urgency after the other, each along its index from the longest waiting: 50,000 that wait are not sorted.
BY_URGENCY = "(values (4), (3), (2), (1)) as u (level)"


# Below a score, each urgency begins at an age of its own; a blink earlier, for sums of fractions are not exact.
BELOW = """
    and r.created_at >= coalesce(cast(:now as timestamptz) - interval '1 ms'
        - make_interval(secs => cast(:from_score as double precision) / power(u.level, 2) - 60), '-infinity')
"""


def _along(where: str, begin: str = "") -> str:
    """The oldest of each urgency with their score."""
    return f"""
        select one.id, one.score from {BY_URGENCY} cross join lateral (
            select r.id, {SCORE} as score from report r
            where r.incident_id = :incident_id and r.urgency = u.level and {where} {begin} {NARROW} {IDS}
            order by r.created_at limit :most) one
    """


# Few are stuck among many: they are gathered first and then looked up one by one, whatever a planner guesses.
STUCK_AMONG = f"""
    with stuck as materialized (
        select d.report_id as id from dispatch d where {STUCK_JOB}
        union
        select one.id from {BY_URGENCY} cross join lateral (
            select q.id from report q where q.incident_id = :incident_id and q.urgency = u.level
              and q.unmet_at is not null and q.merged_into is null and q.state in ('new', 'open')
            order by q.created_at limit :most) one)
    select one.id, one.score from stuck k cross join lateral (
        select r.id, {SCORE} as score from report r
        where r.incident_id = :incident_id and r.id = k.id and {AT_ALL} {NARROW} {IDS} limit 1) one
"""
AMONG = {name: _along(where) for name, where in LISTS.items()} | {"stuck": STUCK_AMONG}
BELOW_AMONG = {name: _along(where, BELOW) for name, where in LISTS.items()} | {"stuck": STUCK_AMONG}

LIST_ROWS = {
    name: text(f"""
    with among as materialized ({among})
    select {ROW}, a.score, c.until_at, c.staff_id as holder_id, coalesce(nullif(s.name, ''), s.email) as holder
    from (select id, score from among order by score desc, id limit :most) a
    join report r on r.incident_id = :incident_id and r.id = a.id
    left join claim c on c.incident_id = :incident_id and c.report_id = r.id and c.until_at > :now
    left join staff s on s.id = c.staff_id
    order by a.score desc, r.id
""")
    for name, among in AMONG.items()
}

# The rows that are on somebody's screen, as they are now; one that is not in the list any more is left out.
SOME_ROWS = {
    name: text(f"""
    select {ROW}, {SCORE} as score, c.until_at, c.staff_id as holder_id,
        coalesce(nullif(s.name, ''), s.email) as holder
    from report r
    left join claim c on c.incident_id = :incident_id and c.report_id = r.id and c.until_at > :now
    left join staff s on s.id = c.staff_id
    where r.incident_id = :incident_id and r.reference = any(:references) and ({where}) {NARROW} {IDS}
""")
    for name, where in (
        LISTS
        | {
            "stuck": f"""{AT_ALL} and (({UNMET})
                or exists (select 1 from dispatch d where {STUCK_JOB} and d.report_id = r.id))"""
        }
    ).items()
}

COUNTED = (
    "(select count(*) from (select 1 from report where incident_id = :incident_id and {} limit :enough) x)"
)
LIST_COUNTS = text(f"""
    select {COUNTED.format(LISTS["look"])} as look, {COUNTED.format(LISTS["send"])} as send,
        {COUNTED.format(UNPLACED)} as unplaced, {COUNTED.format(AT_ALL)} as "all",
        (select count(*) from (
            select id from report where incident_id = :incident_id and {UNMET}
            union
            select d.report_id from dispatch d
            join report r on r.incident_id = :incident_id and r.id = d.report_id and r.merged_into is null
                and r.state in ('new', 'open', 'asked', 'accepted', 'done')
            where {STUCK_JOB} limit :enough) x) as stuck
""")

# The next of a list that nobody has in hand: first what comes after the one at hand, then from the top. A row that
# somebody else is just taking is passed over; whoever was a blink quicker leaves nothing to return, and we look again.
TAKE_NEXT = {
    name: text(f"""
    with among as materialized ({among}),
    free as (
        select r.id, r.reference from among a
        join report r on r.incident_id = :incident_id and r.id = a.id
        where r.id <> :besides and not exists (
            select 1 from claim c where c.incident_id = :incident_id and c.report_id = r.id
              and c.until_at > :now and c.staff_id <> :staff_id)
        order by (a.score, -r.id) < (cast(:after_score as double precision), cast(-:besides as bigint)) desc,
            a.score desc, r.id
        limit 1 for no key update of r skip locked),
    taken as (
        insert into claim as c (incident_id, report_id, staff_id, taken_at, until_at)
        select :incident_id, id, :staff_id, :now, :until_at from free
        on conflict (incident_id, report_id) do update
            set staff_id = excluded.staff_id, taken_at = excluded.taken_at, until_at = excluded.until_at
            where c.until_at <= excluded.taken_at or c.staff_id = excluded.staff_id
        returning report_id),
    given_back as (
        delete from claim c using taken t
        where c.incident_id = :incident_id and c.staff_id = :staff_id and c.report_id <> t.report_id)
    select f.id, f.reference, exists (select 1 from taken) as mine from free f
""")
    for name, among in BELOW_AMONG.items()
}

# Taken if nobody has it; `taken_at` stays while the same person goes on.
TAKE = text("""
    insert into claim as c (incident_id, report_id, staff_id, taken_at, until_at)
    values (:incident_id, :report_id, :staff_id, :now, :until_at)
    on conflict (incident_id, report_id) do update
        set taken_at = case when c.staff_id = excluded.staff_id then c.taken_at else excluded.taken_at end,
            staff_id = excluded.staff_id, until_at = excluded.until_at
        where c.until_at <= excluded.taken_at or c.staff_id = excluded.staff_id
    returning report_id
""")

TAKE_OVER = text("""
    insert into claim as c (incident_id, report_id, staff_id, taken_at, until_at)
    values (:incident_id, :report_id, :staff_id, :now, :until_at)
    on conflict (incident_id, report_id) do update
        set staff_id = excluded.staff_id, taken_at = excluded.taken_at, until_at = excluded.until_at
""")

FREE = text("""
    delete from claim where incident_id = :incident_id and report_id = :report_id and staff_id = :staff_id
""")

# Whoever opens one gives the others back: a person has one case in hand.
FREE_OTHERS = text("""
    delete from claim where incident_id = :incident_id and staff_id = :staff_id and report_id <> :report_id
""")

HOLDER = text("""
    select c.staff_id, c.until_at, coalesce(nullif(s.name, ''), s.email) as name
    from claim c join staff s on s.id = c.staff_id
    where c.incident_id = :incident_id and c.report_id = :report_id and c.until_at > :now
""")

STANDING = text("""
    select triaged_at, snoozed_until from report where incident_id = :incident_id and id = :report_id
""")

# Nobody has in hand any more what was decided.
SET_STANDING = text("""
    with freed as (delete from claim where incident_id = :incident_id and report_id = :report_id)
    update report set triaged_at = :triaged_at, snoozed_until = :snoozed_until, updated_at = :now
    where incident_id = :incident_id and id = :report_id
""")

# The same in one go, with how it stood before.
DECIDED = text("""
    with stood as materialized (
        select id, triaged_at, snoozed_until from report where incident_id = :incident_id and id = :report_id),
    freed as (delete from claim where incident_id = :incident_id and report_id = :report_id)
    update report r
    set triaged_at = coalesce(r.triaged_at, :now), snoozed_until = null, updated_at = :now
    from stood where r.incident_id = :incident_id and r.id = stood.id
    returning stood.triaged_at, stood.snoozed_until
""")

# The very same words, whatever their letters and signs are, and what else the same person sent.
ALIKE = text(r"""
    with it as materialized (
        select id, contact_id, md5(lower(regexp_replace(text, '\W+', ' ', 'g')))::uuid as words from report
        where incident_id = :incident_id and reference = :reference),
    found as (
        select o.id from it join report o on o.incident_id = :incident_id and o.contact_id = it.contact_id
        union
        select o.id from it join report o on o.incident_id = :incident_id
            and (md5(lower(regexp_replace(o.text, '\W+', ' ', 'g')))::uuid) = it.words)
    select r.id from found f join report r on r.incident_id = :incident_id and r.id = f.id
    where r.merged_into is null and r.state in ('new', 'open', 'asked')
    order by r.reference = :reference desc, r.id desc limit :most
""")

EVENT = text("""
    select id, at, who, what, report_id, dispatch_id, before, after, why from event
    where incident_id = :incident_id and id = :id
""")

# What one press of many did, the last first: it is taken back in that order.
OF_BATCH = text("""
    select id from event
    where incident_id = :incident_id and at > :since and after ->> 'batch' = :batch order by id desc limit 2000
""")

# What came after an event of the same case, by what can be taken back.
LATER = text("""
    select id, what, after from event
    where incident_id = :incident_id and report_id = :report_id and id > :id order by id
""")
