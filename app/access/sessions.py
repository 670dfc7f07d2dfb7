"""Signed-in browsers: the cookie holds a random token, the database its hash and the form secret."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.access import queries
from app.access.accounts import Account, account_by_email
from app.access.audit import Access, note
from app.access.passwords import is_right
from app.errors import NotAllowed, NotFound
from app.models.staff import StaffSession
from app.security import new_token, same, token_hash

LASTS = timedelta(hours=16)  # a coordinator's day
IDLE = timedelta(hours=4)
STALE = timedelta(minutes=1)
HALF_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is at this browser, and the secret that their forms must carry."""

    staff_id: int
    email: str
    name: str
    csrf: str
    session_id: int = 0  # which of their open sessions this is


async def check_password(session: AsyncSession, email: str, password: str) -> Account | None:
    """Return the account of both; None when one is wrong, without saying which, in the same time."""
    account = await account_by_email(session, email)
    # hashing takes a while on purpose; meanwhile the process answers others
    right = await asyncio.to_thread(is_right, password, account.password_hash if account else "")
    return account if right else None


async def open_session(
    session: AsyncSession, staff_id: int, *, browser: str, now: datetime, half: bool = False
) -> str:
    """Open a session and return its token; a half one waits a few minutes for the second step alone."""
    await session.execute(
        queries.END_OLD_SESSIONS, {"staff_id": staff_id, "now": now, "idle_since": now - IDLE}
    )
    token = new_token()
    session.add(
        StaffSession(
            token_hash=token_hash(token),
            staff_id=staff_id,
            browser=browser,
            half=half,
            csrf=new_token(),
            created_at=now,
            seen_at=now,
            expires_at=now + (HALF_LASTS if half else LASTS),
        )
    )
    await session.flush()
    return token


async def half_session(session: AsyncSession, token: str, *, now: datetime) -> int | None:
    """Return whose second step is open in this browser."""
    if not token:
        return None
    row = await session.execute(queries.HALF_SESSION, {"token_hash": token_hash(token), "now": now})
    return row.scalar()


async def end_half_session(session: AsyncSession, token: str, *, now: datetime) -> bool:
    """Use a half session up; False when somebody did so before."""
    row = await session.execute(queries.END_HALF_SESSION, {"token_hash": token_hash(token), "now": now})
    return row.first() is not None


async def who_is(session: AsyncSession, token: str, *, now: datetime) -> SignedIn | None:
    """Return who a cookie belongs to, while its session lives; that they came counts as a sign of life."""
    person = await look_who(session, token, now=now)
    if person is not None:
        values = {"token_hash": token_hash(token), "now": now, "stale": now - STALE}
        await session.execute(queries.SEE_SESSION, values)
    return person


async def look_who(session: AsyncSession, token: str, *, now: datetime) -> SignedIn | None:
    """Return the same without a sign of life: an open page that nobody touches keeps no session alive."""
    if not token:
        return None
    values = {"token_hash": token_hash(token), "now": now, "idle_since": now - IDLE}
    row = (await session.execute(queries.SESSION, values)).mappings().first()
    return SignedIn(**dict(row)) if row is not None else None


async def sign_out(session: AsyncSession, token: str) -> None:
    """End one session."""
    await session.execute(queries.END_SESSION, {"token_hash": token_hash(token)})


def check_csrf(signed_in: SignedIn, sent: str) -> None:
    """Raise `NotAllowed` unless the form came from a page that we gave to this session."""
    if not same(signed_in.csrf, sent):
        raise NotAllowed("This page is from an earlier sign-in; load it again and repeat what you did.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """One signed-in browser, as its owner tells it from the others."""

    id: int
    browser: str
    created_at: datetime
    seen_at: datetime


async def open_sessions(session: AsyncSession, staff_id: int, *, now: datetime) -> list[OpenSession]:
    """List where somebody is signed in, the latest seen first."""
    values = {"staff_id": staff_id, "now": now, "idle_since": now - IDLE}
    return [OpenSession(**dict(row)) for row in (await session.execute(queries.SESSIONS, values)).mappings()]


async def end_session(session: AsyncSession, staff_id: int, session_id: int, *, now: datetime) -> None:
    """Sign one of somebody's browsers out; raises `NotFound` when it is not theirs, or has gone."""
    row = await session.execute(queries.END_SESSION_BY_ID, {"staff_id": staff_id, "id": session_id})
    ended = row.first()
    if ended is None:
        raise NotFound("This session has ended already.")
    note(
        session,
        Access(what="staff.session_ended", staff_id=staff_id, details={"browser": ended.browser}),
        now=now,
    )


async def end_other_sessions(session: AsyncSession, staff_id: int, *, kept: int, now: datetime) -> int:
    """Sign every browser out but one; returns how many."""
    rows = await session.execute(queries.END_OTHER_SESSIONS, {"staff_id": staff_id, "kept": kept})
    if ended := len(rows.all()):
        note(
            session, Access(what="staff.sessions_ended", staff_id=staff_id, details={"count": ended}), now=now
        )
    return ended
