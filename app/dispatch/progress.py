"""A helper says ON WAY or HERE: the person who waits hears it once, and we worry anew from then on."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.check_in import start_check_in
from app.dispatch.shapes import Job
from app.dispatch.state import may_follow
from app.dispatch.steps import hold_job, step
from app.dispatch.words import helper_words
from app.messaging.say import phrase, say
from app.models.dispatch import DispatchState
from app.models.incident import Incident

NEWS_AFTER = timedelta(minutes=10)  # «is coming» was just said: «is on the way» would only cost a text


async def mark_on_way(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, now: datetime, who: str = ""
) -> None:
    """Note that a helper set out; said twice, or after HERE, it changes nothing and is answered alike."""
    job = await _reach(session, incident, dispatch_id, DispatchState.ON_WAY, who=who, now=now)
    if job is None or job.state is not DispatchState.ACCEPTED or now - job.since_at < NEWS_AFTER:
        return
    coming = phrase("on_way.asker", helper=helper_words(job), case=job.reference)
    await say(session, incident, coming, contact_id=job.asker_contact_id, report_id=job.report_id, now=now)


async def mark_there(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, now: datetime, who: str = ""
) -> None:
    """Note that a helper arrived, and let the person know who stands at the door; once."""
    job = await _reach(session, incident, dispatch_id, DispatchState.THERE, who=who, now=now)
    if job is None or job.state is DispatchState.THERE:
        return
    there = phrase("here.asker", helper=helper_words(job), case=job.reference)
    await say(session, incident, there, contact_id=job.asker_contact_id, report_id=job.report_id, now=now)


async def _reach(
    session: AsyncSession,
    incident: Incident,
    dispatch_id: int,
    state: DispatchState,
    *,
    who: str,
    now: datetime,
) -> Job | None:
    """Move a job on if it can, answer the helper, and return the job as it was; None: nobody goes there."""
    assert incident.id is not None
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None or not job.going:
        return None
    if may_follow(job.state, state):
        by = who or f"contact:{job.helper_contact_id}"
        await step(session, incident.id, job, state, now=now, who=by, keep_question=True)
    await start_check_in(session, incident, job, now=now)
    if not who:
        there = DispatchState.THERE in (job.state, state)
        word = phrase("here.helper" if there else "on_way.helper", case=job.reference)
        await say(session, incident, word, contact_id=job.helper_contact_id, report_id=job.report_id, now=now)
    return job
