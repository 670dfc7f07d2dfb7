"""Every statement that touches what online geocoders answered."""

from sqlalchemy import text

# Whoever asks takes a turn first, one after the other; 727_003 keeps these locks apart from other uses.
LOCK_SERVICE = text("select pg_advisory_xact_lock(727003, hashtext(:service))")

# One geocoder serves all incidents, and its rate is over all of them. The database's own clock: hosts differ.
CROSS_INCIDENT_NEXT_TURN = text("""
    select greatest(clock_timestamp(), max(asked_at) + make_interval(secs => cast(:every_s as float8)))
    from geocoded where service = :service
""")

# Written before the call: a call whose answer never came has still been made, and counts for the rate.
TAKE_TURN = text("""
    insert into geocoded (incident_id, service, question, asked_at, name, kind)
    values (:incident_id, :service, :question, :turn_at, '', :unanswered)
    on conflict (incident_id, question, service) do update
        set asked_at = excluded.asked_at, point = null, radius_m = null, name = '', kind = excluded.kind
    returning cast(greatest(0, extract(epoch from asked_at - clock_timestamp())) as float8)
""")

KEEP = text("""
    update geocoded set point = st_geogfromtext(:point), radius_m = :radius_m, name = :name, kind = :kind
    where incident_id = :incident_id and service = :service and question = :question
""")

KEPT = text("""
    select service, asked_at, kind, name, radius_m, st_y(point::geometry) as lat, st_x(point::geometry) as lon
    from geocoded where incident_id = :incident_id and question = :question order by service
""")
