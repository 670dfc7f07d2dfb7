"""A person at the desk says what a case really is, and what follows from that follows at once."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.complete import call_off
from app.dispatch.offer import forget_suggestions
from app.messaging.people import may_be_asked
from app.models.incident import Incident
from app.models.report import ReportKind, ReportState
from app.models.volunteer import Vehicle
from app.reports.correct import Correction, correct_report
from app.reports.find import lock_report
from app.reports.settle import settle_report
from app.reports.shapes import Case
from app.volunteers.duty import set_duty
from app.volunteers.enrol import Enrolment, drop_skills, enrol_volunteer
from app.volunteers.find import volunteer_of
from geo.place import Kind, Located
from ingest.read import read_giver
from ingest.shapes import Giver

UNDER_WAY = (ReportState.ASKED, ReportState.ACCEPTED)


async def correct(
    session: AsyncSession, incident: Incident, case: Case, correction: Correction, *, who: str, now: datetime
) -> None:
    """Correct a case; a need that is none frees its helpers, and an offer changes whom we may ask."""
    assert incident.id is not None
    case = await lock_report(session, incident.id, case.id)
    after = await correct_report(session, incident.id, case, correction, who=who, now=now)
    if case.kind is ReportKind.NEED and after.kind is not ReportKind.NEED:
        await call_off(session, incident, case.id, now=now, who=who)
        if case.state in UNDER_WAY:
            await settle_report(session, incident.id, after, ReportState.OPEN, who=who, now=now)
    if after != case and ReportKind.OFFER in (case.kind, after.kind):
        await _follow_offer(session, incident.id, case, after, now=now)


async def _follow_offer(
    session: AsyncSession, incident_id: int, case: Case, after: Case, *, now: datetime
) -> None:
    """Let what a helper can be asked for be what their offer now says; whoever offers nothing rests."""
    helper = await volunteer_of(session, incident_id, case.contact_id)
    if after.kind is not ReportKind.OFFER:
        if helper is not None and helper.on_duty:
            await set_duty(session, incident_id, helper, False, now=now)
            await forget_suggestions(session, incident_id, helper.id)
        return
    was_offer = case.kind is ReportKind.OFFER
    if helper is not None and was_offer:
        gone = [name for name in case.categories if name not in after.categories]
        await drop_skills(session, incident_id, helper, gone)
        await forget_suggestions(session, incident_id, helper.id)
    giver = Giver() if was_offer else read_giver(case.text, language=case.language)
    enrolment = Enrolment(
        contact_id=case.contact_id,
        skills=after.categories,
        words=case.text,
        located=_located(case) if helper is None or helper.point is None else None,
        on_duty=helper.on_duty
        if helper is not None and was_offer
        else await may_be_asked(session, incident_id, case.contact_id),
        trades=giver.trades,
        vehicle=Vehicle(giver.vehicle or Vehicle.NONE),
        languages=giver.languages,
        hours=giver.hours,
    )
    await enrol_volunteer(session, incident_id, enrolment, now=now)


def _located(case: Case) -> Located | None:
    if case.point is None:
        return None
    return Located(
        point=case.point,
        radius_m=case.radius_m or 0.0,
        name=case.place_name,
        kind=Kind.LANDMARK,
        source=case.place_source,
        words=case.place_text,
    )
