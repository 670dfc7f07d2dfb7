"""What a coordinator does to a job by hand: the same steps, with their name and reason on them."""

from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.answer import decline_job, look_further, take_job
from app.dispatch.complete import finish_job
from app.dispatch.merged import check_stands, tell_merged
from app.dispatch.offer import note_cap
from app.dispatch.progress import mark_on_way, mark_there
from app.dispatch.shapes import Job
from app.dispatch.state import check_step
from app.dispatch.steps import hold_job, job_by_id, step, tally
from app.dispatch.told import knows_place, map_told, place_told
from app.dispatch.words import helper_words
from app.errors import BadForm, Conflict, NotFound
from app.history import Happening, record
from app.messaging.say import phrase, say
from app.models.dispatch import UNDER_WAY, DispatchState
from app.models.incident import Incident
from app.models.report import LIVE


async def release_job(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, who: str, why: str, now: datetime
) -> None:
    """Free a helper who was asked or goes; both sides hear it, and the helper may be asked again."""
    assert incident.id is not None
    job = await _held(session, incident, dispatch_id, DispatchState.RELEASED)
    if job.state not in UNDER_WAY:
        raise Conflict("Nobody has asked this helper yet; there is nothing to release.")
    heard = await step(session, incident.id, job, DispatchState.RELEASED, now=now, who=who, why=why)
    if heard:
        free = phrase("off_job.helper", case=job.reference)
        await say(session, incident, free, contact_id=job.helper_contact_id, report_id=job.report_id, now=now)
    if job.going:
        gone = phrase("released.asker", helper=helper_words(job), case=job.reference)
        await say(session, incident, gone, contact_id=job.asker_contact_id, report_id=job.report_id, now=now)
        left = partial(phrase, "released.asker", helper=helper_words(job))
        await tell_merged(session, incident, job.report_id, lambda code: left(case=code), now=now)
    await look_further(session, incident.id, job, now=now)


async def hold_wanted(session: AsyncSession, incident_id: int, dispatch_id: int) -> Job:
    """Hold a job that somebody may still be sent to; raises `Conflict` when the case needs nobody more."""
    job = await hold_job(session, incident_id, dispatch_id)
    if job is None:
        raise NotFound
    if job.report_state not in LIVE:
        raise Conflict("This case is over; open it again before you send somebody.")
    await check_stands(session, incident_id, job.report_id)
    if (await tally(session, incident_id, job.report_id)).accepted >= job.places_wanted:
        raise Conflict("As many go as are wanted; ask for one more helper, or release somebody first.")
    return job


async def accept_for(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, who: str, now: datetime, why: str = ""
) -> None:
    """Note a helper's yes on the telephone, suggested or asked; the places stay as many as they are."""
    assert incident.id is not None
    job = await hold_wanted(session, incident.id, dispatch_id)
    if job.state is DispatchState.PROPOSED:
        after = await note_cap(session, incident.id, job, who=who, now=now)
        spoken = "asked on the telephone"
        await step(session, incident.id, job, DispatchState.ASKED, now=now, who=who, why=spoken, after=after)
        job = await job_by_id(session, incident.id, dispatch_id) or job
    check_step(job.state, DispatchState.ACCEPTED)
    await take_job(session, incident, job, who=who, why=why or "said yes on the telephone", now=now)


async def decline_for(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, who: str, now: datetime
) -> None:
    """Note a helper's no on the telephone."""
    await _held(session, incident, dispatch_id, DispatchState.DECLINED)
    await decline_job(session, incident, dispatch_id, now=now, who=who, why="said no on the telephone")


async def on_way_for(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, who: str, now: datetime
) -> None:
    """Note that a helper set out."""
    await _held(session, incident, dispatch_id, DispatchState.ON_WAY)
    await mark_on_way(session, incident, dispatch_id, now=now, who=who)


async def there_for(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, who: str, now: datetime
) -> None:
    """Note that a helper arrived."""
    await _held(session, incident, dispatch_id, DispatchState.THERE)
    await mark_there(session, incident, dispatch_id, now=now, who=who)


async def finish_for(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, who: str, now: datetime
) -> None:
    """Note that a helper is done; the person is asked whether help came, as ever."""
    await _held(session, incident, dispatch_id, DispatchState.DONE)
    await finish_job(session, incident, dispatch_id, now=now, who=who)


async def reveal_place(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, who: str, why: str, now: datetime
) -> None:
    """Text the exact place to a helper whose trust alone does not open it: a click that leaves its reason."""
    assert incident.id is not None
    reason = why.strip()
    if not reason:
        raise BadForm("Say in a few words why this helper may know the exact place.")
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None:
        raise NotFound
    if not job.going:
        raise Conflict("Only a helper who said yes, and is not yet done, can be told the place.")
    if await knows_place(session, incident.id, job):
        raise Conflict("This helper knows the exact place already.")
    happening = Happening(
        what="place.revealed", who=who, report_id=job.report_id, dispatch_id=job.id, why=reason
    )
    record(session, incident.id, happening, now=now)
    place, link = await place_told(session, incident.id, job), await map_told(session, incident.id, job)
    told = phrase("place.told", case=job.reference, place=place, map=link)
    await say(session, incident, told, contact_id=job.helper_contact_id, report_id=job.report_id, now=now)


async def _held(session: AsyncSession, incident: Incident, dispatch_id: int, then: DispatchState) -> Job:
    """Hold a job for a step; raises `NotFound`, or `Conflict` when somebody was quicker."""
    assert incident.id is not None
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None:
        raise NotFound
    check_step(job.state, then)
    return job
