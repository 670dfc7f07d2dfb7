"""The statements of the dispatch verbs."""

from sqlalchemy import text

COLUMNS = """
    d.id, d.report_id, d.volunteer_id, d.state, d.distance_m, d.expires_at,
    v.contact_id as helper_contact_id, hc.name as helper_name,
    r.reference, r.contact_id as asker_contact_id, r.state as report_state, r.category, r.people, r.places_wanted,
    r.place_name, r.radius_m, st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
"""
JOINS = """
    from dispatch d
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    join contact hc on hc.incident_id = :incident_id and hc.id = v.contact_id
    join report r on r.incident_id = :incident_id and r.id = d.report_id
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
    do update set score = excluded.score, distance_m = excluded.distance_m, reasons = excluded.reasons
    returning id, state
""")

SET_STATE = text("""
    update dispatch set state = :state, since_at = :now, expires_at = :expires_at
    where incident_id = :incident_id and id = :id
""")

# Suggestions that a newer look at the need no longer makes.
FORGET_PROPOSED = text("""
    delete from dispatch
    where incident_id = :incident_id and report_id = :report_id and state = 'proposed' and not id = any(:keep)
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
        count(*) filter (where state in ('accepted', 'done')) as accepted,
        count(*) filter (where state = 'accepted') as coming,
        count(*) filter (where state = 'done') as done,
        count(*) filter (where state = 'stopped') as stopped
    from dispatch where incident_id = :incident_id and report_id = :report_id
""")
