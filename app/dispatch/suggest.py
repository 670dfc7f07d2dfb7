"""Putting one more helper beside a report's suggestions, which stay as they are."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch import queries
from app.dispatch.shapes import Suggestion
from app.errors import Conflict
from app.models.dispatch import DispatchState


async def suggest_helper(
    session: AsyncSession, incident_id: int, report_id: int, suggestion: Suggestion, *, now: datetime
) -> int:
    """Suggest one helper and return the dispatch id; raises `Conflict` when they were asked meanwhile."""
    row = await session.execute(
        queries.PROPOSE,
        {
            "incident_id": incident_id,
            "report_id": report_id,
            "volunteer_id": suggestion.volunteer_id,
            "score": suggestion.score,
            "distance_m": suggestion.distance_m,
            "reasons": list(suggestion.reasons),
            "now": now,
        },
    )
    kept = row.one()
    if kept.state != DispatchState.PROPOSED:
        raise Conflict("This helper was asked for this case meanwhile.")
    return int(kept.id)
