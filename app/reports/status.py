"""How a person's own case stands, in one sentence or two."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging.prompts import Choice
from app.messaging.reply import say_unclear
from app.messaging.say import Phrase, phrase, say
from app.models.incident import Incident
from app.models.report import ReportState
from app.reports import queries
from app.reports.find import latest_report, report_by_reference, standing_for
from app.reports.shapes import Case
from ingest.shapes import Reply

SAID_AS = {ReportState.NOISE: ReportState.CLOSED}  # nobody is told that their words were noise
WAITING = (ReportState.NEW, ReportState.OPEN, ReportState.ASKED, ReportState.ACCEPTED)


async def tell_own_status(
    session: AsyncSession, incident: Incident, reply: Reply, *, contact_id: int, now: datetime
) -> int | None:
    """Say how the sender's own case stands, by its code or the newest; another's code reveals nothing."""
    assert incident.id is not None
    if reply.reference:
        case = await report_by_reference(session, incident.id, reply.reference)
    else:
        case = await latest_report(session, incident.id, contact_id=contact_id, now=now)
    if case is None or case.contact_id != contact_id:
        await say_unclear(session, incident, Choice(None), reply, contact_id=contact_id, now=now)
        return None
    await tell_status(session, incident, case, now=now)
    return case.id


async def tell_status(session: AsyncSession, incident: Incident, case: Case, *, now: datetime) -> None:
    """Say how a case stands to the person whose case it is; a merged one stands as the other does."""
    assert incident.id is not None
    stands = await standing_for(session, incident.id, case)
    state = SAID_AS.get(stands.state, stands.state)
    word = phrase("status", case=case.reference, state=phrase(f"state.{state.value}"))
    coming = await _coming(session, incident.id, stands)
    await say(session, incident, word, *coming, contact_id=case.contact_id, report_id=case.id, now=now)


async def _coming(session: AsyncSession, incident_id: int, case: Case) -> tuple[Phrase, ...]:
    """Say how many come where more than one is wanted: «on the way» alone would promise all of them."""
    if case.places_wanted < 2 or case.state not in WAITING:
        return ()
    row = await session.execute(queries.COUNT_COMING, {"incident_id": incident_id, "id": case.id})
    return (phrase("status.coming", coming=int(row.scalar_one()), wanted=case.places_wanted),)
