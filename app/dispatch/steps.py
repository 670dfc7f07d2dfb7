"""The small moves that every dispatch verb is made of."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.shapes import Job, Load, Tally
from app.dispatch.state import check_step
from app.history import MACHINE, Happening, record
from app.messaging.prompts import close_dispatch_prompts
from app.messaging.unsay import unsay
from app.models.dispatch import GOING, DispatchState
from app.models.report import ReportState


async def job_by_id(session: AsyncSession, incident_id: int, dispatch_id: int) -> Job | None:
    """Find one job."""
    row = (
        (await session.execute(queries.BY_ID, {"incident_id": incident_id, "id": dispatch_id}))
        .mappings()
        .first()
    )
    return Job.of(row) if row else None


async def jobs_of(session: AsyncSession, incident_id: int, report_id: int) -> list[Job]:
    """List everything between helpers and one report, oldest first."""
    rows = await session.execute(queries.OF_REPORT, {"incident_id": incident_id, "report_id": report_id})
    return [Job.of(row) for row in rows.mappings()]


async def hold_job(session: AsyncSession, incident_id: int, dispatch_id: int) -> Job | None:
    """Find one job and hold its report's row: it stays as it is read until this transaction ends."""
    job = await job_by_id(session, incident_id, dispatch_id)
    if job is None:
        return None
    await lock_places(session, incident_id, job.report_id)
    return await job_by_id(session, incident_id, dispatch_id)


async def lock_places(session: AsyncSession, incident_id: int, report_id: int) -> None:
    """Hold the report's row: whoever decides who is accepted decides alone."""
    await session.execute(queries.LOCK_REPORT, {"incident_id": incident_id, "report_id": report_id})


async def tally(session: AsyncSession, incident_id: int, report_id: int) -> Tally:
    """Count the helpers of a report by state."""
    row = (
        (await session.execute(queries.COUNT_STATES, {"incident_id": incident_id, "report_id": report_id}))
        .mappings()
        .one()
    )
    return Tally(**dict(row))


async def load_of(session: AsyncSession, incident_id: int, volunteer_id: int, *, now: datetime) -> Load:
    """Count what one helper carries now, and carried within a day."""
    values = {"incident_id": incident_id, "id": volunteer_id, "since": now - timedelta(days=1)}
    return Load(**dict((await session.execute(queries.LOAD, values)).mappings().one()))


async def step(
    session: AsyncSession,
    incident_id: int,
    job: Job,
    state: DispatchState,
    *,
    now: datetime,
    who: str = MACHINE,
    why: str = "",
    after: Mapping[str, object] | None = None,
    keep_question: bool = False,
) -> bool:
    """Move one job on, close its old questions, write it down; raises `Conflict` for an impossible step.

    Says whether the helper knows of it, by us or because they offered: a question that still waits for the
    morning is held back.
    """
    check_step(job.state, state)
    if not keep_question:
        await close_dispatch_prompts(session, incident_id, job.id, report_id=job.report_id, now=now)
    await session.execute(
        queries.SET_STATE,
        {"incident_id": incident_id, "id": job.id, "state": state, "now": now, "going": state in GOING},
    )
    happening = Happening(
        what=f"dispatch.{state.value}",
        who=who,
        report_id=job.report_id,
        dispatch_id=job.id,
        before={"state": job.state.value},
        after={"state": state.value, **(after or {})},
        why=why,
    )
    record(session, incident_id, happening, now=now)
    if job.state is not DispatchState.ASKED:
        return job.going or job.offered
    helper = job.helper_contact_id
    return not await unsay(session, incident_id, job.report_id, contact_id=helper, now=now)


async def set_report_state(
    session: AsyncSession, incident_id: int, job: Job, state: ReportState, *, now: datetime, why: str = ""
) -> None:
    """Let the report follow what its helpers do."""
    if job.report_state is state:
        return
    await session.execute(
        queries.SET_REPORT_STATE,
        {"incident_id": incident_id, "report_id": job.report_id, "state": state, "now": now},
    )
    happening = Happening(
        what=f"report.{state.value}",
        report_id=job.report_id,
        before={"state": job.report_state.value},
        after={"state": state.value},
        why=why,
    )
    record(session, incident_id, happening, now=now)


async def match_again(session: AsyncSession, incident_id: int, report_id: int, *, now: datetime) -> None:
    """Ask hop 3 to look for somebody else."""
    await session.execute(
        queries.MATCH_AGAIN, {"incident_id": incident_id, "report_id": report_id, "now": now}
    )
