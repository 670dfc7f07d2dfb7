"""HELP: to a carrier the word asks for instructions, from a person it may be a cry. It gets both."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.prompts import ask_where
from app.messaging.say import phrase, say
from app.models.safety import AlarmKind
from app.reports.create import Draft, create_report
from app.reports.place import note_question
from app.safety.alarms import raise_alarm

COMMAND = "help"


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Put the person on the triage list and tell them what to text next."""
    incident, person, now = situation.incident, situation.person, situation.now
    draft = Draft(
        contact_id=person.id,
        message_id=situation.message.id,
        link_token=situation.message.link_token,
        reading=situation.reading,
        located=None,
        place_text="",
    )
    case = await create_report(session, situation.incident_id, draft, now=now)
    await ask_where(session, situation.incident_id, contact_id=person.id, report_id=case.id, now=now)
    # it may be a cry, and somebody must look before we know
    await raise_alarm(session, incident, AlarmKind.CRITICAL, report_id=case.id, now=now)
    word = phrase("help", emergency=incident.emergency_number)
    await say(session, incident, word, contact_id=person.id, report_id=case.id, vital=True, now=now)
    await note_question(session, situation.incident_id, case.id)  # it says «and where»
    return case.id
