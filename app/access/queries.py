"""The statements of accounts and sessions. Staff are shared by all incidents; memberships are not."""

from sqlalchemy import text

STAFF_BY_EMAIL = text("select id, email, name, password_hash from staff where email = :email")

STAFF_BY_ID = text("select id, email, name, password_hash from staff where id = :staff_id")

SET_NAME = text("update staff set name = :name where id = :staff_id")

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
    select s.id as session_id, s.staff_id, s.csrf, f.email, f.name
    from staff_session s join staff f on f.id = s.staff_id
    where s.token_hash = :token_hash and not s.half and s.expires_at > :now and s.seen_at > :idle_since
""")

SEE_SESSION = text("""
    update staff_session set seen_at = :now where token_hash = :token_hash and seen_at < :stale
""")

END_SESSION = text("delete from staff_session where token_hash = :token_hash")

END_SESSIONS = text("delete from staff_session where staff_id = :staff_id")

END_OTHER_SESSIONS = text("""
    delete from staff_session where staff_id = :staff_id and id <> :kept and not half returning id
""")

END_SESSION_BY_ID = text("""
    delete from staff_session where staff_id = :staff_id and id = :id returning browser
""")

SESSIONS = text("""
    select id, browser, created_at, seen_at from staff_session
    where staff_id = :staff_id and not half and expires_at > :now and seen_at > :idle_since
    order by seen_at desc, id desc
""")

END_OLD_SESSIONS = text("""
    delete from staff_session where staff_id = :staff_id and (expires_at <= :now or seen_at <= :idle_since)
""")

# A password was right and the second step is open: for a few minutes, and for nothing else.
HALF_SESSION = text("""
    select staff_id from staff_session where token_hash = :token_hash and half and expires_at > :now
""")

END_HALF_SESSION = text("""
    delete from staff_session where token_hash = :token_hash and half and expires_at > :now returning staff_id
""")

# ---- slow guessing

TRY_ALONE = text("select pg_try_advisory_xact_lock(:lock)")

TRIES = text("select key, failures, last_at from sign_in_try where key = any(cast(:keys as bytea[]))")

COUNT_FAILURE = text("""
    insert into sign_in_try (key, failures, last_at) values (:key, 1, :now)
    on conflict (key) do update set last_at = excluded.last_at,
        failures = case when sign_in_try.last_at < :forgotten then 1 else sign_in_try.failures + 1 end
""")

FORGET_TRIES = text("delete from sign_in_try where key = :key")

PRUNE_TRIES = text("""
    delete from sign_in_try where key in
        (select key from sign_in_try where last_at < :forgotten limit 100 for update skip locked)
""")

SPEND = text("""
    insert into sign_in_try (key, failures, last_at) values (:key, 0, :now) on conflict (key) do nothing
    returning key
""")

# ---- second step

SECOND_STEP = text("""
    select f.totp_sealed, f.totp_step,
        (select count(*) from recovery_code c where c.staff_id = f.id and c.used_at is null) as codes_left
    from staff f where f.id = :staff_id
""")

# a code counts once: whoever comes second with it finds the step taken
TAKE_STEP = text("""
    update staff set totp_step = :step where id = :staff_id and totp_step < :step returning id
""")

SET_TOTP = text("""
    update staff set totp_sealed = :sealed, totp_step = :step where id = :staff_id
""")

DROP_RECOVERY_CODES = text("delete from recovery_code where staff_id = :staff_id")

TAKE_RECOVERY_CODE = text("""
    update recovery_code set used_at = :now
    where code_hash = :code_hash and staff_id = :staff_id and used_at is null returning staff_id
""")

# ---- passkeys

PASSKEYS = text("""
    select id, credential_id, name, created_at, used_at from passkey where staff_id = :staff_id order by id
""")

PASSKEY = text("""
    select p.id, p.staff_id, p.public_key, p.sign_count, p.name from passkey p
    where p.credential_id = :credential_id for update
""")

USE_PASSKEY = text("""
    update passkey set sign_count = :sign_count, used_at = :now where credential_id = :credential_id
""")

DROP_PASSKEY = text("delete from passkey where staff_id = :staff_id and id = :id returning name")

USE_LINK = text("""
    update password_link set used_at = :now
    where token_hash = :token_hash and used_at is null and expires_at > :now
    returning staff_id
""")

DROP_LINKS = text("delete from password_link where staff_id = :staff_id and used_at is null")

LINK_IS_GOOD = text("""
    select 1 from password_link where token_hash = :token_hash and used_at is null and expires_at > :now
""")

# ---- people of an incident

MEMBERS = text("""
    select f.id as staff_id, f.email, f.name, m.role, f.password_hash <> '' as has_come,
        f.totp_sealed is not null or exists (select 1 from passkey p where p.staff_id = f.id) as second_step,
        (select max(s.seen_at) from staff_session s where s.staff_id = f.id and not s.half) as seen_at,
        (select max(l.expires_at) from password_link l
            where l.staff_id = f.id and l.used_at is null and l.expires_at > :now) as link_until
    from membership m join staff f on f.id = m.staff_id
    where m.incident_id = :incident_id order by lower(f.name), f.email
""")

# Whoever changes who administers an incident holds all who do: two who lower each other come one by one.
ADMINISTRATORS = text("""
    select m.staff_id, (select f.password_hash <> '' from staff f where f.id = m.staff_id) as has_come
    from membership m
    where m.incident_id = :incident_id and m.role = 'administrator' order by m.staff_id for update
""")

CHANGE_ROLE = text("""
    update membership set role = :role where incident_id = :incident_id and staff_id = :staff_id returning staff_id
""")

TAKE_OFF = text("""
    delete from membership where incident_id = :incident_id and staff_id = :staff_id returning role
""")

CROSS_INCIDENT_ELSEWHERE = text("""
    select exists (select 1 from membership where staff_id = :staff_id and incident_id <> :incident_id)
""")

# ---- audit

EVENTS = text("""
    select e.id, e.at, e.who, e.what, e.why, e.before, e.after, r.reference
    from event e left join report r on r.incident_id = :incident_id and r.id = e.report_id
    where e.incident_id = :incident_id and e.id < :before
        and (:who = '' or e.who = :who) and (:what = '' or e.what like :what)
        and (:reference = '' or r.reference = :reference)
        and e.at >= :since and e.at < :until
    order by e.id desc limit :most
""")

# A sign-in belongs to no incident: it is told where its person is a member.
CROSS_INCIDENT_ACCESS_EVENTS = text("""
    select a.id, a.at, a.who, a.what, a.details, coalesce(nullif(f.name, ''), f.email, '') as about
    from access_event a left join staff f on f.id = a.staff_id
    where (a.incident_id = :incident_id or (a.incident_id is null and exists
            (select 1 from membership m where m.incident_id = :incident_id and m.staff_id = a.staff_id)))
        and a.id < :before and (:who = '' or a.who = :who or a.staff_id = :staff_id)
        and (:what = '' or a.what like :what) and a.at >= :since and a.at < :until
    order by a.id desc limit :most
""")

WHO_ACTED = text("""
    select f.id, coalesce(nullif(f.name, ''), f.email) as name
    from staff f join membership m on m.staff_id = f.id where m.incident_id = :incident_id order by 2
""")
