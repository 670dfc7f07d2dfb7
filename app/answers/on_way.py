"""ON WAY: a helper set out. To a question that is still open it says yes as well."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.answer import accept_job
from app.dispatch.progress import mark_on_way
from app.messaging.prompts import choose_prompt
from app.messaging.reply import say_unclear
from app.models.message import PromptKind

COMMAND = "on_way"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Note it for the job they have, else give them the one they were asked for."""
    incident, now = situation.incident, situation.now
    choice = choose_prompt(situation.prompts, (PromptKind.JOB,), situation.reply)
    if choice.prompt is None and not choice.rivals:
        asked = choose_prompt(situation.prompts, (PromptKind.ASK,), situation.reply)
        choice = asked if asked.prompt or asked.rivals else choice
    prompt = choice.prompt
    if prompt is None or prompt.dispatch_id is None:
        who = situation.person.id
        await say_unclear(
            session, incident, choice, situation.reply, contact_id=who, now=now, nothing="off_job.none"
        )
        return None
    if prompt.kind is PromptKind.ASK:
        await accept_job(session, incident, prompt.dispatch_id, now=now)
    else:
        await mark_on_way(session, incident, prompt.dispatch_id, now=now)
    return prompt.report_id
