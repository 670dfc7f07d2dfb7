"""The helper says done, the person says nothing: one reminder, then the case closes with a note."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.merged import close_merged
from app.dispatch.shapes import Job
from app.dispatch.steps import hold_job, jobs_of, set_report_state
from app.jobs import defer
from app.messaging.prompts import close_report_prompts, open_prompt
from app.messaging.say import phrase, say
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.models.message import PromptKind
from app.models.report import ReportState

REMIND, CLOSE = "remind_confirm", "close_unconfirmed"
REMIND_AFTER = timedelta(hours=6)
STILL_NO = timedelta(days=3)  # so long a NO opens again what silence has closed


async def start_confirm_timers(session: AsyncSession, incident: Incident, job: Job, *, now: datetime) -> None:
    """Set the clock by which silence is heard, in the transaction that asks the person."""
    assert incident.id is not None
    close_at = now + timedelta(hours=incident.confirm_h)
    remind_at = now + REMIND_AFTER
    if remind_at < close_at:
        await defer(session, REMIND, at=remind_at, incident_id=incident.id, dispatch_id=job.id)
    await defer(session, CLOSE, at=close_at, incident_id=incident.id, dispatch_id=job.id)


async def remind_confirm(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, now: datetime
) -> None:
    """Ask once more whether help came."""
    assert incident.id is not None
    job = await _unconfirmed(session, incident.id, dispatch_id)
    if job is None:
        return
    values = {"incident_id": incident.id, "report_id": job.report_id, "dispatch_id": job.id}
    question = (await session.execute(queries.UNCONFIRMED, values)).first()
    if question is None or question.reminded:
        return
    again = phrase("confirm.remind", case=job.reference)
    asker = job.asker_contact_id
    await say(session, incident, again, contact_id=asker, report_id=job.report_id, may_wait=True, now=now)


async def close_unconfirmed(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, now: datetime
) -> None:
    """Close a case on silence, saying so; the person may still say NO, and nobody claims that help came."""
    assert incident.id is not None
    job = await _unconfirmed(session, incident.id, dispatch_id)
    if job is None:
        return
    why = "no word from the person"
    await close_report_prompts(session, incident.id, job.report_id, now=now)
    await set_report_state(session, incident.id, job, ReportState.CLOSED, now=now, why=why)
    told_at = await _tell_closed(session, incident, job, now=now)
    await open_prompt(
        session,
        incident.id,
        PromptKind.CONFIRM,
        contact_id=job.asker_contact_id,
        now=now,
        lasts=STILL_NO + (told_at - now if told_at else timedelta()),
        report_id=job.report_id,
        dispatch_id=job.id,
    )
    await close_merged(session, incident, job.report_id, now=now, why=why)


async def _tell_closed(
    session: AsyncSession, incident: Incident, job: Job, *, now: datetime
) -> datetime | None:
    assert incident.id is not None
    report_id = job.report_id
    thanks = phrase("confirm.helper", case=job.reference)
    for other in await jobs_of(session, incident.id, report_id):
        if other.state is DispatchState.DONE:
            helper = other.helper_contact_id
            await say(
                session, incident, thanks, contact_id=helper, report_id=report_id, may_wait=True, now=now
            )
    closed = phrase("confirm.closed", case=job.reference)
    asker = job.asker_contact_id
    return await say(session, incident, closed, contact_id=asker, report_id=report_id, may_wait=True, now=now)


async def _unconfirmed(session: AsyncSession, incident_id: int, dispatch_id: int) -> Job | None:
    """Hold the job if it is still done and unanswered; what came in between ended the clock."""
    job = await hold_job(session, incident_id, dispatch_id)
    if job is None or job.state is not DispatchState.DONE or job.report_state is not ReportState.DONE:
        return None
    return job
