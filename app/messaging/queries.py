"""The statements of messaging. Each begins with its incident; the few that cross incidents say so in their name."""

from sqlalchemy import text

CROSS_INCIDENT_WITH_RECEIVED = text("select distinct incident_id from message where state = 'received'")

CROSS_INCIDENT_WITH_OUTBOX = text("""
    select distinct incident_id from message
    where state in ('waiting', 'sending', 'unclear') and due_at <= :now
""")

# The oldest unread message of each person, and only that one: two texts of one person are never read out of order.
# `any(array(…))` and not `in (…)`: a plan may look into the latter once a row, and each look would claim some more.
CLAIM_RECEIVED = text("""
    update message set attempts = attempts + 1, lease_owner = :owner, lease_until = :until
    where incident_id = :incident_id and id = any(array(
        select c.id from message c
        where c.incident_id = :incident_id and c.state = 'received' and c.lease_until is null
          and (c.due_at is null or c.due_at <= :now)
          and not exists (
              select 1 from message o
              where o.incident_id = :incident_id and o.lane = c.lane and o.state = 'received' and o.id < c.id)
        order by c.id limit :most for update skip locked))
    returning incident_id, id, channel, scheme, text, lane, our_number, peer_sealed, details, link_token,
        attempts, received_at
""")

# One message whose writer waits for it, if no worker has it yet.
CLAIM_ONE = text("""
    update message set attempts = attempts + 1, lease_owner = :owner, lease_until = :until
    where incident_id = :incident_id and channel = :channel and external_id = :external_id
      and state = 'received' and lease_until is null and due_at is null
    returning incident_id, id, channel, scheme, text, lane, our_number, peer_sealed, details, link_token,
        attempts, received_at
""")

# A lease that ran out is claimed again alone: if this message kills workers, no innocent is blamed with it.
CLAIM_EXPIRED = text("""
    update message set attempts = attempts + 1, lease_owner = :owner, lease_until = :until
    where incident_id = :incident_id and id = any(array(
        select c.id from message c
        where c.incident_id = :incident_id and c.state = 'received' and c.lease_until < :now and c.attempts < :tries
        order by c.id limit 1 for update skip locked))
    returning incident_id, id, channel, scheme, text, lane, our_number, peer_sealed, details, link_token,
        attempts, received_at
""")

SET_ASIDE_SPENT = text("""
    update message set state = 'set_aside', reason = 'the worker stopped while reading it', lease_owner = null,
        lease_until = null, done_at = :now
    where incident_id = :incident_id and state = 'received' and lease_until < :now and attempts >= :tries
    returning id
""")

# The lease check and the new state are one statement: no row, no effect.
TAKE = text("""
    update message set state = 'understood', lease_owner = null, lease_until = null, done_at = :now
    where incident_id = :incident_id and id = :id and state = 'received' and lease_owner = :owner
    returning id
""")

PUT_BACK = text("""
    update message set lease_owner = null, lease_until = null, due_at = :due_at, reason = :reason
    where incident_id = :incident_id and id = :id and state = 'received' and lease_owner = :owner
""")

SET_ASIDE = text("""
    update message set state = 'set_aside', reason = :reason, lease_owner = null, lease_until = null, done_at = :now
    where incident_id = :incident_id and id = :id and state = 'received' and lease_owner = :owner
    returning id
""")

FILE_MESSAGE = text("""
    update message set contact_id = :contact_id, report_id = coalesce(:report_id, report_id),
        details = details || cast(:details as jsonb)
    where incident_id = :incident_id and id = :id
""")

# A number that anybody may have typed into a form names nobody.
FIND_PERSON = text("""
    select c.id, c.name, c.language
    from address a join contact c on c.incident_id = :incident_id and c.id = a.contact_id
    where a.incident_id = :incident_id and a.number_index = :number_index and a.confirmed
    order by a.id limit 1
""")

FIND_FORM_PERSON = text("""
    select c.id, c.name, c.language
    from address a join contact c on c.incident_id = :incident_id and c.id = a.contact_id
    where a.incident_id = :incident_id and a.number_index = :number_index and not a.confirmed
      and exists (
          select 1 from prompt p
          where p.incident_id = :incident_id and p.contact_id = a.contact_id and p.kind = 'number'
            and p.closed_at is null and p.expires_at > :now)
    order by a.id limit 1
""")

