"""The statements of the report verbs."""

from sqlalchemy import text

REPORT_COLUMNS = """
    r.id, r.reference, r.link_token, r.contact_id, r.kind, r.state, r.category, r.categories, r.urgency, r.people,
    r.language, r.text, r.place_text, r.place_name, r.place_source, r.place_asked, r.radius_m, r.places_wanted,
    r.risky, r.drive, r.verified, r.rumour, r.merged_into, r.created_at, st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
"""

BY_ID = text(f"select {REPORT_COLUMNS} from report r where r.incident_id = :incident_id and r.id = :id")

# Taken by whoever is about to decide how many helpers a report may have.
LOCK = text(f"""
    select {REPORT_COLUMNS} from report r where r.incident_id = :incident_id and r.id = :id for no key update
""")

BY_REFERENCE = text(f"""
    select {REPORT_COLUMNS} from report r where r.incident_id = :incident_id and r.reference = :reference
""")

BY_TOKEN = text(f"""
    select {REPORT_COLUMNS} from report r where r.incident_id = :incident_id and r.link_token = :token
""")

LATEST_OF_CONTACT = text(f"""
    select {REPORT_COLUMNS} from report r
    where r.incident_id = :incident_id and r.contact_id = :contact_id
      and r.state in ('new', 'open', 'asked', 'accepted', 'done') and r.created_at > :since
    order by r.id desc limit 1
""")

# Where a person has been is where they likely are: a circle as wide as a region says nothing.
EARLIER = text("""
    select st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon from report r
    where r.incident_id = :incident_id and r.contact_id = :contact_id and r.created_at > :since and r.id <> :besides
      and r.point is not null and r.radius_m <= :widest_m and r.state <> 'noise'
    order by r.id desc limit 5
""")

# The quarter or town around a point: what cases are counted by.
AREA = """
    coalesce((select p.name from place p
        where p.incident_id = :incident_id and p.kind in ('quarter', 'town', 'city') and p.source <> 'taught'
          and st_dwithin(p.point, st_geogfromtext(:point), 20000, false)
        order by p.point <-> st_geogfromtext(:point) limit 1), '')
"""

INSERT = text(f"""
    insert into report (incident_id, reference, link_token, contact_id, kind, state, category, categories, urgency,
        people, language, text, reading, place_text, place_name, place_source, place_trail, point, radius_m, morton,
        place_asked, places_wanted, risky, drive, match_at, match_tries, verified, rumour, area, created_at, updated_at)
    values (:incident_id, :reference, :link_token, :contact_id, :kind, 'new', :category, :categories, :urgency,
        :people, :language, :text, cast(:reading as jsonb), :place_text, :place_name, :place_source, :place_trail,
        st_geogfromtext(:point), :radius_m, :morton, 0, 1, false, false, :match_at, 0, 'reported', false, {AREA}, :now, :now)
    on conflict (incident_id, reference) do nothing
    returning id
""")

PLACE = text(f"""
    update report set place_text = :place_text, place_name = :place_name, place_source = :place_source,
        place_trail = :place_trail, point = st_geogfromtext(:point), radius_m = :radius_m, morton = :morton,
        area = {AREA},
        match_at = case when kind = 'need' and state in ('new', 'open', 'asked') then :now else match_at end,
        match_tries = 0, updated_at = :now
    where incident_id = :incident_id and id = :id
""")

ASKED_WHERE = text("""
    update report set place_asked = place_asked + 1 where incident_id = :incident_id and id = :id
""")

NOTE_PLACE_WORDS = text("""
    update report set place_text = :words, updated_at = :now where incident_id = :incident_id and id = :id
""")

SET_STATE = text("""
    update report set state = :state, match_at = :match_at, updated_at = :now
    where incident_id = :incident_id and id = :id
""")

PLACE_TRAIL = text("select place_trail from report where incident_id = :incident_id and id = :id")

SET_PLACES_WANTED = text("""
    update report set places_wanted = :places, updated_at = :now,
        match_at = case when state in ('new', 'open', 'asked', 'accepted') then :now else match_at end
    where incident_id = :incident_id and id = :id
""")

CORRECT = text("""
    update report set kind = :kind, category = :category, categories = :categories, urgency = :urgency,
        match_at = :match_at, match_tries = 0, updated_at = :now
    where incident_id = :incident_id and id = :id
""")

# The newest need of a person that still waits for help or for their word.
LATEST_NEED = text(f"""
    select {REPORT_COLUMNS} from report r
    where r.incident_id = :incident_id and r.contact_id = :contact_id and r.kind = 'need'
      and r.state in ('new', 'open', 'asked', 'accepted', 'done') and r.created_at > :since
    order by r.id desc limit 1
""")

