"""The statements of the search, of kept views and of who hears of them."""

from sqlalchemy import text

from app.triage.queries import NARROW

# --- the index ---

CROSS_INCIDENT_BEHIND = text("""
    select f.incident_id from follow f left join search_follow s on s.incident_id = f.incident_id
    where f.position > coalesce(s.position, 0) or exists (
        select 1 from message m
        where m.incident_id = f.incident_id and m.id > coalesce(s.message_id, 0) and m.received_at <= :until)
""")

BEGIN = text("""
    insert into search_follow (incident_id, position, message_id) values (:incident_id, 0, 0) on conflict (incident_id) do nothing
""")

# One at a time in an incident: who does not get the row lets the other one work.
TAKE_UP = text("""
    select position, message_id from search_follow where incident_id = :incident_id for update skip locked
""")

EVENTS = text("""
    select position, report_id from event
    where incident_id = :incident_id and position > :position order by position limit :most
""")

# What joins a conversation without changing the case is no event. Up to the first that nobody has read yet.
MESSAGES = text("""
    select m.id, case when m.direction = 'in' or m.phrase in ('', 'written') then m.report_id end as report_id
    from message m
    where m.incident_id = :incident_id and m.id > :message_id and m.received_at <= :until
      and m.id < coalesce((
          select min(u.id) from message u where u.incident_id = :incident_id and u.state = 'received'), m.id + 1)
    order by m.id limit :most
""")

# A report whose only words are those that it began with is written because it was created.
JOINED = text("""
    select distinct m.report_id from message m
    join report r on r.incident_id = :incident_id and r.id = m.report_id
    where m.incident_id = :incident_id and m.id = any(:ids) and m.text <> r.text
""")

HAND_ON = text("""
    update search_follow set position = :position, message_id = :message_id where incident_id = :incident_id
""")

# What people wrote; of what we wrote, what a person at the desk typed.
SOURCES = text("""
    select r.id as report_id, r.kind, r.categories, r.urgency, r.state, r.verified, r.rumour, r.language, r.area,
        r.point is not null as placed, cast(r.created_at at time zone 'UTC' as date) as day,
        array[r.text, r.place_text, r.place_name, c.name] || coalesce((
            select array_agg(m.text order by m.id) from message m
            where m.incident_id = :incident_id and m.report_id = r.id and m.text <> r.text
              and (m.direction = 'in' or m.phrase in ('', 'written'))), '{}') as texts
    from report r join contact c on c.incident_id = :incident_id and c.id = r.contact_id
    where r.incident_id = :incident_id and r.id = any(:ids) order by r.id
""")

KEPT = text("""
    select report_id, tsvector_to_array(words) as words from search_doc
    where incident_id = :incident_id and report_id = any(:ids) order by report_id for update
""")

KEEP = text("""
    insert into search_doc (incident_id, report_id, words)
    select :incident_id, n.report_id, cast(n.words as tsvector)
    from unnest(cast(:ids as bigint[]), cast(:documents as text[])) as n(report_id, words)
    on conflict (incident_id, report_id) do update set words = excluded.words
        where search_doc.words is distinct from excluded.words
""")

COUNT_WORDS = text("""
    insert into search_word (incident_id, word, n)
    select :incident_id, n.word, n.n
    from unnest(cast(:words as text[]), cast(:counts as integer[])) as n(word, n) order by n.word
    on conflict (incident_id, word) do update set n = greatest(0, search_word.n + excluded.n)
""")

# --- looking for words ---

# The words asked for, and what stands here: exactly, and as the beginning of a word that is still being typed.
KNOWN = text("""
    select word, n from search_word where incident_id = :incident_id and word = any(:words) and n > 0
""")

BEGINNING = text("""
    select word, n from (
        select word, n from search_word
        where incident_id = :incident_id and word >= :begin and word < :begin || chr(1114111) and n > 0
        order by word limit :looked_at) begun
    order by n desc, word limit :most
""")

