"""The statements about photos and voice notes."""

from sqlalchemy import text

ADD = text("""
    insert into media (incident_id, token, message_id, turn, content_type, size, state, reason, created_at)
    values (:incident_id, :token, :message_id, :turn, :content_type, 0, 'waiting', '', :now)
    on conflict (incident_id, message_id, turn) do nothing
    returning id
""")

# What is to be fetched, with the account that it came in by.
WAITING = text("""
    select d.message_id, d.turn, m.channel, m.our_number, m.details -> 'media' as items
    from media d join message m on m.incident_id = :incident_id and m.id = d.message_id
    where d.incident_id = :incident_id and d.id = :id and d.state = 'waiting'
""")

SETTLE = text("""
    update media set state = :state, reason = :reason, sealed = :sealed, size = :size, done_at = :now,
        content_type = case when :content_type = '' then content_type else :content_type end
    where incident_id = :incident_id and id = :id and state = 'waiting'
    returning id
""")

AGAIN = text("""
    update media set state = 'waiting', reason = '', done_at = null
    where incident_id = :incident_id and token = :token and state = 'failed'
    returning id
""")

KEPT = text("""
    select content_type, sealed from media
    where incident_id = :incident_id and token = :token and state = 'kept'
""")

# By message, for a thread.
OF_REPORT = text("""
    select d.message_id, d.token, d.content_type, d.size, d.state, d.reason
    from message m join media d on d.incident_id = :incident_id and d.message_id = m.id
    where m.incident_id = :incident_id and m.report_id = :report_id
    order by d.message_id, d.turn limit 200
""")