TOLD_MORE = text("""
    update report set people = :people, urgency = :urgency, category = :category, categories = :categories,
        match_at = case when kind = 'need' and state in ('new', 'open', 'asked') and point is not null
            and merged_into is null then :now else match_at end,
        match_tries = 0, updated_at = :now
    where incident_id = :incident_id and id = :id
""")

RAISE_LINE = text("""
    update need_line set amount = :amount
    where incident_id = :incident_id and report_id = :id and item = :item and unit = :unit and amount < :amount
    returning id
""")

HAS_LINE = text("""
    select exists (select 1 from need_line l
        where l.incident_id = :incident_id and l.report_id = :id and l.item = :item and l.unit = :unit)
""")

COUNT_COMING = text("""
    select count(*) from dispatch d
    where d.incident_id = :incident_id and d.report_id = :id and d.state in ('accepted', 'on_way', 'there')
""")

# Says when helpers were to be looked for, had it not been merged.
MERGE = text("""
    update report set merged_into = :stands_id, state = :state, match_at = null, updated_at = :now
    from (select b.id, b.match_at from report b
          where b.incident_id = :incident_id and b.id = :id for no key update) as old
    where report.incident_id = :incident_id and report.id = old.id
    returning old.match_at
""")

SPLIT = text("""
    update report set merged_into = null, state = :state, updated_at = :now,
        match_at = case when :looks then coalesce(match_at, cast(:match_at as timestamptz)) end
    where incident_id = :incident_id and id = :id
""")

SET_VERIFIED = text("""
    update report set verified = :verified, updated_at = :now where incident_id = :incident_id and id = :id
""")

SET_RUMOUR = text("""
    update report set rumour = :rumour, updated_at = :now where incident_id = :incident_id and id = :id
""")

# The steps of the ladder that somebody took, and what they said of how they know; the last word first.
VERIFIED_STEPS = text("""
    select e.at, e.who, e.what, e.before ->> 'verified' as before, e.after ->> 'verified' as step,
        coalesce(e.after ->> 'how', '') as how
    from event e
    where e.incident_id = :incident_id and e.report_id = :id and e.what in ('report.verified', 'report.vouched')
    order by e.id desc limit 40
""")

DESCRIBE = text("""
    update report set people = :people, language = :language, place_text = :place_text, updated_at = :now
    where incident_id = :incident_id and id = :id
""")

PERSON_OF = text("select name, language from contact where incident_id = :incident_id and id = :contact_id")

NAME_PERSON = text("""
    update contact set name = :name, language = coalesce(cast(:spoken as varchar), language)
    where incident_id = :incident_id and id = :contact_id
""")

HOLDS_OTHERS = text("""
    select exists (select 1 from report o where o.incident_id = :incident_id and o.merged_into = :id)
""")

MERGED_CASES = text(f"""
    select {REPORT_COLUMNS} from report r where r.incident_id = :incident_id and r.merged_into = :id order by r.id
""")

OTHERS_OF = text("""
    select id from report where incident_id = :incident_id and merged_into = :id order by id
""")

# What a case was when it was merged, and what it was given itself since: a state of its own (and not the one
# that the case which stands for it gave it), and whether it tells more, or of another place, than it did.
BEFORE_MERGE = text("""
    select m.at, m.before ->> 'state' as state, cast(m.before ->> 'match_at' as timestamptz) as match_at,
        coalesce(cast(m.after ->> 'freed' as integer), 1) > 0 as freed,
        exists (select 1 from event e
            where e.incident_id = :incident_id and e.report_id = :id and e.id > m.id
              and e.what in ('report.updated', 'report.placed', 'report.corrected', 'report.wanted')) as grew,
        coalesce((select e.after -> 'with' is null from event e
            where e.incident_id = :incident_id and e.report_id = :id and e.id > m.id
              and e.what in ('report.new', 'report.open', 'report.closed', 'report.cancelled', 'report.noise')
            order by e.id desc limit 1), false) as own_state
    from event m
    where m.incident_id = :incident_id and m.report_id = :id and m.what = 'report.merged' and m.before ? 'state'
    order by m.id desc limit 1
""")

NUMBER_OF = text("""
    select number_sealed from address
    where incident_id = :incident_id and contact_id = :contact_id and scheme <> 'web'
    order by confirmed desc, seen_at desc, id desc limit 1
""")

# The same words, whatever their letters and signs are: what is forwarded arrives like this. An index holds it.
SAME_WORDS = r"cast(md5(lower(regexp_replace({text}, '\W+', ' ', 'g'))) as uuid)"

