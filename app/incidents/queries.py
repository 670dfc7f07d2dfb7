"""The statements of the incident verbs."""

from sqlalchemy import text

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

# Children first; what the drill is (accounts, channels, places, members) stays.
WIPE = tuple(
    text(f"delete from {table} where incident_id = :incident_id")
    for table in (
        "map_count",
        "public_report",
        "follow",
        "search_follow",
        "search_doc",
        "search_word",
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
        "volunteer",
        "report",
        "address",
        "contact",
        "taught",
    )
)

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
