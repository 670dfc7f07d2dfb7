"""The statements of the desk's lists and of what is decided there."""

# After «where r.incident_id = :incident_id»: what `app.triage.narrow.Narrow.values` says. Words (`q`) are looked
# for by the search; `:staff_id` is who asks.
NARROW = """
    and (:kind = '' or r.kind = :kind) and (:category = '' or :category = any(r.categories))
    and r.urgency >= :urgency and (:in_state = '' or r.state = :in_state)
    and (:verified = '' or r.verified = :verified or (:verified = 'rumour' and r.rumour))
    and (:language = '' or r.language = :language) and (:area = '' or r.area = :area)
    and (:placed = '' or (:placed = 'no') = (r.point is null))
    and (cast(:since as timestamptz) is null or r.created_at > :since)
    and (:inside = '' or st_intersects(r.point, st_geogfromtext(nullif(:inside, ''))))
    and (:mine = '' or exists (select 1 from claim c where c.incident_id = :incident_id
        and c.report_id = r.id and c.staff_id = :staff_id and c.until_at > :now))
"""
