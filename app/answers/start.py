"""START: the sender wants to hear from us again."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.say import phrase, say
from app.messaging.stop import start_texts
from app.volunteers.duty import set_duty
from app.volunteers.find import volunteer_of

COMMAND = "start"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Lift the silence and welcome them back; a known helper is on duty again."""
    message = situation.message
    await start_texts(session, our_number=message.our_number, number_index=message.lane)
    helper = await volunteer_of(session, situation.incident_id, situation.person.id)
    if helper is not None:
        await set_duty(session, situation.incident_id, helper, True, now=situation.now)
    await say(session, situation.incident, phrase("start"), contact_id=situation.person.id, now=situation.now)
    return None
