"""The person who asked does not feel safe: whoever goes there leaves at once, and nobody is asked why."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.answer import release_others
from app.dispatch.shapes import Job
from app.dispatch.steps import jobs_of, lock_places, set_report_state, step
from app.messaging.say import phrase, say
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.models.report import ReportState


async def helped_cases(session: AsyncSession, incident_id: int, contact_id: int) -> Sequence[int]:
    """Name the reports of a person to which somebody goes now."""
    rows = await session.execute(queries.HELPED_CASES, {"incident_id": incident_id, "contact_id": contact_id})
    return rows.scalars().all()


async def stop_jobs(
    session: AsyncSession, incident: Incident, report_id: int, *, who: str, now: datetime
) -> list[Job]:
    """Stop every job of one report; from then on only a person sends somebody there.

    The helpers are told to leave and not what was said: it may be one of them.
    """
    assert incident.id is not None
    await lock_places(session, incident.id, report_id)
    going = [job for job in await jobs_of(session, incident.id, report_id) if job.going]
    for job in going:
        await step(session, incident.id, job, DispatchState.STOPPED, now=now, who=who, why="unsafe")
        leave = phrase("off_job.leave", case=job.reference)
        await say(
            session,
            incident,
            leave,
            contact_id=job.helper_contact_id,
            report_id=report_id,
            now=now,
            vital=True,
        )
    if going:
        await release_others(session, incident, going[-1], now=now, why="unsafe", said="yes.lapsed")
        await set_report_state(session, incident.id, going[-1], ReportState.OPEN, now=now)
    return going
