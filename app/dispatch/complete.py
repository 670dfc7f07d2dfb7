"""The end of a job: done and confirmed, given back, stopped for safety, or no longer needed."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.answer import look_further, release_others
from app.dispatch.confirm import start_confirm_timers
from app.dispatch.hard import propose_rest
from app.dispatch.merged import close_merged, reopen_merged, tell_merged
from app.dispatch.shapes import Job
from app.dispatch.state import may_follow
from app.dispatch.steps import hold_job, jobs_of, lock_places, match_again, set_report_state, step, tally
from app.dispatch.unsafe import stop_jobs
from app.dispatch.words import helper_words
from app.history import MACHINE
from app.messaging.prompts import close_prompt, close_report_prompts, open_prompt, open_prompts
from app.messaging.say import phrase, say
from app.models.dispatch import UNDER_WAY, DispatchState
from app.models.incident import Incident
from app.models.message import PromptKind
from app.models.report import ReportState

CONFIRM_LASTS = timedelta(days=3)


async def finish_job(
    session: AsyncSession,
    incident: Incident,
    dispatch_id: int,
    *,
    now: datetime,
    who: str = "",
    lacking: bool = False,
) -> None:
    """Take a helper's DONE; when the last helper is done, ask the person whether help came.

    `lacking`: a part of what is needed did not come, so that somebody else is looked for first.
    """
    assert incident.id is not None
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None or not may_follow(job.state, DispatchState.DONE):
        return
    who = who or f"contact:{job.helper_contact_id}"
    await step(session, incident.id, job, DispatchState.DONE, now=now, who=who)
    thanks = (phrase("done.helper"), *await propose_rest(session, incident.id, job, now=now))
    await say(session, incident, *thanks, contact_id=job.helper_contact_id, report_id=job.report_id, now=now)
    if (await tally(session, incident.id, job.report_id)).coming:
        return
    if lacking:
        await look_further(session, incident.id, job, now=now)
        return
    # nobody is asked any more to go where the job is done
    await release_others(session, incident, job, now=now)
    await set_report_state(session, incident.id, job, ReportState.DONE, now=now)
    await _close_confirms(session, incident.id, job, now=now)
    await open_prompt(
        session,
        incident.id,
        PromptKind.CONFIRM,
        contact_id=job.asker_contact_id,
        now=now,
        lasts=CONFIRM_LASTS,
        report_id=job.report_id,
        dispatch_id=job.id,
    )
    question = phrase("done.asker", case=job.reference)
    await say(session, incident, question, contact_id=job.asker_contact_id, report_id=job.report_id, now=now)
    await tell_merged(
        session, incident, job.report_id, lambda code: phrase("merged.done", case=code), now=now
    )
    await start_confirm_timers(session, incident, job, now=now)


async def _close_confirms(session: AsyncSession, incident_id: int, job: Job, *, now: datetime) -> None:
    """Let no older «did the help arrive?» make a yes to the new one unclear."""
    asker = job.asker_contact_id
    for prompt in await open_prompts(session, incident_id, contact_id=asker, now=now):
        if prompt.kind is PromptKind.CONFIRM and prompt.report_id == job.report_id:
            await close_prompt(session, incident_id, prompt.id, now=now)


async def confirm_help(session: AsyncSession, incident: Incident, report_id: int, *, now: datetime) -> None:
    """Close the case: the person says that help came, and the helpers hear it."""
    jobs = await _take_verdict(session, incident, report_id, ReportState.CLOSED, said="closed.asker", now=now)
    for job in jobs:
        thanks = phrase("closed.helper", case=job.reference)
        await say(session, incident, thanks, contact_id=job.helper_contact_id, report_id=report_id, now=now)
    if jobs:
        await close_merged(session, incident, report_id, now=now)


async def deny_help(session: AsyncSession, incident: Incident, report_id: int, *, now: datetime) -> None:
    """Open the case again: the person says that no help came."""
    assert incident.id is not None
    jobs = await _take_verdict(
        session, incident, report_id, ReportState.OPEN, said="not_arrived.asker", now=now
    )
    if not jobs:
        return
    for job in jobs:
        why = "the person says that no help came"
        await step(session, incident.id, job, DispatchState.LEFT, now=now, why=why)
        word = phrase("not_arrived.helper", case=job.reference)
        await say(session, incident, word, contact_id=job.helper_contact_id, report_id=report_id, now=now)
    await reopen_merged(session, incident.id, report_id, who=MACHINE, now=now)
    await match_again(session, incident.id, report_id, now=now)


async def _take_verdict(
    session: AsyncSession, incident: Incident, report_id: int, state: ReportState, *, said: str, now: datetime
) -> list[Job]:
    """Give a case its state on the person's word and return the jobs that were done; none: nobody asked."""
    assert incident.id is not None
    await lock_places(session, incident.id, report_id)
    jobs = [job for job in await jobs_of(session, incident.id, report_id) if job.state is DispatchState.DONE]
    if not jobs or jobs[0].report_state not in (ReportState.DONE, ReportState.CLOSED):
        return []  # a case that silence closed may still be answered: its question is open
    last = jobs[-1]
    await close_report_prompts(session, incident.id, report_id, now=now)
    await set_report_state(session, incident.id, last, state, now=now)
    answer = phrase(said, case=last.reference)
    await say(session, incident, answer, contact_id=last.asker_contact_id, report_id=report_id, now=now)
    return jobs


