"""Signed-in browsers: the cookie holds a random token, the database its hash and the form secret."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.access import queries
from app.access.accounts import account_by_email
from app.access.passwords import is_right
from app.errors import NotAllowed
from app.models.staff import StaffSession
from app.security import new_token, same, token_hash

LASTS = timedelta(hours=16)  # a coordinator's day
IDLE = timedelta(hours=4)
STALE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is at this browser, and the secret that their forms must carry."""

    staff_id: int
    email: str
    name: str
    csrf: str


async def sign_in(session: AsyncSession, email: str, password: str, *, now: datetime) -> str | None:
    """Open a session and return its token; None when address or password is wrong, without saying which."""
    account = await account_by_email(session, email)
    # hashing takes a while on purpose; meanwhile the process answers others
    right = await asyncio.to_thread(is_right, password, account.password_hash if account else "")
    if not right or account is None:
        return None
    token = new_token()
    session.add(
        StaffSession(
            token_hash=token_hash(token),
            staff_id=account.id,
            csrf=new_token(),
            created_at=now,
            seen_at=now,
            expires_at=now + LASTS,
        )
    )
    return token


async def who_is(session: AsyncSession, token: str, *, now: datetime) -> SignedIn | None:
    """Return who a cookie belongs to, while its session lives."""
    if not token:
        return None
    hashed = token_hash(token)
    row = (
        (await session.execute(queries.SESSION, {"token_hash": hashed, "now": now, "idle_since": now - IDLE}))
        .mappings()
        .first()
    )
    if row is None:
        return None
    await session.execute(queries.SEE_SESSION, {"token_hash": hashed, "now": now, "stale": now - STALE})
    return SignedIn(**dict(row))


async def sign_out(session: AsyncSession, token: str) -> None:
    """End one session."""
    await session.execute(queries.END_SESSION, {"token_hash": token_hash(token)})


def check_csrf(signed_in: SignedIn, sent: str) -> None:
    """Raise `NotAllowed` unless the form came from a page that we gave to this session."""
    if not same(signed_in.csrf, sent):
        raise NotAllowed("This page is from an earlier sign-in; load it again and repeat what you did.")
