"""NO: a helper cannot, or a person says that no help came."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.answer import decline_job
from app.dispatch.complete import deny_help
from app.messaging.prompts import choose_prompt, close_prompt
from app.messaging.reply import say_unclear
from app.models.message import PromptKind
from ingest.shapes import Scheme

COMMAND = "no"
KINDS_ON_PAGE = (PromptKind.ASK, PromptKind.CONFIRM)
KINDS = (*KINDS_ON_PAGE, PromptKind.NUMBER)


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Take the no without reproach."""
    kinds = KINDS_ON_PAGE if situation.message.scheme is Scheme.WEB else KINDS
    choice = choose_prompt(situation.prompts, kinds, situation.reply)
    prompt = choice.prompt
    if prompt is None:
        who, now = situation.person.id, situation.now
        await say_unclear(session, situation.incident, choice, situation.reply, contact_id=who, now=now)
        return None
    await close_prompt(session, situation.incident_id, prompt.id, now=situation.now)
    if prompt.kind is PromptKind.ASK and prompt.dispatch_id is not None:
        await decline_job(session, situation.incident, prompt.dispatch_id, now=situation.now)
    elif prompt.kind is PromptKind.CONFIRM and prompt.report_id is not None:
        await deny_help(session, situation.incident, prompt.report_id, now=situation.now)
    return prompt.report_id
