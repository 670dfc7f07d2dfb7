"""SAFE: a person lets us know that they are all right."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.say import phrase, say
from app.reports.create import Draft, create_report

COMMAND = "safe"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Keep it for whoever looks for them."""
    draft = Draft(
        contact_id=situation.person.id,
        message_id=situation.message.id,
        link_token=situation.message.link_token,
        reading=situation.reading,
        located=None,
        place_text="",
    )
    case = await create_report(session, situation.incident_id, draft, now=situation.now)
    word = phrase("receipt.safe")
    who, now = situation.person.id, situation.now
    await say(session, situation.incident, word, contact_id=who, report_id=case.id, now=now)
    return case.id
