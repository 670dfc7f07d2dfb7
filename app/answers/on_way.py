"""ON WAY: a helper set out. To a question that is still open it says yes as well."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.answer import accept_job
from app.dispatch.progress import mark_on_way
from app.messaging.prompts import choose_prompt
from app.messaging.reply import say_unclear
from app.models.message import PromptKind
from app.supplies.promise import make_room, promise_for_job

COMMAND = "on_way"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Note it for the job they have, else give them the one they were asked for."""
    incident, who, now = situation.incident, situation.person.id, situation.now
    choice = choose_prompt(situation.prompts, (PromptKind.JOB,), situation.reply)
    if choice.prompt is None and not choice.rivals:
        asked = choose_prompt(situation.prompts, (PromptKind.ASK,), situation.reply)
        choice = asked if asked.prompt or asked.rivals else choice
    prompt = choice.prompt
    if prompt is None or prompt.dispatch_id is None:
        nothing = "off_job.none"
        await say_unclear(
            session, incident, choice, situation.reply, contact_id=who, now=now, nothing=nothing
        )
        return None
    if prompt.kind is PromptKind.ASK:
        await _take(session, situation, prompt.dispatch_id)
    else:
        await mark_on_way(session, incident, prompt.dispatch_id, now=now)
    return prompt.report_id


async def _take(session: AsyncSession, situation: Situation, dispatch_id: int) -> None:
    incident, now = situation.incident, situation.now
    await make_room(session, incident, dispatch_id, amount=None, now=now)
    if not await accept_job(session, incident, dispatch_id, now=now):
        return
    await promise_for_job(session, incident, dispatch_id, amount=None, now=now)
    by = f"contact:{situation.person.id}"  # they just heard where to go: no further word
    await mark_on_way(session, incident, dispatch_id, now=now, who=by)
