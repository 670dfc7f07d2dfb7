"""The short answers that many commands end in: «which one?» and «there is nothing open»."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging.prompts import Choice
from app.messaging.say import Phrase, phrase, say
from app.messaging.shapes import OpenPrompt
from app.models.incident import Incident
from ingest.shapes import Reply


async def say_unclear(
    session: AsyncSession,
    incident: Incident,
    choice: Choice,
    reply: Reply,
    *,
    contact_id: int,
    now: datetime,
    nothing: str = "nothing_open",
) -> None:
    """Say why an answer could not be matched to a question, and what to text instead.

    `nothing`: what to say to whom nothing is open.
    """
    await say(session, incident, _unclear(choice, reply, nothing), contact_id=contact_id, now=now)


def _unclear(choice: Choice, reply: Reply, nothing: str) -> Phrase:
    if choice.rivals:
        return _which(choice.rivals)
    if reply.reference:
        return phrase("not_yours", case=reply.reference)
    if reply.digit is not None and choice.missed:
        return phrase("which.none", digit=reply.digit)
    return phrase(nothing)


def _which(open_now: tuple[OpenPrompt, ...]) -> Phrase:
    """Ask for the digit that a question was put with, or for its case where it had none."""
    digit = next((prompt.digit for prompt in open_now if prompt.digit), 0)
    if digit:
        return phrase("which", digit=digit)
    codes = dict.fromkeys(prompt.reference for prompt in open_now if prompt.reference)
    return phrase("which.case", codes=", ".join(codes))
