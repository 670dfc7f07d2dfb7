"""How a person's own case stands, in one sentence or two."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging.say import Phrase, phrase, say
from app.models.incident import Incident
from app.models.report import ReportState
from app.reports import queries
from app.reports.find import latest_report, report_by_reference
from app.reports.shapes import Case

SAID_AS = {ReportState.NOISE: ReportState.CLOSED}  # nobody is told that their words were noise
WAITING = (ReportState.NEW, ReportState.OPEN, ReportState.ASKED, ReportState.ACCEPTED)


async def own_case(
    session: AsyncSession, incident_id: int, *, contact_id: int, reference: str | None, now: datetime
) -> Case | None:
    """Find a person's own case by its code, or their newest; another's code finds nothing."""
    if not reference:
        return await latest_report(session, incident_id, contact_id=contact_id, now=now)
    case = await report_by_reference(session, incident_id, reference)
    return case if case is not None and case.contact_id == contact_id else None


async def tell_status(
    session: AsyncSession, incident: Incident, case: Case, stands: Case, *more: Phrase, now: datetime
) -> None:
    """Say how a case stands to the person whose case it is; a merged one stands as the one it is part of."""
    assert incident.id is not None
    state = SAID_AS.get(stands.state, stands.state)
    word = phrase("status", case=case.reference, state=phrase(f"state.{state.value}"))
    coming = await _coming(session, incident.id, stands)
    await say(session, incident, word, *coming, *more, contact_id=case.contact_id, report_id=case.id, now=now)


async def _coming(session: AsyncSession, incident_id: int, case: Case) -> tuple[Phrase, ...]:
    """Say how many come where more than one is wanted: «on the way» alone would promise all of them."""
    if case.places_wanted < 2 or case.state not in WAITING:
        return ()
    row = await session.execute(queries.COUNT_COMING, {"incident_id": incident_id, "id": case.id})
    return (phrase("status.coming", coming=int(row.scalar_one()), wanted=case.places_wanted),)