# A word that stands nowhere, or hardly: what is spelt nearly so. Numbers and signs are no words.
NEAR = text("""
    select w.word, w.n, similarity(w.word, :word) as alike from search_word w
    where w.incident_id = :incident_id and w.word % :word and w.n > 0 and w.word ~ '^[^0-9:]{4,}$'
      and abs(length(w.word) - length(:word)) <= 3
    order by alike desc, w.n desc limit :most
""")

SAID = text("select set_config('pg_trgm.similarity_threshold', '0.35', true)")

# Few: all of them by the index of words, then the newest. Each is looked up by its key, whatever the server
# expects: an estimate that is wrong would read the whole table. «is true» keeps the key out of the first look: the
# server would lay a million of its entries over the few hits, which took fifteen times as long.
FEW = text(f"""
    select r.id from (
        select d.report_id from search_doc d
        where (d.incident_id = :incident_id and d.report_id < :before and d.report_id > :after) is true
          and d.words @@ cast(:words as tsquery)
        order by d.report_id desc offset 0) hit
    cross join lateral (
        select r.id from report r where r.incident_id = :incident_id and r.id = hit.report_id {NARROW} offset 0) r
    order by hit.report_id desc limit :most  -- in the order of the hits: whoever has enough looks no further
""")

# Many: back from the newest, a stretch at a time, without the index of words.
WALK = text(f"""
    select r.id from (
        select d.report_id from search_doc d
        where d.incident_id = :incident_id and d.report_id < :before and d.report_id >= :down_to
          and (d.words @@ cast(:words as tsquery)) is true
        order by d.report_id desc) hit
    cross join lateral (
        select r.id from report r where r.incident_id = :incident_id and r.id = hit.report_id {NARROW} offset 0) r
    limit :most
""")

# Nothing but what the index does not know is asked for: the newest that fit.
NEWEST = text(f"""
    select r.id from report r where r.incident_id = :incident_id and r.id < :before and r.id > :after {NARROW}
    order by r.id desc limit :most
""")

ENDS = text("""
    select coalesce(min(d.report_id), 0) as oldest, coalesce(max(d.report_id), 0) as latest
    from search_doc d where d.incident_id = :incident_id
""")

BY_CODE = text(f"""
    select r.id from report r where r.incident_id = :incident_id and r.reference = any(:codes) {NARROW} order by r.id
""")

FOUND = text("""
    select r.id, r.reference, r.kind, r.category, r.urgency, r.people, r.state, r.language, r.text, r.place_text,
        r.place_name, r.area, r.categories, r.point is not null as placed, r.created_at, c.name as person, i.reference as merged_into
    from report r join contact c on c.incident_id = :incident_id and c.id = r.contact_id
    left join report i on i.incident_id = :incident_id and i.id = r.merged_into
    where r.incident_id = :incident_id and r.id = any(:ids)
""")

THREADS = text("""
    select m.report_id, m.text from message m
    where m.incident_id = :incident_id and m.report_id = any(:ids)
      and (m.direction = 'in' or m.phrase in ('', 'written'))
    order by m.id
""")

# --- kept views, and who hears of them ---

# My own and those that somebody shares; beside each how I hear of it.
VIEWS = text("""
    select v.id, v.staff_id, v.name, v.query, v.shared, v.created_at, coalesce(nullif(s.name, ''), s.email) as owner
    from saved_view v join staff s on s.id = v.staff_id
    where v.incident_id = :incident_id and (v.staff_id = :staff_id or v.shared)
    order by v.staff_id <> :staff_id, lower(v.name), v.id limit :most
""")

WATCHES = text("""
    select w.id, w.view_id, w.tell_by, w.every_s, w.trouble, w.next_at from view_watch w
    where w.incident_id = :incident_id and w.staff_id = :staff_id order by w.view_id, w.tell_by
""")

