"""How an incident stands, in the numbers that strangers may know."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.views import CountsView
from app.incidents.find import helpers_on_duty

LEVEL = 4  # the coarsest level of the counts: its few cells hold every case once


async def public_counts(session: AsyncSession, public: AsyncSession, incident_id: int) -> CountsView:
    """What the head of the map says."""
    row = (await public.execute(queries.PUBLIC_COUNTS, {"incident_id": incident_id, "level": LEVEL})).one()
    return CountsView(
        needs_open=int(row.needs_open),
        needs_helped=int(row.needs_helped),
        helpers_on_duty=await helpers_on_duty(session, incident_id),
    )
