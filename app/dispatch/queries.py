"""The statements of the dispatch verbs."""

from sqlalchemy import text

COLUMNS = """
    d.id, d.report_id, d.volunteer_id, d.state, d.since_at, d.distance_m, d.expires_at, d.check_in_at, d.missed,
    coalesce('offered:' = any(d.reasons), false) as offered, v.contact_id as helper_contact_id, hc.name as helper_name, v.trust, v.trust_by_kind,
    b.contact_id as buddy_contact_id,
    r.reference, r.contact_id as asker_contact_id, r.state as report_state, r.category, r.categories, r.urgency,
    r.risky, r.people, r.places_wanted, r.place_name, r.radius_m, st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
"""
JOINS = """
    from dispatch d
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    join contact hc on hc.incident_id = :incident_id and hc.id = v.contact_id
    join report r on r.incident_id = :incident_id and r.id = d.report_id
    left join volunteer b on b.incident_id = :incident_id and b.id = v.buddy_id
"""

BY_ID = text(f"select {COLUMNS} {JOINS} where d.incident_id = :incident_id and d.id = :id")

OF_REPORT = text(f"""
    select {COLUMNS} {JOINS} where d.incident_id = :incident_id and d.report_id = :report_id order by d.id
""")

# «no key»: a text that is being written about this report, with its foreign key, is no rival and need not wait.
LOCK_REPORT = text("""
    select id, places_wanted, state from report where incident_id = :incident_id and id = :report_id for no key update
""")

# A house is named by its street and number: the name alone says exactly where somebody is.
# A number that lies between two known houses is in no table: beside houses any numbered name may be one.
IS_A_HOUSE = text("""
    select exists (
        select 1 from place p where p.incident_id = :incident_id and p.kind = 'address' and p.name = :name
          and st_dwithin(p.point, st_geogfromtext(:point), 200))
    or exists (
        select 1 from geocoded g where g.incident_id = :incident_id and g.kind = 'address' and g.name = :name)
    or (:name ~ '(^[0-9]+ | [0-9]+$)' and exists (
        select 1 from place p where p.incident_id = :incident_id and p.kind = 'address'
          and st_dwithin(p.point, st_geogfromtext(:point), 300)))
""")

PROPOSE = text("""
    insert into dispatch (incident_id, report_id, volunteer_id, state, score, distance_m, reasons, created_at, since_at,
        wave, missed)
    values (:incident_id, :report_id, :volunteer_id, 'proposed', :score, :distance_m, :reasons, :now, :now, 0, 0)
    on conflict (incident_id, report_id, volunteer_id)
        where state in ('proposed', 'asked', 'accepted', 'on_way', 'there')
    do update set score = excluded.score, distance_m = excluded.distance_m,
        reasons = case when 'offered:' = any(dispatch.reasons) and not 'offered:' = any(excluded.reasons)
            then array['offered:'] || excluded.reasons else excluded.reasons end
    returning id, state
""")

# Who is off the job is asked no more whether they are all right.
SET_STATE = text("""
    update dispatch set state = :state, since_at = :now, expires_at = null,
        check_in_at = case when :going then check_in_at end, missed = case when :going then missed else 0 end
    where incident_id = :incident_id and id = :id
""")

# A wave ends as each of its questions does: whoever is asked after the first answer belongs to the next.
SET_WAIT = text("""
    update dispatch d set expires_at = :expires_at, wave = 1 + coalesce((
        select max(e.wave) from dispatch e
        where e.incident_id = :incident_id and e.report_id = d.report_id
          and e.state not in ('proposed', 'asked', 'accepted', 'on_way', 'there')), 0)
    where d.incident_id = :incident_id and d.id = :id
""")

# By state and not by a lock: whoever went off the job in this moment is not asked again.
SET_CHECK_IN = text("""
    update dispatch set check_in_at = :check_in_at, missed = :missed
    where incident_id = :incident_id and id = :id and state in ('accepted', 'on_way', 'there')
    returning id
""")

GOING_OF_CONTACT = text(f"""
    select {COLUMNS} {JOINS}
    where d.incident_id = :incident_id and v.contact_id = :contact_id
      and d.state in ('accepted', 'on_way', 'there')
    order by d.report_id, d.id
""")

# The cases of a person to which somebody goes, or those that stand for them.
HELPED_CASES = text("""
    select distinct d.report_id from report r
    join dispatch d on d.incident_id = :incident_id and d.report_id = coalesce(r.merged_into, r.id)
    where r.incident_id = :incident_id and r.contact_id = :contact_id
      and d.state in ('accepted', 'on_way', 'there')
    order by d.report_id
""")

ASK_DIGIT = text("""
    select digit from prompt
    where incident_id = :incident_id and dispatch_id = :dispatch_id and kind = 'ask' order by id desc limit 1
""")

IS_CHECKED = text("""
    select exists (select 1 from prompt p
        where p.incident_id = :incident_id and p.report_id = :report_id and p.dispatch_id = :dispatch_id
          and p.kind = 'check' and p.closed_at is null)
""")

# A person's click: they asked this helper themselves, or told them the place afterwards.
IS_TOLD_BY_HAND = text("""
    select exists (select 1 from event e
        where e.incident_id = :incident_id and e.report_id = :report_id and e.dispatch_id = :dispatch_id
          and (e.what = 'place.revealed'
               or e.what in ('dispatch.asked', 'dispatch.accepted') and e.who like 'staff:%'))
""")

