"""The statements of the volunteer verbs."""

from sqlalchemy import text

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
        place_name, point, created_at, trades, vehicle, languages, trust_by_kind, daily_cap, team)
    values (:incident_id, :contact_id, :reference, :skills, :words, 'new', :reach_m, 2, :on_duty,
        :place_name, st_geogfromtext(:point), :now, '{}', 'none', '{}', '{}', 4, '')
    on conflict (incident_id, contact_id) do update set
        skills = (select array_agg(distinct s order by s)
                  from unnest(volunteer.skills || excluded.skills) s),
        words = excluded.words,
        on_duty = excluded.on_duty,
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

# A new helper may be the one that an open need is waiting for.
WAKE_NEEDS = text("""
    update report r set match_at = :now
    from volunteer v
    where v.incident_id = :incident_id and v.id = :id and v.on_duty
      and coalesce(v.rest_until <= :now, true)
      and r.incident_id = :incident_id and r.kind = 'need' and r.state in ('new', 'open')
      and r.categories && v.skills and st_dwithin(r.point, v.point, v.reach_m, false)
""")