VIEW = text("""
    select v.id, v.staff_id, v.name, v.query, v.shared from saved_view v
    where v.incident_id = :incident_id and v.id = :id and (v.staff_id = :staff_id or v.shared) for update
""")

COUNT_VIEWS = text("""
    select count(*) from saved_view v where v.incident_id = :incident_id and v.staff_id = :staff_id
""")

KEEP_VIEW = text("""
    insert into saved_view (incident_id, staff_id, name, query, shared, created_at)
    values (:incident_id, :staff_id, :name, :query, :shared, :now) returning id
""")

RENAME_VIEW = text("""
    update saved_view set name = :name, shared = :shared where incident_id = :incident_id and id = :id
""")

DROP_WATCHES = text("delete from view_watch where incident_id = :incident_id and view_id = :view_id")

# Whoever it was shared with hears no more of it when it is theirs alone again.
DROP_OTHERS_WATCHES = text("""
    delete from view_watch where incident_id = :incident_id and view_id = :view_id and staff_id <> :staff_id
""")

DROP_VIEW = text("delete from saved_view where incident_id = :incident_id and id = :id")

# Told from now on: what is there already was seen on the page.
WATCH = text("""
    insert into view_watch (incident_id, view_id, staff_id, tell_by, contact_id, every_s, seen_id, next_at, trouble,
        created_at)
    values (:incident_id, :view_id, :staff_id, :tell_by, :contact_id, :every_s,
        (select coalesce(max(r.id), 0) from report r where r.incident_id = :incident_id), :now, '', :now)
    on conflict (incident_id, view_id, staff_id, tell_by) do update
        set contact_id = excluded.contact_id, every_s = excluded.every_s, next_at = excluded.next_at, trouble = ''
    returning id
""")

UNWATCH = text("""
    delete from view_watch where incident_id = :incident_id and id = :id and staff_id = :staff_id returning view_id
""")

WATCH_OWNER = text("""
    select w.staff_id, v.name from view_watch w
    join saved_view v on v.incident_id = :incident_id and v.id = w.view_id
    where w.incident_id = :incident_id and w.id = :id
""")

CROSS_INCIDENT_DUE = text("""
    select distinct w.incident_id from view_watch w where w.next_at <= :now
""")

# Taken for a while: whoever takes it and dies lets it come back by itself.
TAKE_DUE = text("""
    with due as (
        select w.id from view_watch w where w.incident_id = :incident_id and w.next_at <= :now
        order by w.next_at, w.id limit :most for update skip locked)
    update view_watch w set next_at = :until from due
    where w.incident_id = :incident_id and w.id = due.id
    returning w.id
""")

DUE_ONE = text("""
    select w.id, w.view_id, w.staff_id, w.tell_by, w.contact_id, w.every_s, w.seen_id, v.name, v.query, s.email,
        m.role, v.shared or v.staff_id = w.staff_id as theirs
    from view_watch w
    join saved_view v on v.incident_id = :incident_id and v.id = w.view_id
    join staff s on s.id = w.staff_id
    left join membership m on m.incident_id = :incident_id and m.staff_id = w.staff_id
    where w.incident_id = :incident_id and w.id = :id
""")

# A report that was begun before another may be written after it: the last seconds wait.
SEEN_UPTO = text("""
    select coalesce(max(d.report_id), 0) from search_doc d
    join report r on r.incident_id = :incident_id and r.id = d.report_id
    where d.incident_id = :incident_id and d.report_id > :after and r.created_at <= :until
""")

NEW_CODES = text("""
    select r.reference from report r
    where r.incident_id = :incident_id and r.id = any(:ids) and r.merged_into is null order by r.id desc
""")

TOLD = text("""
    update view_watch set seen_id = greatest(seen_id, :seen_id), next_at = :next_at, trouble = :trouble
    where incident_id = :incident_id and id = :id
""")

FORGET_WATCH = text("delete from view_watch where incident_id = :incident_id and id = :id")
