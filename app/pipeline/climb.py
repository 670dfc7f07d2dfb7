"""A case is known better than before: one step up the ladder, and whoever takes it has looked at the case."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict
from app.models.incident import Incident
from app.models.report import Verified
from app.pipeline.decide import look_too
from app.reports.find import lock_report
from app.reports.shapes import Case
from app.reports.verify import step_after, verify_report


async def climb(
    session: AsyncSession,
    incident: Incident,
    report_id: int,
    *,
    step: Verified | None,
    who: str,
    now: datetime,
    how: str = "",
    batch: str = "",
) -> Case:
    """Take the next step, or the one that was chosen; raises `Conflict` on the last."""
    assert incident.id is not None
    await look_too(session, incident, report_id, who=who, batch=batch, now=now)
    case = await lock_report(session, incident.id, report_id)
    then = step or step_after(case.verified)
    if then is None:
        raise Conflict(f"Case {case.reference} is as well known as can be: two sources say so.")
    await verify_report(session, incident.id, case, then, who=who, now=now, how=how, why=how, batch=batch)
    return case
