"""What was to be said later and is true no more is not said at all."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.messaging import queries

ASKS = ("ask", "ask.rough")
NOT_ASKED = "nobody is asked any more"


async def unsay(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    *,
    contact_id: int,
    now: datetime,
    phrases: Sequence[str] = ASKS,
) -> bool:
    """Hold back a question about a case that has not gone out yet; says whether there was one."""
    values = {
        "incident_id": incident_id,
        "report_id": report_id,
        "contact_id": contact_id,
        "phrases": list(phrases),
        "reason": NOT_ASKED,
        "now": now,
    }
    return (await session.execute(queries.UNSAY, values)).first() is not None
