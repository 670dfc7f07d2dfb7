"""Passwords: argon2id by the library's own advice, and one-time links that set them."""

import asyncio
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.access import queries
from app.access.audit import Access, note
from app.errors import BadForm, NotFound
from app.models.staff import PasswordLink
from app.security import new_token, token_hash

LINK_LASTS = timedelta(days=3)
SHORTEST = 12
LONGEST = 200
HASHER = PasswordHasher()


def is_right(password: str, password_hash: str) -> bool:
    """Compare a password with what the database keeps; an account without one matches nothing."""
    try:
        HASHER.verify(password_hash or _nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


@cache
def _nobody() -> str:
    """Checked when there is no such account: an answer takes as long for a stranger as for a member."""
    return HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Make what the database keeps; raises `BadForm` for a password that is too short."""
    if len(password) < SHORTEST:
        raise BadForm(f"Choose a password of at least {SHORTEST} characters; four words make a good one.")
    if len(password) > LONGEST:
        raise BadForm(f"Choose a password of at most {LONGEST} characters.")
    return HASHER.hash(password)


def make_link(session: AsyncSession, staff_id: int, *, now: datetime) -> str:
    """Make a link token with which the account's owner sets a password once."""
    token = new_token()
    session.add(PasswordLink(token_hash=token_hash(token), staff_id=staff_id, expires_at=now + LINK_LASTS))
    return token


async def link_is_good(session: AsyncSession, token: str, *, now: datetime) -> bool:
    """Say whether a link can still be used, without using it."""
    row = await session.execute(queries.LINK_IS_GOOD, {"token_hash": token_hash(token), "now": now})
    return row.first() is not None


async def change_password(
    session: AsyncSession, staff_id: int, *, password: str, kept: int, now: datetime
) -> None:
    """Set a new password for somebody who proved the old one; other sessions and open links end."""
    password_hash = await asyncio.to_thread(hash_password, password)
    await session.execute(queries.SET_PASSWORD, {"staff_id": staff_id, "password_hash": password_hash})
    await session.execute(queries.END_OTHER_SESSIONS, {"staff_id": staff_id, "kept": kept})
    await session.execute(queries.DROP_LINKS, {"staff_id": staff_id})
    note(session, Access(what="staff.password_set", staff_id=staff_id), now=now)


async def set_password_by_link(session: AsyncSession, token: str, password: str, *, now: datetime) -> None:
    """Use a link up; every older session of the account ends. Raises `BadForm`, `NotFound`."""
    password_hash = await asyncio.to_thread(hash_password, password)
    row = await session.execute(queries.USE_LINK, {"token_hash": token_hash(token), "now": now})
    staff_id = row.scalar()
    if staff_id is None:
        raise NotFound("This link has been used or is too old; ask for a new one.")
    await session.execute(queries.SET_PASSWORD, {"staff_id": staff_id, "password_hash": password_hash})
    await session.execute(queries.END_SESSIONS, {"staff_id": staff_id})
    note(session, Access(what="staff.password_set", staff_id=staff_id, details={"by": "link"}), now=now)
