"""Two people told of one need: when its case closes, the other one hears it too."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.history import MACHINE, Happening, record
from app.messaging.say import phrase, say
from app.models.incident import Incident
from app.models.report import ReportState


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
            after={"state": ReportState.CLOSED.value},
            why=why or "the case it was merged into is closed",
        )
        record(session, incident.id, happening, now=now)
        word = phrase("merged.closed", case=row.reference)
        await say(session, incident, word, contact_id=row.contact_id, report_id=row.id, now=now)
