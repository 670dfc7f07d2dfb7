"""Two people told of one need: whoever was asked for the second is free, and both hear how it goes on."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.steps import jobs_of, step
from app.errors import Conflict
from app.history import MACHINE, Happening, record
from app.messaging.say import Phrase, phrase, say
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.models.report import ReportState

OPEN_AGAIN = (ReportState.ASKED, ReportState.ACCEPTED, ReportState.DONE)


async def check_stands(session: AsyncSession, incident_id: int, report_id: int) -> None:
    """Raise `Conflict` where another case stands for this one: helpers are asked for that one."""
    values = {"incident_id": incident_id, "report_id": report_id}
    if stands := (await session.execute(queries.STANDS, values)).scalar():
        raise Conflict(f"Case {stands} stands for this one too; ask for that one, or split them first.")


async def free_asked(
    session: AsyncSession, incident: Incident, report_id: int, *, now: datetime, who: str
) -> int:
    """Free whoever was asked for a case that another one stands for now; says how many.

    Suggestions stay, for the day on which somebody splits the two; so do the questions to the person.
    """
    assert incident.id is not None
    asked = [
        job for job in await jobs_of(session, incident.id, report_id) if job.state is DispatchState.ASKED
    ]
    for job in asked:
        heard = await step(
            session, incident.id, job, DispatchState.RELEASED, now=now, who=who, why="no longer needed"
        )
        if heard:
            word = phrase("cancelled.helper", case=job.reference)
            await say(session, incident, word, contact_id=job.helper_contact_id, report_id=report_id, now=now)
    return len(asked)


async def tell_merged(
    session: AsyncSession, incident: Incident, report_id: int, told: Callable[[str], Phrase], *, now: datetime
) -> None:
    """Tell everybody for whose case this one stands too how it goes on, by the code that they know."""
    assert incident.id is not None
    values = {"incident_id": incident.id, "report_id": report_id}
    for row in (await session.execute(queries.MERGED_INTO, values)).all():
        word = told(row.reference)
        await say(session, incident, word, contact_id=row.contact_id, report_id=row.id, now=now)


async def close_merged(
    session: AsyncSession,
    incident: Incident,
    report_id: int,
    *,
    now: datetime,
    who: str = MACHINE,
    why: str = "",
) -> None:
    """Close every case that was merged into this one, and tell its person without any claim."""
    assert incident.id is not None
    values = {"incident_id": incident.id, "report_id": report_id}
    for row in (await session.execute(queries.MERGED_INTO, values)).all():
        closed = {"incident_id": incident.id, "report_id": row.id, "state": ReportState.CLOSED, "now": now}
        await session.execute(queries.SET_REPORT_STATE, closed)
        happening = Happening(
            what="report.closed",
            who=who,
            report_id=row.id,
            before={"state": row.state},
            after={"state": ReportState.CLOSED.value, "with": row.stands},
            why=why or "the case it was merged into is closed",
        )
        record(session, incident.id, happening, now=now)
        word = phrase("merged.closed", case=row.reference)
        await say(session, incident, word, contact_id=row.contact_id, report_id=row.id, now=now)


async def reopen_merged(
    session: AsyncSession, incident_id: int, report_id: int, *, who: str, now: datetime
) -> None:
    """Open again what closed with this case: it goes on, and so do those it stands for."""
    await session.flush()
    values = {"incident_id": incident_id, "report_id": report_id}
    for row in (await session.execute(queries.CLOSED_WITH, values)).all():
        was = ReportState(row.was)
        state = ReportState.OPEN if was in OPEN_AGAIN else was
        opened = {"incident_id": incident_id, "report_id": row.id, "state": state, "now": now}
        await session.execute(queries.SET_REPORT_STATE, opened)
        happening = Happening(
            what="report.open",
            who=who,
            report_id=row.id,
            before={"state": row.state},
            after={"state": state.value, "with": str(report_id)},
            why="the case that stands for it is open again",
        )
        record(session, incident_id, happening, now=now)
