"""OFF: a helper is asked nothing until they say DUTY. What they have promised stays theirs."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.offer import forget_suggestions
from app.messaging.say import Phrase, phrase, say
from app.volunteers.duty import jobs_now, set_duty
from app.volunteers.find import volunteer_of

COMMAND = "off"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Take a helper off duty, and tell them of jobs that go on."""
    incident, person, now = situation.incident, situation.person, situation.now
    helper = await volunteer_of(session, situation.incident_id, person.id)
    if helper is None:
        await say(session, incident, phrase("duty.stranger"), contact_id=person.id, now=now)
        return None
    await set_duty(session, situation.incident_id, helper, False, now=now)
    await forget_suggestions(session, situation.incident_id, helper.id)
    jobs = await jobs_now(session, situation.incident_id, helper.id)
    said: tuple[Phrase, ...] = (phrase("duty.off"), *((phrase("duty.jobs", jobs=jobs),) if jobs else ()))
    await say(session, incident, *said, contact_id=person.id, now=now)
    return None
