"""The statements of accounts and sessions. Staff are shared by all incidents; memberships are not."""

from sqlalchemy import text

STAFF_BY_EMAIL = text("select id, email, name, password_hash from staff where email = :email")

SET_PASSWORD = text("update staff set password_hash = :password_hash where id = :staff_id")

ADD_MEMBER = text("""
    insert into membership (incident_id, staff_id, role) values (:incident_id, :staff_id, :role)
    on conflict (incident_id, staff_id) do update set role = excluded.role
""")

ROLE = text("select role from membership where incident_id = :incident_id and staff_id = :staff_id")

CROSS_INCIDENT_MEMBERSHIPS = text("""
    select i.slug, i.name, m.role from membership m join incident i on i.id = m.incident_id
    where m.staff_id = :staff_id and i.closed_at is null order by i.name
""")

SESSION = text("""
    select s.staff_id, s.csrf, f.email, f.name from staff_session s join staff f on f.id = s.staff_id
    where s.token_hash = :token_hash and s.expires_at > :now and s.seen_at > :idle_since
""")

SEE_SESSION = text("""
    update staff_session set seen_at = :now where token_hash = :token_hash and seen_at < :stale
""")

END_SESSION = text("delete from staff_session where token_hash = :token_hash")

END_SESSIONS = text("delete from staff_session where staff_id = :staff_id")

USE_LINK = text("""
    update password_link set used_at = :now
    where token_hash = :token_hash and used_at is null and expires_at > :now
    returning staff_id
""")

LINK_IS_GOOD = text("""
    select 1 from password_link where token_hash = :token_hash and used_at is null and expires_at > :now
""")
