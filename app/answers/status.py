"""STATUS: a person asks how their case stands."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.reports.status import tell_own_status

COMMAND = "status"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Say the state of the sender's own case; another's code reveals nothing."""
    who, now = situation.person.id, situation.now
    return await tell_own_status(session, situation.incident, situation.reply, contact_id=who, now=now)
