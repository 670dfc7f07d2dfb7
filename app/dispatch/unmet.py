"""Nobody near could come yet: the case goes back to the queue, and the person hears it once, honestly."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.shapes import Job
from app.dispatch.steps import jobs_of, lock_places
from app.history import Happening, record
from app.messaging.say import phrase, say
from app.models.dispatch import UNDER_WAY, DispatchState
from app.models.incident import Incident
from app.models.report import ReportState

SERIOUS = 3  # from this urgency on, people who wait are told whom else they can call
LIFE_AT_RISK = 4
# a suggestion was never texted, and who was freed had no say in it
NOT_TRIED = (DispatchState.PROPOSED, DispatchState.RELEASED)


def what_was_tried(jobs: Sequence[Job]) -> dict[str, int]:
    """Count how many helpers of a case were asked, and what became of it."""
    states = Counter(job.state for job in jobs)
    return {
        "asked": sum(n for state, n in states.items() if state not in NOT_TRIED),
        "declined": states[DispatchState.DECLINED],
        "lapsed": states[DispatchState.LAPSED],
        "left": states[DispatchState.LEFT],
        "stopped": states[DispatchState.STOPPED],
    }


async def tell_unmet(session: AsyncSession, incident: Incident, report_id: int, *, now: datetime) -> bool:
    """Put a need that nobody could take back into the queue; says whether the person heard it just now.

    While somebody is still asked, or goes there, it changes nothing. It may be called at every look.
    """
    assert incident.id is not None
    await lock_places(session, incident.id, report_id)
    jobs = await jobs_of(session, incident.id, report_id)
    if any(job.state in UNDER_WAY for job in jobs):
        return False
    values = {"incident_id": incident.id, "report_id": report_id, "now": now}
    row = (await session.execute(queries.MARK_UNMET, values)).first()
    if row is None:
        return False
    happening = Happening(
        what="report.unmet",
        report_id=report_id,
        before={"state": row.state_before},
        after={"state": ReportState.OPEN.value, **what_was_tried(jobs)},
        why="nobody near could come yet",
    )
    record(session, incident.id, happening, now=now)
    number = incident.emergency_number
    call = (phrase("receipt.emergency", emergency=number),) if number and row.urgency >= SERIOUS else ()
    honest = phrase("unmet.asker", case=row.reference)
    vital = row.urgency >= LIFE_AT_RISK
    who = row.contact_id
    await say(session, incident, honest, *call, contact_id=who, report_id=report_id, vital=vital, now=now)
    return True
