"""Two cases turn out to be one need: whoever was asked for the second is free, and both hear the end."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.merged import close_merged, free_asked, reopen_merged
from app.dispatch.steps import jobs_of
from app.errors import Conflict
from app.models.dispatch import GOING
from app.models.incident import Incident
from app.models.report import LIVE, ReportState
from app.reports.find import lock_report
from app.reports.merge import check_may_merge, free_merged, lock_two, merge_reports, split_report
from app.reports.shapes import Case


async def merge_cases(
    session: AsyncSession,
    incident: Incident,
    *,
    into: Case,
    other: Case,
    who: str,
    now: datetime,
    batch: str = "",
) -> None:
    """Let `into` stand for `other`; raises `Conflict` while somebody goes there, or for no one need."""
    assert incident.id is not None
    into, other = await lock_two(session, incident.id, into, other)
    await check_may_merge(session, incident.id, into, other)
    if any(job.state in GOING for job in await jobs_of(session, incident.id, other.id)):
        raise Conflict(
            f"A helper goes to {other.reference}; release them first, or merge the other way round."
        )
    freed = await free_asked(session, incident, other.id, now=now, who=who)
    await merge_reports(
        session, incident.id, into=into, other=other, who=who, now=now, freed=freed, batch=batch
    )


async def split_case(
    session: AsyncSession, incident: Incident, other: Case, *, who: str, now: datetime
) -> None:
    """Make two of what was merged, exactly as they were: see `split_report`."""
    assert incident.id is not None
    held = await lock_report(session, incident.id, other.id)
    await split_report(session, incident.id, held, who=who, now=now)


async def follow_merged(
    session: AsyncSession, incident: Incident, report_id: int, state: ReportState, *, who: str, now: datetime
) -> None:
    """Let what was merged into a case follow a coordinator's word on it: closed, open again, or free."""
    assert incident.id is not None
    if state in LIVE:
        await reopen_merged(session, incident.id, report_id, who=who, now=now)
    elif state is ReportState.CLOSED:
        await close_merged(session, incident, report_id, now=now, who=who)
    else:
        await free_merged(session, incident.id, report_id, who=who, now=now)
