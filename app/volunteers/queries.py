"""The statements of the volunteer verbs."""

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

COLUMNS = """
    v.id, v.contact_id, v.reference, c.name, v.words, v.skills, v.trades, v.vehicle, v.languages, v.trust,
    v.trust_by_kind, v.reach_m, v.on_duty, v.hours, v.rest_until, v.load_cap, v.daily_cap, v.team, v.buddy_id,
    v.place_name, st_y(v.point::geometry) as lat, st_x(v.point::geometry) as lon
"""
HELPER = f"""
    select {COLUMNS} from volunteer v
    join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    where v.incident_id = :incident_id
"""

OF_CONTACT = text(f"{HELPER} and v.contact_id = :contact_id")

BY_REFERENCE = text(f"{HELPER} and v.reference = :reference")

BY_ID = text(f"{HELPER} and v.id = :id")

ENROL = text("""
    insert into volunteer (incident_id, contact_id, reference, skills, words, trust, reach_m, load_cap, on_duty,
        place_name, point, created_at, trades, vehicle, languages, hours, trust_by_kind, daily_cap, team)
    values (:incident_id, :contact_id, :reference, :skills, :words, 'new', :reach_m, 2, :on_duty,
        :place_name, st_geogfromtext(:point), :now, :trades, :vehicle, :languages, :hours, '{}', 4, '')
    on conflict (incident_id, contact_id) do update set
        skills = array(select distinct s from unnest(volunteer.skills || excluded.skills) s
                       where s <> 'other' or (volunteer.skills || excluded.skills) <@ '{other}' order by s),
        trades = array(select distinct s from unnest(volunteer.trades || excluded.trades) s order by s),
        languages = array(select distinct s from unnest(volunteer.languages || excluded.languages) s order by s),
        vehicle = case when excluded.vehicle = 'none' then volunteer.vehicle else excluded.vehicle end,
        hours = coalesce(excluded.hours, volunteer.hours),
        reach_m = excluded.reach_m,
        words = excluded.words,
        on_duty = excluded.on_duty,
        rest_until = case when excluded.on_duty then null else volunteer.rest_until end,
        place_name = case when excluded.point is null then volunteer.place_name else excluded.place_name end,
        point = coalesce(excluded.point, volunteer.point)
    returning id
""")

MOVE = text("""
    update volunteer set place_name = :place_name, point = st_geogfromtext(:point)
    where incident_id = :incident_id and id = :id
""")

SET_DUTY = text("""
    update volunteer set on_duty = :on_duty, rest_until = null where incident_id = :incident_id and id = :id
""")

SET_REST = text("update volunteer set rest_until = :until where incident_id = :incident_id and id = :id")

DROP_SKILLS = text("""
    update volunteer set skills = array(select s from unnest(skills) s where not s = any(:names))
    where incident_id = :incident_id and id = :id
""")

CLEAR_ABLE = text("delete from able where incident_id = :incident_id and volunteer_id = :id")

FILL_ABLE = text("""
    insert into able (incident_id, skill, volunteer_id, reach_m, point)
    select v.incident_id, s.skill, v.id, v.reach_m, v.point
    from volunteer v, unnest(v.skills) as s(skill)
    where v.incident_id = :incident_id and v.id = :id and v.on_duty and v.point is not null
""")

# A new helper may be the one that an open need is waiting for. Rows are held in one order, so that two helpers who
# come on duty at once never wait for each other.
WAKE_NEEDS = text("""
    update report w set match_at = :now
    from (select report.id from report, volunteer v
          where v.incident_id = :incident_id and v.id = :id and v.on_duty
            and coalesce(v.rest_until <= :now, true)
            and report.incident_id = :incident_id and report.kind = 'need' and report.state in ('new', 'open')
            and report.categories && v.skills and st_dwithin(report.point, v.point, v.reach_m, false)
          order by report.id for no key update of report) as waits
    where w.incident_id = :incident_id and w.id = waits.id
""")

