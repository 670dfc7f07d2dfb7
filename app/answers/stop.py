"""STOP: silence, at once; a helper is off duty and off their jobs."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.complete import leave_job
from app.dispatch.offer import forget_suggestions
from app.messaging.say import phrase, say
from app.messaging.stop import stop_texts
from app.models.message import PromptKind
from app.volunteers.duty import set_duty
from app.volunteers.find import volunteer_of
from app.volunteers.signed_in import end_browsers

COMMAND = "stop"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Say one last sentence, then nothing until START."""
    incident, message, now = situation.incident, situation.message, situation.now
    helper = await volunteer_of(session, situation.incident_id, situation.person.id)
    if helper is not None:
        await set_duty(session, situation.incident_id, helper, False, now=now)
        await forget_suggestions(session, situation.incident_id, helper.id)
        await end_browsers(session, situation.incident_id, helper.id)
    # the older case first, as everywhere: nobody waits for each other
    for prompt in sorted(situation.prompts, key=lambda one: one.report_id or 0):
        if prompt.kind in (PromptKind.JOB, PromptKind.ASK) and prompt.dispatch_id is not None:
            await leave_job(session, incident, prompt.dispatch_id, unsafe=False, now=now)
    our_number, lane = message.our_number, message.lane
    await stop_texts(session, situation.incident_id, our_number=our_number, number_index=lane, now=now)
    if not situation.person.silent:
        await say(session, incident, phrase("stop"), contact_id=situation.person.id, now=now)
    return None
