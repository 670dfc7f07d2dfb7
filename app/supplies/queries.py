"""The statements of the supply verbs."""

from sqlalchemy import text

STANDS = "(p.dispatch_id is null or coalesce(d.state in ('accepted', 'on_way', 'there', 'done'), false))"
LIVE = f"p.id is not null and p.released_at is null and {STANDS}"
COMING = f"coalesce(sum(greatest(0, p.amount - p.delivered)) filter (where {LIVE}), 0)"
COUNTED = f"""
    l.id, l.report_id, l.item, l.unit, l.amount,
    coalesce(sum(p.amount) filter (where {LIVE}), 0) as pledged,
    coalesce(sum(p.delivered), 0) as delivered,
    greatest(0, l.amount - coalesce(sum(p.delivered), 0) - {COMING}) as remaining
"""
PLEDGED = """
    left join pledge p on p.incident_id = :incident_id and p.need_line_id = l.id
    left join dispatch d on d.incident_id = :incident_id and d.id = p.dispatch_id
"""

LINES = text(f"""
    select {COUNTED} from need_line l {PLEDGED}
    where l.incident_id = :incident_id and l.report_id = :report_id
    group by l.incident_id, l.id order by l.id
""")

REPORT_OF_LINE = text("select report_id from need_line where incident_id = :incident_id and id = :id")

REPORT_OF_PLEDGE = text("""
    select l.report_id from pledge p join need_line l on l.incident_id = :incident_id and l.id = p.need_line_id
    where p.incident_id = :incident_id and p.id = :id
""")

REPORT_OF_JOB = text(
    "select report_id, volunteer_id, state from dispatch where incident_id = :incident_id and id = :id"
)

# Whoever counts what is promised counts alone: the same row, taken first, as for who goes.
LOCK_NEED = text("""
    select id, reference, contact_id, state, drive, places_wanted from report
    where incident_id = :incident_id and id = :report_id for no key update
""")

TAKEN = text("""
    select count(*) from dispatch where incident_id = :incident_id and report_id = :report_id
      and state in ('accepted', 'on_way', 'there', 'done')
""")

# While something is lacking, one more helper is wanted than have said yes.
WIDEN = text("""
    update report set places_wanted = :places, updated_at = :now,
        match_at = case when point is not null then :now else match_at end
    where incident_id = :incident_id and id = :report_id
""")

ADD_LINE = text("""
    insert into need_line (incident_id, report_id, item, amount, unit)
    values (:incident_id, :report_id, :item, :amount, :unit) returning id
""")

CHANGE_LINE = text("""
    update need_line set item = :item, amount = :amount, unit = :unit
    where incident_id = :incident_id and id = :id
""")

DROP_EMPTY_PLEDGES = text("""
    delete from pledge where incident_id = :incident_id and need_line_id = :id and delivered = 0
""")

DROP_LINE = text("delete from need_line where incident_id = :incident_id and id = :id")

PROMISED = f"""
    select p.id, p.need_line_id, l.report_id, p.volunteer_id, p.dispatch_id, p.stock_id, l.item, l.unit,
        p.amount, p.delivered, p.released_at, {LIVE} as live, {STANDS} as live_again,
        v.reference as helper, c.name as helper_name, v.contact_id as helper_contact_id
    from pledge p
    join need_line l on l.incident_id = :incident_id and l.id = p.need_line_id
    join volunteer v on v.incident_id = :incident_id and v.id = p.volunteer_id
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    left join dispatch d on d.incident_id = :incident_id and d.id = p.dispatch_id
    where p.incident_id = :incident_id
"""

PLEDGE = text(f"{PROMISED} and p.id = :id")

PLEDGES_OF_REPORT = text(f"{PROMISED} and l.report_id = :report_id order by l.id, p.id")

PLEDGES_OF_JOB = text(f"{PROMISED} and p.dispatch_id = :dispatch_id order by l.id, p.id")

PLEDGES_OF_HELPER = text(f"""
    {PROMISED} and p.volunteer_id = :volunteer_id and l.report_id = :report_id and p.dispatch_id is null
    order by l.id, p.id
""")