CHANGE = text("""
    update volunteer set skills = :skills, trades = :trades, vehicle = :vehicle, languages = :languages,
        reach_m = :reach_m, hours = :hours, load_cap = :load_cap, daily_cap = :daily_cap, team = :team
    where incident_id = :incident_id and id = :id
""")

SET_TRUST = text("""
    update volunteer set trust = :trust, trust_by_kind = :by_kind where incident_id = :incident_id and id = :id
""").bindparams(bindparam("by_kind", type_=JSONB))

SET_BUDDY = text("update volunteer set buddy_id = :buddy_id where incident_id = :incident_id and id = :id")

# The nearest by the index on places; whoever has as many newcomers as they can take along is passed over.
NEAREST_BUDDY = text("""
    select b.id from volunteer v, lateral (
        select a.volunteer_id as id, min(a.point <-> v.point) as distance_m
        from able a join volunteer k on k.incident_id = :incident_id and k.id = a.volunteer_id
        where a.incident_id = :incident_id and a.skill = any(v.skills) and a.volunteer_id <> v.id
          and k.trust <> 'new'
          and st_dwithin(a.point, v.point, 50000, false)
          and (select count(*) from volunteer n where n.incident_id = :incident_id and n.buddy_id = k.id) < :most
        group by a.volunteer_id order by 2 limit 1) b
    where v.incident_id = :incident_id and v.id = :id
""")

# An amount never falls below what is promised or was brought of it.
CHANGE_STOCK = text("""
    with held as (
        select s.id, s.amount as was from stock s
        where s.incident_id = :incident_id and s.volunteer_id = :volunteer_id and s.item = :item and s.unit = :unit
        order by s.id limit 1 for update),
    promised as (
        select coalesce(sum(p.amount), 0) as amount from pledge p
        where p.incident_id = :incident_id and p.stock_id = (select id from held) and p.released_at is null)
    update stock s set amount = greatest(:amount, (select amount from promised))
    from held where s.incident_id = :incident_id and s.id = held.id
    returning held.was, s.amount
""")

ADD_STOCK = text("""
    insert into stock (incident_id, volunteer_id, item, unit, amount, created_at)
    values (:incident_id, :volunteer_id, :item, :unit, :amount, :now)
""")

MOVE_STOCK = text("""
    update stock set volunteer_id = :to_id where incident_id = :incident_id and volunteer_id = :from_id
""")

MOVE_BUDDIES = text("""
    update volunteer set buddy_id = nullif(cast(:to_id as bigint), id)
    where incident_id = :incident_id and buddy_id = :from_id
""")

# What was ever promised or done stays with its entry, which nobody finds any more.
DROP_ENTRY = text("""
    delete from volunteer v
    where v.incident_id = :incident_id and v.id = :id
      and not exists (select 1 from dispatch d where d.incident_id = :incident_id and d.volunteer_id = :id)
      and not exists (select 1 from pledge p where p.incident_id = :incident_id and p.volunteer_id = :id)
""")

MOVE_OFFERS = text("""
    with page as (
        update address set contact_id = :to_contact
        where incident_id = :incident_id and contact_id = :from_contact)
    update report set contact_id = :to_contact
    where incident_id = :incident_id and contact_id = :from_contact and kind = 'offer'
""")

JOBS_NOW = text("""
    select count(*) from dispatch
    where incident_id = :incident_id and volunteer_id = :id and state in ('accepted', 'on_way', 'there')
""")

# The newest first. `skills`: the kinds of need whose name in the reader's language is like what they typed.
LIST = text("""
    select v.id, v.reference, c.name, v.skills, v.trades, v.vehicle, v.trust, v.on_duty, v.rest_until, v.load_cap,
        v.team, v.place_name, v.point is not null as placed, v.buddy_id is not null as paired,
        (select count(*) from dispatch d
         where d.incident_id = :incident_id and d.volunteer_id = v.id and d.state in ('accepted', 'on_way', 'there'))
            as jobs
    from volunteer v join contact c on c.incident_id = :incident_id and c.id = v.contact_id
    where v.incident_id = :incident_id and v.id < :before
      and (:search = '' or v.reference = upper(:search) or strpos(lower(c.name), lower(:search)) > 0
           or strpos(lower(v.team), lower(:search)) > 0 or strpos(lower(v.place_name), lower(:search)) > 0
           or v.skills && cast(:skills as text[]) or v.trades && cast(:trades as text[]))
    order by v.id desc limit :most
""")

