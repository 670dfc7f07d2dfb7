"""UPDATE with nothing behind it asks how the case stands; with more behind it the pipeline reads it."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.reports.status import tell_own_status

COMMAND = "update"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Say the state of the sender's own case, as STATUS does."""
    who, now = situation.person.id, situation.now
    return await tell_own_status(session, situation.incident, situation.reply, contact_id=who, now=now)
