"""Whose case it is after all: a number that was only written down has said YES."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.reports import queries


async def adopt_cases(
    session: AsyncSession, incident_id: int, *, from_contact: int, to_contact: int, now: datetime
) -> None:
    """Give all cases of one entry, with their threads, to the person it really is; twice changes nothing."""
    if from_contact == to_contact:
        return
    both = {"incident_id": incident_id, "from_contact": from_contact, "to_contact": to_contact}
    found = (await session.execute(queries.ADOPT_REPORTS, both)).scalars().all()
    await session.execute(queries.ADOPT_MESSAGES, both)
    await session.execute(queries.ADOPT_PROMPTS, both)
    for report_id in found:
        happening = Happening(what="call.proved", who=f"contact:{to_contact}", report_id=report_id)
        record(session, incident_id, happening, now=now)
