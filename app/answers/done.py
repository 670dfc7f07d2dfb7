"""DONE: a helper has brought what was needed."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.complete import confirm_help, finish_job
from app.messaging.prompts import choose_prompt
from app.messaging.reply import say_unclear
from app.models.message import PromptKind

COMMAND = "done"
KINDS = (PromptKind.JOB, PromptKind.CONFIRM)


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Finish the helper's job; from the person who asked it means that help came."""
    choice = choose_prompt(situation.prompts, KINDS, situation.reply)
    prompt = choice.prompt
    if prompt is None or prompt.dispatch_id is None or prompt.report_id is None:
        who, now = situation.person.id, situation.now
        await say_unclear(
            session,
            situation.incident,
            choice,
            situation.reply,
            contact_id=who,
            now=now,
            nothing="off_job.none",
        )
        return None
    if prompt.kind is PromptKind.CONFIRM:
        await confirm_help(session, situation.incident, prompt.report_id, now=situation.now)
    else:
        await finish_job(session, situation.incident, prompt.dispatch_id, now=situation.now)
    return prompt.report_id
