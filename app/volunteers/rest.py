"""A rest: no questions for some hours, and then on duty again without a word."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.jobs import defer
from app.volunteers import queries
from app.volunteers.find import Helper

HOURS, MOST_HOURS = 12, 72
RESTED = "rested"  # the chore that looks again at the needs near somebody whose rest is over


def rest_hours(asked: int | None) -> int:
    """How long a rest becomes: twelve hours when nobody says, three days at most."""
    if asked is None or asked < 1:
        return HOURS
    return min(asked, MOST_HOURS)


async def rest_helper(
    session: AsyncSession,
    incident_id: int,
    helper: Helper,
    *,
    hours: int,
    now: datetime,
    who: str = "",
    why: str = "",
) -> datetime:
    """Ask a helper nothing for some hours; returns when the rest ends. Who is off duty stays so."""
    until = now + timedelta(hours=rest_hours(hours))
    await session.execute(queries.SET_REST, {"incident_id": incident_id, "id": helper.id, "until": until})
    await defer(session, RESTED, at=until, incident_id=incident_id, helper_id=helper.id)
    before = helper.rest_until.isoformat() if helper.rest_until else None
    happening = Happening(
        what="volunteer.rests",
        who=who or f"contact:{helper.contact_id}",
        before={"helper": helper.reference, "rest_until": before},
        after={"helper": helper.reference, "rest_until": until.isoformat()},
        why=why,
    )
    record(session, incident_id, happening, now=now)
    return until


async def look_again(session: AsyncSession, incident_id: int, helper_id: int, *, now: datetime) -> None:
    """After a rest, let the open needs near a helper find them; harmless when they rest on."""
    await session.execute(queries.WAKE_NEEDS, {"incident_id": incident_id, "id": helper_id, "now": now})