# A text proves its number: until then it was only said to belong to somebody, and from now on it is the sender's.
ADD_ADDRESS = text("""
    insert into address (incident_id, contact_id, channel, scheme, our_number, number_index, number_sealed,
        confirmed, seen_at)
    values (:incident_id, :contact_id, :channel, :scheme, :our_number, :number_index, :number_sealed,
        :confirmed, :now)
    on conflict (incident_id, number_index, channel, scheme) do update
        set contact_id = case when excluded.confirmed and not address.confirmed
                then excluded.contact_id else address.contact_id end,
            seen_at = excluded.seen_at, our_number = excluded.our_number,
            confirmed = address.confirmed or excluded.confirmed
""")

# Serialises two first messages of one person, read by two workers at once.
LOCK_PERSON = text("select pg_advisory_xact_lock(:incident_id, :part)")

ADDRESSES = text("""
    select a.channel, a.scheme, a.our_number, a.number_index, a.number_sealed, a.confirmed, a.seen_at,
        exists (select 1 from suppression s
                where s.our_number = a.our_number and s.number_index = a.number_index) as silent
    from address a where a.incident_id = :incident_id and a.contact_id = :contact_id
    order by a.seen_at desc, a.id desc
""")

ROADS = text("""
    select a.channel, a.scheme, a.our_number, a.number_index, a.number_sealed, a.confirmed, a.seen_at, c.language,
        exists (select 1 from suppression s
                where s.our_number = a.our_number and s.number_index = a.number_index) as silent
    from address a join contact c on c.incident_id = :incident_id and c.id = a.contact_id
    where a.incident_id = :incident_id and a.contact_id = :contact_id
    order by a.seen_at desc, a.id desc
""")

# The last texts with a number, as far as they are of the last hour: by the index, however long the thread is.
LATELY = text("""
    select r.direction = 'out' as ours, r.state = 'held' as held, r.reason, r.text, r.received_at, r.done_at
    from (select * from message m where m.incident_id = :incident_id and m.lane = :lane
          order by m.id desc limit :window) as r
    where r.received_at > :hour_ago
""")

NAME_CONTACT = text("""
    update contact set language = case when :language = '' then language else :language end,
        name = case when :name = '' then name else :name end
    where incident_id = :incident_id and id = :contact_id
""")

OPEN_PROMPTS = text("""
    select p.id, p.kind, p.digit, p.report_id, p.dispatch_id, p.opened_at, coalesce(r.reference, '') as reference,
        coalesce(d.state in ('asked', 'accepted', 'on_way', 'there', 'done'), true) as live
    from prompt p
    left join report r on r.incident_id = :incident_id and r.id = p.report_id
    left join dispatch d on d.incident_id = :incident_id and d.id = p.dispatch_id
    where p.incident_id = :incident_id and p.contact_id = :contact_id and p.closed_at is null and p.expires_at > :now
    order by p.id
""")

CLOSE_PROMPT = text("""
    update prompt set closed_at = :now where incident_id = :incident_id and id = :id and closed_at is null
""")

CLOSE_KIND = text("""
    update prompt set closed_at = :now
    where incident_id = :incident_id and contact_id = :contact_id and kind = :kind and closed_at is null
    returning id
""")

CLOSE_DISPATCH_PROMPTS = text("""
    update prompt set closed_at = :now
    where incident_id = :incident_id and report_id = :report_id and dispatch_id = :dispatch_id and closed_at is null
""")

CLOSE_REPORT_PROMPTS = text("""
    update prompt set closed_at = :now
    where incident_id = :incident_id and report_id = :report_id and closed_at is null
""")

# One text a person at a time, in the order they were said; one that must be tried again holds up nobody.
CLAIM_OUTBOX = text("""
    update message set attempts = attempts + 1, lease_owner = :owner, lease_until = :until, state = 'sending',
        due_at = :until, reason = case when state = 'waiting' then '' else 'unclear' end
    where incident_id = :incident_id and id = any(array(
        select c.id from message c
        where c.incident_id = :incident_id and c.direction = 'out'
          and c.state in ('waiting', 'sending', 'unclear') and c.due_at <= :now
          and not exists (
              select 1 from message o
              where o.incident_id = :incident_id and o.lane = c.lane and o.id < c.id and o.direction = 'out'
                and (o.state = 'waiting' and o.due_at <= :now or o.state = 'sending' and o.lease_until > :now))
        order by c.due_at, c.id limit :most for update skip locked))
    returning incident_id, id, channel, scheme, external_id, our_number, peer_sealed, text, attempts,
        reason = 'unclear' as unclear, received_at as since_at, vital, segments
""")

SETTLE = text("""
    update message set state = :state, reason = :reason, gateway_id = coalesce(:gateway_id, gateway_id),
        due_at = :due_at, lease_owner = null, lease_until = null, done_at = :now
    where incident_id = :incident_id and id = :id and state = 'sending' and lease_owner = :owner
    returning id, report_id
""")

