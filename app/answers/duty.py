"""DUTY: a helper can be asked again."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.people import may_be_asked
from app.messaging.say import phrase, say
from app.volunteers.duty import set_duty
from app.volunteers.find import volunteer_of

COMMAND = "duty"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Put a helper on duty and end their rest; anybody else hears how to become a helper."""
    incident, person, now = situation.incident, situation.person, situation.now
    helper = await volunteer_of(session, situation.incident_id, person.id)
    if helper is None:
        await say(session, incident, phrase("duty.stranger"), contact_id=person.id, now=now)
        return None
    if not await may_be_asked(session, situation.incident_id, person.id):
        # a page is no telephone, and a number that asked for silence has the last word
        await say(session, incident, phrase("duty.unproved"), contact_id=person.id, now=now)
        return None
    await set_duty(session, situation.incident_id, helper, True, now=now)
    word = phrase("duty.on") if helper.point is not None else phrase("duty.noplace")
    await say(session, incident, word, contact_id=person.id, now=now)
    return None