async def leave_job(
    session: AsyncSession, incident: Incident, dispatch_id: int, *, unsafe: bool, now: datetime
) -> None:
    """Let a helper go, without a reason asked; UNSAFE stops the job and waits for a coordinator."""
    assert incident.id is not None
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None or job.state not in UNDER_WAY:
        return
    was_coming = job.going
    gave_up = DispatchState.LEFT if was_coming else DispatchState.DECLINED
    state = DispatchState.STOPPED if unsafe else gave_up
    who = f"contact:{job.helper_contact_id}"
    await step(session, incident.id, job, state, now=now, who=who, why="unsafe" if unsafe else "called off")
    await _tell_both(session, incident, job, unsafe=unsafe, was_coming=was_coming, now=now)
    if not unsafe:
        await look_further(session, incident.id, job, now=now)
        return
    # nobody is sent where somebody just fled before a person has looked: hop 3 only suggests from here on
    if was_coming:  # and whoever goes there as well leaves too
        await stop_jobs(session, incident, job.report_id, who=who, now=now)
    await release_others(session, incident, job, now=now, why="unsafe", said="yes.lapsed")
    if not (await tally(session, incident.id, job.report_id)).coming:
        await set_report_state(session, incident.id, job, ReportState.OPEN, now=now)


async def _tell_both(
    session: AsyncSession, incident: Incident, job: Job, *, unsafe: bool, was_coming: bool, now: datetime
) -> None:
    helper, asker, case = job.helper_contact_id, job.asker_contact_id, job.report_id
    to_helper = (
        phrase("unsafe.helper", emergency=incident.emergency_number) if unsafe else phrase("released.helper")
    )
    await say(session, incident, to_helper, contact_id=helper, report_id=case, now=now, vital=unsafe)
    if not was_coming:
        return
    to_asker = (
        phrase("unsafe.asker", case=job.reference)
        if unsafe
        else phrase("released.asker", helper=helper_words(job), case=job.reference)
    )
    await say(session, incident, to_asker, contact_id=asker, report_id=case, now=now, vital=unsafe)
    if not unsafe:
        gone = partial(phrase, "released.asker", helper=helper_words(job))
        await tell_merged(session, incident, case, lambda code: gone(case=code), now=now)


async def call_off(
    session: AsyncSession, incident: Incident, report_id: int, *, now: datetime, who: str
) -> None:
    """Free everybody who was asked, is coming or offered to: the case needs nobody any more."""
    assert incident.id is not None
    await lock_places(session, incident.id, report_id)
    for job in await jobs_of(session, incident.id, report_id):
        if not may_follow(job.state, DispatchState.RELEASED):
            continue
        heard = await step(
            session, incident.id, job, DispatchState.RELEASED, now=now, who=who, why="no longer needed"
        )
        if heard:
            # who only offered was never told its code
            offered = job.state is DispatchState.PROPOSED
            word = phrase("yes.lapsed") if offered else phrase("cancelled.helper", case=job.reference)
            await say(session, incident, word, contact_id=job.helper_contact_id, report_id=report_id, now=now)
    await close_report_prompts(session, incident.id, report_id, now=now)
