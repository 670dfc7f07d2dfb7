"""What a coordinator promises in a helper's name: they said it on the telephone."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.models.incident import Incident
from app.supplies import queries
from app.supplies.lines import lock_need
from app.supplies.pledges import promise


async def promise_by_hand(
    session: AsyncSession,
    incident: Incident,
    report_id: int,
    line_id: int,
    *,
    volunteer_id: int,
    amount: float,
    who: str,
    now: datetime,
) -> int:
    """Promise a part for somebody; with the job they go on there, if they do."""
    assert incident.id is not None
    await lock_need(session, incident.id, report_id)
    values = {
        "incident_id": incident.id,
        "report_id": report_id,
        "volunteer_id": volunteer_id,
        "line_id": line_id,
    }
    job = (await session.execute(queries.GOING_JOB, values)).scalar()
    return await promise(
        session,
        incident,
        line_id,
        volunteer_id=volunteer_id,
        amount=amount,
        dispatch_id=None if job is None else int(job),
        who=who,
        now=now,
    )
