"""SAFE: a person lets us know that they are all right, or a helper on a job answers that they are."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.say import phrase, say
from app.messaging.shapes import OpenPrompt
from app.models.message import PromptKind
from app.reports.create import Draft, create_report

COMMAND = "safe"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Keep it for whoever looks for them."""
    for check in situation.prompts:
        if check.kind is PromptKind.CHECK and check.live:
            return await _all_right(session, situation, check)
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


async def _all_right(session: AsyncSession, situation: Situation, check: OpenPrompt) -> int | None:
    word = phrase("checkin.ok", case=check.reference)
    who, now = situation.person.id, situation.now
    await say(session, situation.incident, word, contact_id=who, report_id=check.report_id, now=now)
    return check.report_id
