"""HERE: a helper stands where they are needed."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.progress import mark_there
from app.messaging.prompts import choose_prompt
from app.messaging.reply import say_unclear
from app.models.message import PromptKind

COMMAND = "here"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Let the person who waits know that somebody is at the door."""
    incident, now = situation.incident, situation.now
    choice = choose_prompt(situation.prompts, (PromptKind.JOB,), situation.reply)
    prompt = choice.prompt
    if prompt is None or prompt.dispatch_id is None:
        who = situation.person.id
        await say_unclear(
            session, incident, choice, situation.reply, contact_id=who, now=now, nothing="off_job.none"
        )
        return None
    await mark_there(session, incident, prompt.dispatch_id, now=now)
    return prompt.report_id
