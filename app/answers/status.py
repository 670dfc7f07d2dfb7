"""STATUS: a person asks how their case stands."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers import Situation
from app.messaging.prompts import Choice
from app.messaging.reply import say_unclear
from app.messaging.say import phrase, say
from app.models.report import ReportState
from app.reports.find import latest_report, report_by_reference

COMMAND = "status"
SAID_AS = {ReportState.NOISE: ReportState.CLOSED}  # nobody is told that their words were noise


async def answer(session: AsyncSession, situation: Situation) -> int | None:
    """Say the state of the sender's own case; another's code reveals nothing."""
    incident, person, now = situation.incident, situation.person, situation.now
    if situation.reply.reference:
        case = await report_by_reference(session, situation.incident_id, situation.reply.reference)
    else:
        case = await latest_report(session, situation.incident_id, contact_id=person.id, now=now)
    if case is None or case.contact_id != person.id:
        await say_unclear(session, incident, Choice(None), situation.reply, contact_id=person.id, now=now)
        return None
    state = SAID_AS.get(case.state, case.state)
    word = phrase("status", case=case.reference, state=phrase(f"state.{state.value}"))
    await say(session, incident, word, contact_id=person.id, report_id=case.id, now=now)
    return case.id