# A row only when the day is full, and then with the nights of the incident.
DAY_IS_FULL = text("""
    select i.drill, i.time_zone, i.quiet_from, i.quiet_to from incident i
    join spend s on s.incident_id = :incident_id and s.day = :day
    where i.id = :incident_id and i.texts_per_day > 0 and s.segments >= i.texts_per_day
""")

WAIT_FOR_TOMORROW = text("""
    update message set due_at = :due_at, reason = :reason
    where incident_id = :incident_id and direction = 'out' and state = 'waiting' and not vital
      and segments > 0 and due_at <= :now
""")

RELEASE_WAITING = text("""
    update message set due_at = :now, reason = ''
    where incident_id = :incident_id and direction = 'out' and state = 'waiting' and reason = :reason
    returning id
""")

# The one row of a day is locked last in its transaction, so that no two can wait for each other.
ADD_SPEND = text("""
    insert into spend (incident_id, day, segments) values (:incident_id, :day, :parts)
    on conflict (incident_id, day) do update set segments = spend.segments + excluded.segments
    returning segments as parts,
        (select i.texts_per_day from incident i where i.id = :incident_id) as most
""")

TODAY = text("""
    select i.texts_per_day as most,
        coalesce((select s.segments from spend s where s.incident_id = :incident_id and s.day = :day), 0) as parts,
        (select count(*) from message m where m.incident_id = :incident_id and m.direction = 'out'
            and m.state = 'waiting' and m.reason = :reason) as waiting
    from incident i where i.id = :incident_id
""")

# Callbacks come in any order: a later word is never taken back by an earlier one.
SETTLE_RECEIPT = text("""
    update message set state = :state, reason = :reason, done_at = :now, due_at = null, gateway_id = :gateway_id
    where incident_id = :incident_id and channel = :channel and external_id = :key and direction = 'out'
      and state in ('sending', 'unclear', 'sent', 'failed')
      and not (state = 'failed' and :state = 'sent')
    returning id, report_id
""")

SUPPRESS = text("""
    insert into suppression (our_number, number_index, since_at) values (:our_number, :number_index, :now)
    on conflict (our_number, number_index) do nothing
""")

UNSUPPRESS = text("delete from suppression where our_number = :our_number and number_index = :number_index")

HOLD_WAITING = text("""
    update message set state = 'held', reason = 'the number asked for silence', due_at = null, done_at = :now
    where incident_id = :incident_id and lane = :lane and direction = 'out' and state = 'waiting'
""")

# A question that waits for the morning, or for the next day's limit, when nobody is wanted any more.
UNSAY = text("""
    update message set state = 'held', reason = :reason, due_at = null, done_at = :now
    where incident_id = :incident_id and report_id = :report_id and contact_id = :contact_id and direction = 'out'
      and state = 'waiting' and due_at > :now and phrase = any(:phrases)
    returning id
""")

CHANNEL_ACCOUNTS = text("""
    select channel, number, values_sealed from channel_account
    where incident_id = :incident_id and channel = :channel order by id
""")

CROSS_INCIDENT_WAITING = text("""
    select count(*) as waiting,
        coalesce(extract(epoch from cast(:now as timestamptz) - min(received_at)), 0) as oldest_s
    from message where state = 'received'
""")

TEXT_ACCOUNT = text("""
    select channel, number from channel_account
    where incident_id = :incident_id and channel <> 'web' order by id limit 1
""")

# A press that came twice: the very words to this number, among the last, a moment ago.
JUST_WRITTEN = text("""
    select r.id from (select m.id, m.direction, m.phrase, m.text, m.report_id, m.received_at from message m
        where m.incident_id = :incident_id and m.lane = :lane order by m.id desc limit 20) as r
    where r.direction = 'out' and r.phrase = 'written' and r.text = :text and r.received_at > :since
      and r.report_id is not distinct from cast(:report_id as bigint) limit 1
""")

SAVED_REPLIES = text("""
    select id, name, texts from saved_reply
    where incident_id = :incident_id and ended_at is null order by lower(name), id limit 200
""")

# Whom a coordinator may write to about a case: who asked, then every helper who was asked about it.
PEOPLE_OF_CASE = text("""
    select r.contact_id, '' as helper, c.name
    from report r join contact c on c.incident_id = :incident_id and c.id = r.contact_id
    where r.incident_id = :incident_id and r.id = :report_id
    union all
    (select v.contact_id, v.reference, c.name
     from dispatch d join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
     join contact c on c.incident_id = :incident_id and c.id = v.contact_id
     where d.incident_id = :incident_id and d.report_id = :report_id and d.state <> 'proposed'
     order by d.state in ('accepted', 'on_way', 'there') desc, d.id limit 12)
""")
