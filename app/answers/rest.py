"""REST, or REST 8: a helper is left alone for some hours, and then on duty again by itself."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.dispatch.offer import forget_suggestions
from app.messaging.say import Phrase, phrase, say
from app.volunteers.duty import jobs_now
from app.volunteers.find import volunteer_of
from app.volunteers.rest import rest_helper, rest_hours

COMMAND = "rest"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Let a helper rest, and tell them of jobs that go on."""
    incident, person, now = situation.incident, situation.person, situation.now
    helper = await volunteer_of(session, situation.incident_id, person.id)
    if helper is None:
        await say(session, incident, phrase("duty.stranger"), contact_id=person.id, now=now)
        return None
    if not helper.on_duty:
        await say(session, incident, phrase("duty.off"), contact_id=person.id, now=now)
        return None
    hours = rest_hours(situation.reply.digit)
    await rest_helper(session, situation.incident_id, helper, hours=hours, now=now)
    await forget_suggestions(session, situation.incident_id, helper.id)
    jobs = await jobs_now(session, situation.incident_id, helper.id)
    said: tuple[Phrase, ...] = (
        phrase("duty.rest", hours=hours),
        *((phrase("duty.jobs", jobs=jobs),) if jobs else ()),
    )
    await say(session, incident, *said, contact_id=person.id, now=now)
    return None