WAIT_FOR_PLACE = text("""
    select d.id from dispatch d
    where d.incident_id = :incident_id and d.report_id = :report_id and d.state in ('accepted', 'on_way', 'there')
      and exists (select 1 from event e
          where e.incident_id = :incident_id and e.report_id = :report_id and e.dispatch_id = d.id
            and e.what = 'place.withheld')
      and not exists (select 1 from event e
          where e.incident_id = :incident_id and e.report_id = :report_id and e.dispatch_id = d.id
            and e.what = 'place.revealed')
""")

# Whoever asks somebody by itself counts what they carry alone; it waits for nobody, so that nothing can lock up.
HOLD_HELPER = text("""
    select id from volunteer where incident_id = :incident_id and id = :id for no key update skip locked
""")

LOAD = text("""
    select v.load_cap, v.daily_cap,
        count(d.id) filter (where d.state in ('asked', 'accepted', 'on_way', 'there')) as load,
        count(d.id) filter (where d.state in ('accepted', 'on_way', 'there', 'done') and d.since_at > :since) as taken,
        count(d.id) filter (where d.state = 'done' and d.since_at > :since) as done
    from volunteer v
    left join dispatch d on d.incident_id = :incident_id and d.volunteer_id = v.id
    where v.incident_id = :incident_id and v.id = :id
    group by v.load_cap, v.daily_cap
""")

# Suggestions that a newer look at the need no longer makes; who offered by themselves waits for a word.
FORGET_PROPOSED = text("""
    delete from dispatch
    where incident_id = :incident_id and report_id = :report_id and state = 'proposed' and not id = any(:keep)
      and not 'offered:' = any(reasons)
""")

FORGET_SUGGESTIONS = text("""
    delete from dispatch
    where incident_id = :incident_id and volunteer_id = :volunteer_id and state = 'proposed'
""")

SET_REPORT_STATE = text("""
    update report set state = :state, updated_at = :now where incident_id = :incident_id and id = :report_id
""")

MATCH_AGAIN = text("""
    update report set match_at = :now, updated_at = :now
    where incident_id = :incident_id and id = :report_id and point is not null
""")

COUNT_STATES = text("""
    select count(*) filter (where state = 'asked') as asked,
        count(*) filter (where state in ('accepted', 'on_way', 'there', 'done')) as accepted,
        count(*) filter (where state in ('accepted', 'on_way', 'there')) as coming,
        count(*) filter (where state = 'done') as done,
        count(*) filter (where state = 'stopped') as stopped
    from dispatch where incident_id = :incident_id and report_id = :report_id
""")

# Once a case: who reads it a second time learns nothing new from it.
MARK_UNMET = text("""
    update report set state = 'open', unmet_at = :now, updated_at = :now
    from (select b.id, b.state from report b
          where b.incident_id = :incident_id and b.id = :report_id for no key update) as old
    where report.incident_id = :incident_id and report.id = old.id and report.unmet_at is null
      and report.kind = 'need' and report.state in ('new', 'open', 'asked') and report.merged_into is null
    returning report.reference, report.contact_id, report.urgency, old.state as state_before
""")

# The open question whether help came, and whether it was put again already.
UNCONFIRMED = text("""
    select p.id, p.opened_at,
        exists (select 1 from message m
                where m.incident_id = :incident_id and m.report_id = :report_id and m.phrase = 'confirm.remind'
                  and m.received_at >= p.opened_at) as reminded
    from prompt p
    where p.incident_id = :incident_id and p.report_id = :report_id and p.dispatch_id = :dispatch_id
      and p.kind = 'confirm' and p.closed_at is null
    order by p.id desc limit 1
""")

MERGED_INTO = text("""
    select r.id, r.reference, r.contact_id, r.state,
        (select s.reference from report s where s.incident_id = :incident_id and s.id = r.merged_into) as stands
    from report r
    where r.incident_id = :incident_id and r.merged_into = :report_id
      and r.state in ('new', 'open', 'asked', 'accepted', 'done')
    order by r.id for no key update
""")

# Those that closed with the case that stands for them, with what they were when they were merged.
CLOSED_WITH = text("""
    select r.id, r.state,
        (select e.before ->> 'state' from event e
         where e.incident_id = :incident_id and e.report_id = r.id and e.what = 'report.merged' and e.before ? 'state'
         order by e.id desc limit 1) as was
    from report r
    where r.incident_id = :incident_id and r.merged_into = :report_id and r.state = 'closed'
      and (select e.after ? 'with' from event e
           where e.incident_id = :incident_id and e.report_id = r.id
             and e.what in ('report.new', 'report.open', 'report.closed', 'report.cancelled', 'report.noise')
           order by e.id desc limit 1)
    order by r.id for no key update
""")

STANDS = text("""
    select s.reference from report r join report s on s.incident_id = :incident_id and s.id = r.merged_into
    where r.incident_id = :incident_id and r.id = :report_id
""")

# ---- what helpers offer by themselves, and their own page

OWN_JOBS = text(f"""
    select {COLUMNS} {JOINS}
    where d.incident_id = :incident_id and d.volunteer_id = :volunteer_id
      and (d.state in ('asked', 'accepted', 'on_way', 'there')
           or d.state = 'proposed' and :reason = any(d.reasons))
    order by d.id
""")

IS_OFFERED = text("""
    select exists (select 1 from dispatch
        where incident_id = :incident_id and id = :id and state = 'proposed' and :reason = any(reasons))
""")

OFFERED_BEFORE = text("""
    select id from dispatch
    where incident_id = :incident_id and report_id = :report_id and volunteer_id = :volunteer_id
      and state = 'proposed' and :reason = any(reasons)
""")
