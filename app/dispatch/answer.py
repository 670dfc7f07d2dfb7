"""A helper says YES, NO or nothing: the first YES wins, the others are thanked and free."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.check_in import start_check_in
from app.dispatch.shapes import Job
from app.dispatch.state import may_follow
from app.dispatch.steps import hold_job, jobs_of, match_again, set_report_state, step, tally
from app.dispatch.taken import tell_taken
from app.messaging.prompts import close_dispatch_prompts, open_prompt
from app.messaging.say import phrase, say
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.models.message import PromptKind
from app.models.report import LIVE, ReportState

JOB_LASTS = timedelta(days=30)  # the question ends with the job: a helper who stays long must still be heard


async def accept_job(session: AsyncSession, incident: Incident, dispatch_id: int, *, now: datetime) -> bool:
    """Give the job to the helper who said YES, or tell them kindly that they need not go.

    Says whether they have it; a second YES to one's own job changes nothing.
    """
    assert incident.id is not None
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None:
        return False
    counts = await tally(session, incident.id, job.report_id)
    if job.report_state not in LIVE or not may_follow(job.state, DispatchState.ACCEPTED):
        await _too_late(session, incident, job, taken=counts.accepted > 0, now=now)
        return False
    if counts.accepted >= job.places_wanted:
        who = f"contact:{job.helper_contact_id}"
        await step(
            session, incident.id, job, DispatchState.RELEASED, now=now, who=who, why="somebody else goes"
        )
        await _too_late(session, incident, job, taken=True, now=now)
        return False
    await take_job(session, incident, job, who=f"contact:{job.helper_contact_id}", now=now)
    return True


async def _too_late(
    session: AsyncSession, incident: Incident, job: Job, *, taken: bool, now: datetime
) -> None:
    assert incident.id is not None
    if job.going:
        return
    await close_dispatch_prompts(session, incident.id, job.id, report_id=job.report_id, now=now)
    sorry = phrase("yes.taken" if taken else "yes.lapsed")
    await say(session, incident, sorry, contact_id=job.helper_contact_id, report_id=job.report_id, now=now)


async def take_job(
    session: AsyncSession, incident: Incident, job: Job, *, who: str, now: datetime, why: str = ""
) -> None:
    """Let an asked helper have the job whose report is held: everybody hears what they need to know."""
    assert incident.id is not None
    digit = (
        await session.execute(queries.ASK_DIGIT, {"incident_id": incident.id, "dispatch_id": job.id})
    ).scalar()
    await step(session, incident.id, job, DispatchState.ACCEPTED, now=now, who=who, why=why)
    await set_report_state(session, incident.id, job, ReportState.ACCEPTED, now=now)
    await open_prompt(
        session,
        incident.id,
        PromptKind.JOB,
        contact_id=job.helper_contact_id,
        now=now,
        lasts=JOB_LASTS,
        report_id=job.report_id,
        dispatch_id=job.id,
        digit=int(digit or 0),  # «DONE 1» ends what «YES 1» began
    )
    await start_check_in(session, incident, job, now=now)
    await tell_taken(session, incident, job, now=now)
    if (await tally(session, incident.id, job.report_id)).accepted >= job.places_wanted:
        await release_others(session, incident, job, now=now)


async def release_others(
    session: AsyncSession,
    incident: Incident,
    job: Job,
    *,
    now: datetime,
    why: str = "somebody else goes",
    said: str = "released",
) -> None:
    """Thank and free everybody else of the report who was asked or offered; drop the suggestions."""
    assert incident.id is not None
    for other in await jobs_of(session, incident.id, job.report_id):
        if other.id == job.id or other.state not in (DispatchState.PROPOSED, DispatchState.ASKED):
            continue
        # the question stays: a late YES should meet a kind word
        heard = await step(
            session,
            incident.id,
            other,
            DispatchState.RELEASED,
            now=now,
            why=why,
            keep_question=True,
        )
        if heard:
            free = phrase(said, case=other.reference)
            await say(
                session,
                incident,
                free,
                contact_id=other.helper_contact_id,
                report_id=other.report_id,
                now=now,
            )


async def decline_job(
    session: AsyncSession,
    incident: Incident,
    dispatch_id: int,
    *,
    now: datetime,
    who: str = "",
    why: str = "",
) -> None:
    """Take a NO without reproach and look for the next helper."""
    assert incident.id is not None
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None or not may_follow(job.state, DispatchState.DECLINED):
        return
    who = who or f"contact:{job.helper_contact_id}"
    await step(session, incident.id, job, DispatchState.DECLINED, now=now, who=who, why=why)
    thanks = phrase("no.thanks")
    await say(session, incident, thanks, contact_id=job.helper_contact_id, report_id=job.report_id, now=now)
    await look_further(session, incident.id, job, now=now)


async def lapse_job(session: AsyncSession, incident_id: int, dispatch_id: int, *, now: datetime) -> bool:
    """End a question that met silence; the prompt stays so that a late YES meets a kind word."""
    job = await hold_job(session, incident_id, dispatch_id)
    if job is None or job.state is not DispatchState.ASKED or job.expires_at is None or job.expires_at > now:
        return False
    await step(
        session, incident_id, job, DispatchState.LAPSED, now=now, why="no answer in time", keep_question=True
    )
    await look_further(session, incident_id, job, now=now)
    return True


async def look_further(session: AsyncSession, incident_id: int, job: Job, *, now: datetime) -> None:
    """Let hop 3 find the next helper; with nobody coming the case is asked about, or open, again."""
    counts = await tally(session, incident_id, job.report_id)
    if counts.accepted >= job.places_wanted or job.report_state not in LIVE:
        return
    if counts.coming == 0:
        state = ReportState.ASKED if counts.asked else ReportState.OPEN
        await set_report_state(session, incident_id, job, state, now=now)
    await match_again(session, incident_id, job.report_id, now=now)
