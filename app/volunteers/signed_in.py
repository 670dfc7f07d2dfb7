"""Browsers in which a helper has shown a code: the cookie holds a random token, the database its hash."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.models.volunteer import HelperSession
from app.security import new_token, token_hash
from app.volunteers import queries

LASTS = timedelta(days=14)
STALE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """Which helper is at a browser, and the secret that their forms must carry."""

    volunteer_id: int
    csrf: str


async def open_browser(session: AsyncSession, incident_id: int, volunteer_id: int, *, now: datetime) -> str:
    """Sign a helper in and return the token of their cookie."""
    which = {"incident_id": incident_id, "volunteer_id": volunteer_id}
    await session.execute(queries.END_OLD_HELPER_SESSIONS, which | {"now": now})
    token = new_token()
    session.add(
        HelperSession(
            incident_id=incident_id,
            token_hash=token_hash(token),
            volunteer_id=volunteer_id,
            csrf=new_token(),
            created_at=now,
            seen_at=now,
            expires_at=now + LASTS,
        )
    )
    await session.flush()
    return token


async def who_is_at(session: AsyncSession, incident_id: int, token: str, *, now: datetime) -> Browser | None:
    """Return whose cookie this is, in this incident alone; that they came makes it last longer.

    A number that asks for silence ends every browser of its helper.
    """
    if not token:
        return None
    which = {"incident_id": incident_id, "token_hash": token_hash(token)}
    row = (await session.execute(queries.HELPER_SESSION, which | {"now": now})).first()
    if row is None:
        return None
    if not row.heard:
        await end_browsers(session, incident_id, row.volunteer_id)
        return None
    if now - row.seen_at > STALE:
        lasts = {"now": now, "expires_at": now + LASTS}
        await session.execute(queries.SEE_HELPER_SESSION, which | lasts)
    return Browser(volunteer_id=row.volunteer_id, csrf=row.csrf)


async def end_browser(session: AsyncSession, incident_id: int, token: str) -> None:
    """Sign one browser out."""
    which = {"incident_id": incident_id, "token_hash": token_hash(token)}
    await session.execute(queries.END_HELPER_SESSION, which)


async def end_browsers(session: AsyncSession, incident_id: int, volunteer_id: int) -> None:
    """Sign a helper out everywhere; a code that is on its way ends as well."""
    which = {"incident_id": incident_id, "volunteer_id": volunteer_id}
    await session.execute(queries.END_HELPER_SESSIONS, which)
    await session.execute(queries.DROP_CODES, which)