SAID_ALIKE = text(f"""
    select r.id from report r
    where r.incident_id = :incident_id and r.kind = :kind
      and {SAME_WORDS.format(text="r.text")} = {SAME_WORDS.format(text="cast(:text as text)")}
    order by r.id desc limit :most
""")

# Cases that may be one need with a report (or with words that are none yet), by four roads that an index each
# leads along: the sender or their number, the place, the very words, and what was told just before and after.
# Who was said to be no twin of it is none.
TWINS = text(f"""
    with people as materialized (
        select cast(:contact_id as bigint) as contact_id where cast(:contact_id as bigint) is not null
        union
        select b.contact_id from address b
        where b.incident_id = :incident_id and b.number_index = cast(:number_index as bytea)
        union
        select b.contact_id from address a
        join address b on b.incident_id = :incident_id and b.number_index = a.number_index
        where a.incident_id = :incident_id and a.contact_id = cast(:contact_id as bigint)),
    last as materialized (
        select coalesce(nullif(cast(:report_id as bigint), 0),
            (select max(r.id) from report r where r.incident_id = :incident_id)) as id),
    found as materialized (
        (select r.id from people p cross join lateral (
            select o.id from report o
            where o.incident_id = :incident_id and o.contact_id = p.contact_id
            order by o.id desc limit 40) r)
        union
        (select r.id from report r
         where r.incident_id = :incident_id and r.kind = :kind and r.created_at between :since and :until
           and r.state in ('new', 'open', 'asked', 'accepted', 'done') and r.merged_into is null
           and st_dwithin(r.point, st_geogfromtext(:point), :reach_m, false)
         order by r.point <-> st_geogfromtext(:point) limit 200)
        union
        (select r.id from report r
         where r.incident_id = :incident_id
           and {SAME_WORDS.format(text="r.text")} = {SAME_WORDS.format(text="cast(:text as text)")}
         order by r.id desc limit 60)
        union
        (select r.id from last cross join lateral (
            select o.id from report o
            where o.incident_id = :incident_id and o.id between last.id - 150 and last.id + 150) r)),
    said as materialized (select unaccent(left(cast(:text as text), 600)) as words),
    weighed as materialized (
        select r.id, r.reference, r.text, r.language, r.created_at, r.place_name, r.radius_m, r.category, r.categories,
            r.urgency, r.state, r.people,
            r.contact_id in (select p.contact_id from people p) as same_sender,
            st_distance(r.point, st_geogfromtext(:point), false) as distance_m,
            similarity(unaccent(left(r.text, 600)), said.words) as alike
        from said cross join found f cross join lateral (  -- one by one: a planner that guesses joins all that are live
            select * from report o where o.incident_id = :incident_id and o.id = f.id limit 1) r
        where r.id <> :report_id and r.kind = :kind and r.created_at between :since and :until and r.merged_into is null
          and r.state in ('new', 'open', 'asked', 'accepted', 'done'))
    select w.* from weighed w
    where (w.same_sender or w.alike >= :likeness or w.distance_m <= :near_m
           or w.distance_m <= least(cast(:radius_m as double precision), w.radius_m))
      and coalesce((select e.what from event e
          where e.incident_id = :incident_id and e.report_id = :report_id and e.after ->> 'twin' = w.reference
            and e.what in ('report.not_twin', 'report.maybe_twin') order by e.id desc limit 1), '') <> 'report.not_twin'
""")

# Somebody whose number was written down from a call is one person with whoever that number belongs to.
ADOPT_REPORTS = text("""
    update report set contact_id = :to_contact
    where incident_id = :incident_id and contact_id = :from_contact returning id
""")

ADOPT_MESSAGES = text("""
    update message set contact_id = :to_contact
    where incident_id = :incident_id and contact_id = :from_contact and report_id is not null
""")

ADOPT_PROMPTS = text("""
    update prompt set contact_id = :to_contact
    where incident_id = :incident_id and contact_id = :from_contact and closed_at is null
""")

# The case that a message became, or was added to.
OF_MESSAGE = text(f"""
    select {REPORT_COLUMNS} from message m
    join report r on r.incident_id = :incident_id and r.id = m.report_id
    where m.incident_id = :incident_id and m.channel = :channel and m.external_id = :external_id
""")

# What a dot on the public map may stand for.
OPEN_AROUND = text("""
    select id, link_token from report
    where incident_id = :incident_id and kind = 'need' and category = :category and merged_into is null
      and state in ('new', 'open', 'asked', 'accepted')
      and st_dwithin(point, st_geogfromtext(:point), :within_m, false)
""")