COUNT = text("select count(*) from volunteer where incident_id = :incident_id")

HAPPENINGS = text("""
    select id, at, who, what, before, after, why from event
    where incident_id = :incident_id and after ->> 'helper' = :reference
    order by id desc limit :most
""")

HAPPENING = text("""
    select what, before from event
    where incident_id = :incident_id and id = :id and after ->> 'helper' = :reference
""")

STOCK_OF = text("""
    select item, unit, amount from stock
    where incident_id = :incident_id and volunteer_id = :id and amount > 0 order by item, unit
""")

NUMBER_OF = text("""
    select number_sealed, confirmed from address
    where incident_id = :incident_id and contact_id = :contact_id and scheme <> 'web'
    order by confirmed desc, seen_at desc, id desc limit 1
""")

# ---- a helper's own page

# By the number itself, proved by a text and not asked for silence: no other number of the same person counts.
HELPER_OF_NUMBER = text("""
    select v.id as volunteer_id, v.contact_id from address a
    join volunteer v on v.incident_id = :incident_id and v.contact_id = a.contact_id
    where a.incident_id = :incident_id and a.number_index = :number_index and a.confirmed and a.scheme <> 'web'
      and not exists (select 1 from suppression s
                      where s.our_number = a.our_number and s.number_index = a.number_index)
    order by a.id limit 1
""")

CODES_SENT = text("""
    select count(*) as sent, max(m.received_at) as last_at from message m
    where m.incident_id = :incident_id and m.contact_id = :contact_id and m.direction = 'out'
      and m.phrase = 'helper.code' and m.received_at > :since
""")

PUT_CODE = text("""
    insert into helper_code (incident_id, volunteer_id, code_hash, sent_at, expires_at, tries)
    values (:incident_id, :volunteer_id, :code_hash, :now, :expires_at, 0)
    on conflict (incident_id, volunteer_id) do update set code_hash = excluded.code_hash,
        sent_at = excluded.sent_at, expires_at = excluded.expires_at, tries = 0
""")

# The try counts before anybody looks whether it fits: many at once are many tries.
TRY_CODE = text("""
    update helper_code set tries = tries + 1
    where incident_id = :incident_id and volunteer_id = :volunteer_id and expires_at > :now and tries < :most
    returning code_hash
""")

DROP_CODE = text("""
    delete from helper_code where incident_id = :incident_id and volunteer_id = :volunteer_id
      and code_hash = :code_hash returning volunteer_id
""")

DROP_CODES = text("delete from helper_code where incident_id = :incident_id and volunteer_id = :volunteer_id")

# Somebody is at this browser only as long as one of their numbers is proved and has not asked for silence.
HELPER_SESSION = text("""
    select s.volunteer_id, s.csrf, s.seen_at,
        exists (select 1 from address a
            where a.incident_id = :incident_id and a.contact_id = v.contact_id and a.confirmed and a.scheme <> 'web'
              and not exists (select 1 from suppression u
                              where u.our_number = a.our_number and u.number_index = a.number_index)) as heard
    from helper_session s join volunteer v on v.incident_id = :incident_id and v.id = s.volunteer_id
    where s.incident_id = :incident_id and s.token_hash = :token_hash and s.expires_at > :now
""")

SEE_HELPER_SESSION = text("""
    update helper_session set seen_at = :now, expires_at = :expires_at
    where incident_id = :incident_id and token_hash = :token_hash
""")

END_HELPER_SESSION = text("""
    delete from helper_session where incident_id = :incident_id and token_hash = :token_hash
""")

END_HELPER_SESSIONS = text("""
    delete from helper_session where incident_id = :incident_id and volunteer_id = :volunteer_id
""")

END_OLD_HELPER_SESSIONS = text("""
    delete from helper_session
    where incident_id = :incident_id and volunteer_id = :volunteer_id and expires_at <= :now
""")
