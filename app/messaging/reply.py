"""Two short answers that many commands end in: «which one?» and «there is nothing open»."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging.prompts import Choice
from app.messaging.say import phrase, say
from app.models.incident import Incident
from ingest.shapes import Reply


async def say_unclear(
    session: AsyncSession, incident: Incident, choice: Choice, reply: Reply, *, contact_id: int, now: datetime
) -> None:
    """Say why an answer could not be matched to a question, and what to text instead."""
    if choice.rivals:
        digit = next((prompt.digit for prompt in choice.rivals if prompt.digit), 1)
        await say(session, incident, phrase("which", digit=digit), contact_id=contact_id, now=now)
        return
    if reply.reference:
        word = phrase("not_yours", case=reply.reference)
        await say(session, incident, word, contact_id=contact_id, now=now)
        return
    await say(session, incident, phrase("nothing_open"), contact_id=contact_id, now=now)
