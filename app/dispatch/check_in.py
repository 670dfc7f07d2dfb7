"""Safe home again: somebody on a job is asked whether they are all right until they say that it is done."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.shapes import Job
from app.dispatch.steps import hold_job
from app.history import Happening, record
from app.jobs import defer
from app.messaging.prompts import close_kind, open_prompt
from app.messaging.say import phrase, say
from app.models.incident import Incident
from app.models.message import PromptKind

SILENCE = timedelta(minutes=15)  # so long may an answer take
MOST_MISSED = 2  # after so many silences a person must look
CHECK_LASTS = timedelta(days=1)


def interval(check_in_s: int, *, risky: bool) -> timedelta:
    """How long somebody may be on a job unheard: half as long where it is risky."""
    return timedelta(seconds=check_in_s // 2 if risky else check_in_s)


async def start_check_in(session: AsyncSession, incident: Incident, job: Job, *, now: datetime) -> None:
    """Begin the time until «are you all right?» from now on; a sign of life was just heard."""
    if incident.check_in_s <= 0:
        return
    due_at = now + interval(incident.check_in_s, risky=job.risky)
    await _set(session, incident, job, due_at, missed=0)


async def ask_if_well(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, now: datetime
) -> Job | None:
    """Ask a helper who was not heard of in time; returns the job once a person must look for them.

    Too early, twice or after the job it does nothing: each new time has a call of its own.
    """
    assert incident.id is not None
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None or not job.going or job.check_in_at is None or job.check_in_at > now:
        return None
    missed = job.missed + (1 if await _is_checked(session, incident.id, job) else 0)
    if missed:
        happening = Happening(
            what="dispatch.missed", report_id=job.report_id, dispatch_id=job.id, after={"missed": missed}
        )
        record(session, incident.id, happening, now=now)
    if missed >= MOST_MISSED:
        await _set(session, incident, job, None, missed=missed)
        return job
    due_at = await _ask(session, incident, job, now=now) or now
    await _set(session, incident, job, due_at + SILENCE, missed=missed)
    return None


async def _ask(session: AsyncSession, incident: Incident, job: Job, *, now: datetime) -> datetime | None:
    assert incident.id is not None
    helper = job.helper_contact_id
    await close_kind(session, incident.id, PromptKind.CHECK, contact_id=helper, now=now)
    await open_prompt(
        session,
        incident.id,
        PromptKind.CHECK,
        contact_id=helper,
        now=now,
        lasts=CHECK_LASTS,
        report_id=job.report_id,
        dispatch_id=job.id,
    )
    question = phrase("checkin.ask", case=job.reference)
    return await say(
        session, incident, question, contact_id=helper, report_id=job.report_id, now=now, vital=True
    )


async def note_life(session: AsyncSession, incident: Incident, contact_id: int, *, now: datetime) -> bool:
    """Take whatever somebody on a job texts as a sign of life; says whether one had been missed."""
    assert incident.id is not None
    who = {"incident_id": incident.id, "contact_id": contact_id}
    rows = await session.execute(queries.GOING_OF_CONTACT, who)
    jobs = [Job.of(row) for row in rows.mappings()]
    if not jobs:
        return False
    awaited = await close_kind(session, incident.id, PromptKind.CHECK, contact_id=contact_id, now=now)
    for job in jobs:
        await start_check_in(session, incident, job, now=now)
        if not (awaited or job.missed):
            continue
        happening = Happening(
            what="dispatch.alive",
            who=f"contact:{contact_id}",
            report_id=job.report_id,
            dispatch_id=job.id,
            before={"missed": job.missed},
        )
        record(session, incident.id, happening, now=now)
    return any(job.missed for job in jobs)


async def _set(
    session: AsyncSession, incident: Incident, job: Job, at: datetime | None, *, missed: int
) -> None:
    assert incident.id is not None
    values = {"incident_id": incident.id, "id": job.id, "check_in_at": at, "missed": missed}
    row = await session.execute(queries.SET_CHECK_IN, values)
    if row.first() is not None and at is not None:
        await defer(session, "check_in", at=at, incident_id=incident.id, dispatch_id=job.id)


async def _is_checked(session: AsyncSession, incident_id: int, job: Job) -> bool:
    values = {"incident_id": incident_id, "report_id": job.report_id, "dispatch_id": job.id}
    return bool((await session.execute(queries.IS_CHECKED, values)).scalar())
