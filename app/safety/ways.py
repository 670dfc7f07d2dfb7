"""Whether one helper can reach one need without going where nobody is sent."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.safety import queries
from geo.point import Point
from geo.spatial import ewkt


async def way_barred(
    session: AsyncSession, incident_id: int, *, here: Point, there: Point, now: datetime
) -> bool:
    """Tell a way out of danger, or through closed ground, that the desk has drawn."""
    values = {"incident_id": incident_id, "here": ewkt(here), "there": ewkt(there), "now": now}
    return bool((await session.execute(queries.WAY_BARRED, values)).scalar())
