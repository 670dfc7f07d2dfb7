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
    select m.id, case when m.direction = 'in' or m.phrase in ('', 'desk.write') then m.report_id end as report_id
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
              and (m.direction = 'in' or m.phrase in ('', 'desk.write'))), '{}') as texts
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
    select word, n from search_word
    where incident_id = :incident_id and word >= :begin and word < :begin || chr(1114111) and n > 0
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

# Few: all of them by the index, then the newest. Each is looked up by its key, whatever the server expects:
# an estimate that is wrong would read the whole table.
FEW = text(f"""
    select r.id from (
        select d.report_id from search_doc d
        where d.incident_id = :incident_id and d.words @@ cast(:words as tsquery) and d.report_id < :before
          and d.report_id > :after
        order by d.report_id desc offset 0) hit
    cross join lateral (
        select r.id from report r where r.incident_id = :incident_id and r.id = hit.report_id {NARROW} offset 0) r
    order by r.id desc limit :most
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
    select r.id, r.reference, r.kind, r.category, r.categories, r.urgency, r.people, r.state, r.language, r.text,
        r.place_text, r.place_name, r.radius_m, r.place_source, r.created_at, c.name as person,
        st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon, i.reference as merged_into
    from report r join contact c on c.incident_id = :incident_id and c.id = r.contact_id
    left join report i on i.incident_id = :incident_id and i.id = r.merged_into
    where r.incident_id = :incident_id and r.id = any(:ids)
""")

THREADS = text("""
    select m.report_id, m.text, m.direction = 'out' as ours from message m
    where m.incident_id = :incident_id and m.report_id = any(:ids)
      and (m.direction = 'in' or m.phrase in ('', 'desk.write'))
    order by m.id
""")