# Twice for one job and line is once.
PROMISE = text("""
    insert into pledge (incident_id, need_line_id, volunteer_id, dispatch_id, stock_id, amount, delivered, created_at)
    values (:incident_id, :line_id, :volunteer_id, :dispatch_id, :stock_id, :amount, 0, :now)
    on conflict (incident_id, dispatch_id, need_line_id) where dispatch_id is not null and released_at is null
    do nothing
    returning id
""")

SET_PLEDGE = text("""
    update pledge set amount = :amount, delivered = :delivered, released_at = :released_at, stock_id = :stock_id
    where incident_id = :incident_id and id = :id
""")

LOCK_STOCK = text("""
    select id from stock where incident_id = :incident_id and volunteer_id = :volunteer_id
    order by id for no key update
""")

TAKEN_OF_STOCK = (
    f"coalesce(sum(case when {LIVE} then greatest(p.amount, p.delivered) else p.delivered end), 0)"
)

HELD = text(f"""
    select s.id, s.item, s.unit, s.amount, greatest(0, s.amount - {TAKEN_OF_STOCK}) as free
    from stock s
    left join pledge p on p.incident_id = :incident_id and p.stock_id = s.id
    left join dispatch d on d.incident_id = :incident_id and d.id = p.dispatch_id
    where s.incident_id = :incident_id and s.volunteer_id = :volunteer_id
    group by s.incident_id, s.id order by s.id
""")

ADD_STOCK = text("""
    insert into stock (incident_id, volunteer_id, item, unit, amount, created_at)
    values (:incident_id, :volunteer_id, :item, :unit, :amount, :now) returning id
""")

RAISE_STOCK = text("update stock set amount = :amount where incident_id = :incident_id and id = :id")

MARK_DRIVE = text("""
    update report set drive = true, state = 'open', match_at = null, updated_at = :now
    where incident_id = :incident_id and id = :report_id
""")

DRIVE = text("""
    select id from report where incident_id = :incident_id and reference = :reference and drive
""")

OPEN_NEED = "r.kind = 'need' and r.state in ('new', 'open', 'asked', 'accepted') and r.merged_into is null"

LACKING_IN_ALL = text(f"""
    select t.item, t.unit, sum(t.amount) as amount, sum(t.delivered) as delivered, sum(t.remaining) as remaining,
        count(distinct t.report_id) as cases
    from (select {COUNTED} from need_line l
          join report r on r.incident_id = :incident_id and r.id = l.report_id {PLEDGED}
          where l.incident_id = :incident_id and {OPEN_NEED}
          group by l.incident_id, l.id) as t
    group by t.item, t.unit order by t.item, t.unit
""")

HELD_IN_ALL = text(f"""
    select t.item, t.unit, sum(t.free) as free, count(distinct t.volunteer_id) as helpers
    from (select s.volunteer_id, s.item, s.unit, greatest(0, s.amount - {TAKEN_OF_STOCK}) as free
          from stock s
          left join pledge p on p.incident_id = :incident_id and p.stock_id = s.id
          left join dispatch d on d.incident_id = :incident_id and d.id = p.dispatch_id
          where s.incident_id = :incident_id group by s.incident_id, s.id) as t
    group by t.item, t.unit order by t.item, t.unit
""")

DRIVES = text("""
    select id, reference, place_name, state, created_at from report
    where incident_id = :incident_id and drive and state in ('new', 'open', 'asked', 'accepted')
    order by id desc limit :most
""")

# What a coordinator promises for somebody who goes there already comes with that job.
GOING_JOB = text("""
    select d.id from dispatch d
    where d.incident_id = :incident_id and d.report_id = :report_id and d.volunteer_id = :volunteer_id
      and d.state in ('accepted', 'on_way', 'there') and not exists (
        select 1 from pledge p where p.incident_id = :incident_id and p.dispatch_id = d.id
          and p.need_line_id = :line_id and p.released_at is null)
""")
