"""The statements of the incident verbs."""

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

CROSS_INCIDENT_BY_SLUG = text("select id from incident where slug = :slug")

CROSS_INCIDENT_ALL = text("""
    select slug, name, drill, languages from incident where closed_at is null order by drill, created_at
""")

NEXT_GENERATION = text("""
    update incident set generation = generation + 1 where id = :incident_id and drill returning generation
""")

TEXT_NUMBER = text("""
    select number from channel_account where incident_id = :incident_id and channel <> 'web' order by id limit 1
""")

# Children first; what the drill is (accounts, channels, places, members) stays. Before all else the follower: it is waited
# for, and none begins, so that nothing it is just publishing outlives the wiping.
WIPE = tuple(
    text(f"delete from {table} where incident_id = :incident_id")
    for table in (
        "follow",
        "map_count",
        "map_change",
        "public_cell",
        "public_due",
        "hidden_report",
        "public_report",
        "search_follow",
        "search_doc",
        "search_word",
        "claim",
        "view_watch",
        "bulletin",
        "huddle_note",
        "huddle",
        "media",
        "event",
        "learning",
        "prompt",
        "alarm",
        "approval",
        "on_call",
        "zone",
        "pledge",
        "stock",
        "need_line",
        "message",
        "dispatch",
        "able",
        "helper_session",
        "helper_code",
        "volunteer",
        "report",
        "address",
        "contact",
        "taught",
    )
)

# The places that are open in a drill's town stay, as they were when it was drawn: nobody at its desk opened them.
WIPE_OPENED = text("delete from facility where incident_id = :incident_id and who <> 'machine'")
OPEN_AGAIN = text("""
    update facility set ended_at = null, "full" = false, checked_at = :now where incident_id = :incident_id
""")

# A drill's town stays; what its pins taught goes with the reports they were set on.
WIPE_TAUGHT = text("delete from place where incident_id = :incident_id and source = 'taught'")

# A number that texted STOP in a drill is an invented one; nobody real hears from it.
CROSS_INCIDENT_WIPE_SILENCE = text("delete from suppression where our_number = :our_number")

HELPERS_ON_DUTY = text("select count(*) from volunteer where incident_id = :incident_id and on_duty")

# The latest events are looked through, not all of them: a day of a big incident has a hundred thousand.
LAST_CHANGES = text("""
    select r.id, r.who, r.at, r.before, r.after
    from (select * from event e where e.incident_id = :incident_id order by e.id desc limit 20000) as r
    where r.what = 'incident.changed' order by r.id desc limit :most
""")

CHANGE = text("""
    select e.id, e.who, e.at, e.before, e.after from event e
    where e.incident_id = :incident_id and e.id = :id and e.what = 'incident.changed'
""")

# The latest texts are looked through, not all of them.
GATEWAYS = text("""
    with lately as materialized (
        select m.channel, m.direction, m.received_at, m.done_at, m.state from message m
        where m.incident_id = :incident_id order by m.id desc limit 5000)
    select c.channel, c.number, c.created_at,
        (select max(l.received_at) from lately l where l.channel = c.channel and l.direction = 'in') as last_in_at,
        (select max(l.done_at) from lately l where l.channel = c.channel and l.direction = 'out'
            and l.state in ('sent', 'delivered')) as last_out_at
    from channel_account c where c.incident_id = :incident_id order by c.id
""")

DROP_GATEWAY = text("""
    delete from channel_account where incident_id = :incident_id and channel = :channel and number = :number
    returning id
""")

SET_GROUND = text("""
    update ground set features = :features where incident_id = :incident_id
""").bindparams(bindparam("features", type_=JSONB))

CROSS_INCIDENT_OF_MEMBER = text("""
    select i.id, i.slug, i.name, i.drill, i.closed_at, i.created_at, m.role,
        (select count(*) from report r where r.incident_id = i.id and r.merged_into is null
            and r.state in ('new', 'open', 'asked', 'accepted')) as open_reports,
        exists (select 1 from place p where p.incident_id = i.id) as has_places
    from membership m join incident i on i.id = m.incident_id
    where m.staff_id = :staff_id order by i.closed_at desc nulls first, i.drill, i.created_at desc
""")

CROSS_INCIDENT_MAY_CREATE = text("""
    select exists (select 1 from membership m join incident i on i.id = m.incident_id
        where m.staff_id = :staff_id and m.role = 'administrator' and not i.drill)
""")
