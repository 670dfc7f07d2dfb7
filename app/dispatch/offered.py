"""A helper offers to do what nobody asked them for: a suggestion with their own name on it.

Their yes was said with the offer: once the desk, or the incident's rule, agrees, the job is theirs at once.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.answer import take_job
from app.dispatch.hand import hold_wanted
from app.dispatch.offer import note_cap
from app.dispatch.shapes import Job, Suggestion
from app.dispatch.steps import job_by_id, step
from app.dispatch.suggest import suggest_helper
from app.history import MACHINE, Happening, record
from app.models.dispatch import DispatchState
from app.models.incident import Incident

REASON = "offered:"
WHY = "offered by themselves"


async def own_jobs(session: AsyncSession, incident_id: int, volunteer_id: int) -> list[Job]:
    """List what a helper is asked, goes to, or has offered and waits to hear of; oldest first."""
    values = {"incident_id": incident_id, "volunteer_id": volunteer_id, "reason": REASON}
    rows = await session.execute(queries.OWN_JOBS, values)
    return [Job.of(row) for row in rows.mappings()]


async def is_offered(session: AsyncSession, incident_id: int, dispatch_id: int) -> bool:
    """Whether a suggestion came from the helper themselves."""
    values = {"incident_id": incident_id, "id": dispatch_id, "reason": REASON}
    return bool((await session.execute(queries.IS_OFFERED, values)).scalar())


async def offer_oneself(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    suggestion: Suggestion,
    *,
    who: str,
    now: datetime,
) -> int:
    """Put a helper beside a case because they want to go; pressed twice it is one offer and one event."""
    own = replace(suggestion, reasons=(REASON, *suggestion.reasons))
    which = {"incident_id": incident_id, "report_id": report_id, "volunteer_id": own.volunteer_id}
    known = (await session.execute(queries.OFFERED_BEFORE, which | {"reason": REASON})).scalar()
    dispatch_id = await suggest_helper(session, incident_id, report_id, own, now=now)
    if known is None:
        happening = Happening(
            what="dispatch.offered", who=who, report_id=report_id, dispatch_id=dispatch_id, why=WHY
        )
        record(session, incident_id, happening, now=now)
    return dispatch_id


async def take_back_offer(
    session: AsyncSession, incident_id: int, job: Job, *, who: str, now: datetime
) -> None:
    """Let a helper off what they offered and nobody has taken up yet."""
    if job.state is DispatchState.PROPOSED:
        await step(session, incident_id, job, DispatchState.RELEASED, now=now, who=who, why="took it back")


async def take_offer(
    session: AsyncSession,
    incident: Incident,
    dispatch_id: int,
    *,
    now: datetime,
    who: str = MACHINE,
    batch: str = "",
) -> Job:
    """Say yes to a helper who offered; raises `Conflict` when the case needs nobody more."""
    assert incident.id is not None
    job = await hold_wanted(session, incident.id, dispatch_id)
    after: Mapping[str, object] = await note_cap(session, incident.id, job, who=who, now=now)
    more = dict(after) | ({"batch": batch} if batch else {})
    await step(session, incident.id, job, DispatchState.ASKED, now=now, who=who, why=WHY, after=more)
    asked = await job_by_id(session, incident.id, dispatch_id)
    assert asked is not None
    await take_job(session, incident, asked, who=f"contact:{job.helper_contact_id}", now=now, why=WHY)
    return job
