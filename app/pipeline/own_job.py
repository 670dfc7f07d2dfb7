"""The buttons of a helper's own page: each is the verb of the word they could text, about this one job.

A press names its job, so that nothing has to be guessed, and it counts in the answer to the press: who feels
unsafe waits for no worker. What only the helper would be told back is not texted: they see it on the page.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.answer import accept_job, decline_job
from app.dispatch.check_in import note_life
from app.dispatch.complete import finish_job, leave_job
from app.dispatch.offered import own_jobs, take_back_offer
from app.dispatch.progress import mark_on_way, mark_there
from app.dispatch.shapes import Job
from app.errors import BadForm
from app.history import Happening, record
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.models.safety import AlarmKind
from app.safety.alarms import raise_alarm
from app.supplies.deliver import deliver_for_job
from app.supplies.promise import make_room, promise_for_job

Act = Callable[[AsyncSession, Incident, Job, datetime], Awaitable[None]]


async def act_on_job(
    session: AsyncSession, incident: Incident, job: Job, what: str, *, now: datetime
) -> None:
    """Do what was pressed; raises `BadForm` for a word that no button has."""
    assert incident.id is not None
    if what not in ACTS:
        raise BadForm("Choose one of the buttons of this job.")
    await ACTS[what](session, incident, job, now)
    if what != "unsafe":  # whoever presses anything is alive
        await note_life(session, incident, job.helper_contact_id, now=now)


def _by(job: Job) -> str:
    return f"contact:{job.helper_contact_id}"


async def _yes(session: AsyncSession, incident: Incident, job: Job, now: datetime) -> None:
    await make_room(session, incident, job.id, amount=None, now=now)
    if await accept_job(session, incident, job.id, now=now):
        await promise_for_job(session, incident, job.id, amount=None, now=now)


async def _no(session: AsyncSession, incident: Incident, job: Job, now: datetime) -> None:
    await decline_job(session, incident, job.id, now=now)


async def _on_way(session: AsyncSession, incident: Incident, job: Job, now: datetime) -> None:
    await mark_on_way(session, incident, job.id, now=now, who=_by(job))


async def _here(session: AsyncSession, incident: Incident, job: Job, now: datetime) -> None:
    await mark_there(session, incident, job.id, now=now, who=_by(job))


async def _done(session: AsyncSession, incident: Incident, job: Job, now: datetime) -> None:
    came = await deliver_for_job(session, incident, job.id, amount=None, now=now)
    await finish_job(session, incident, job.id, now=now, lacking=came is not None and came.lacking)


async def _well(session: AsyncSession, incident: Incident, job: Job, now: datetime) -> None:
    """Nothing but the sign of life, which every press is."""


async def _leave(session: AsyncSession, incident: Incident, job: Job, now: datetime) -> None:
    assert incident.id is not None
    if job.state is DispatchState.PROPOSED:
        await take_back_offer(session, incident.id, job, who=_by(job), now=now)
        return
    await leave_job(session, incident, job.id, unsafe=False, now=now)


async def _unsafe(session: AsyncSession, incident: Incident, job: Job, now: datetime) -> None:
    """Take the helper off every job of theirs, as the word UNSAFE does; nobody asks why."""
    assert incident.id is not None
    jobs = await own_jobs(session, incident.id, job.volunteer_id)
    going = [one for one in jobs if one.going] or [one for one in jobs if one.state is DispatchState.ASKED]
    said = Happening(what="person.unsafe", who=_by(job), report_id=job.report_id, dispatch_id=job.id)
    record(session, incident.id, said, now=now)
    # always in the same order: two helpers who flee from the same two places never wait for each other
    for one in sorted(going, key=lambda each: each.report_id):
        await leave_job(session, incident, one.id, unsafe=True, now=now)
        await raise_alarm(session, incident, AlarmKind.UNSAFE, report_id=one.report_id, now=now)


ACTS: dict[str, Act] = {
    "yes": _yes,
    "no": _no,
    "on_way": _on_way,
    "here": _here,
    "done": _done,
    "well": _well,
    "unsafe": _unsafe,
    "leave": _leave,
}
