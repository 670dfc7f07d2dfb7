"""How an incident stands, in the numbers that strangers may know."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.api.public import queries
from app.api.views import CountsView
from app.incidents.find import helpers_on_duty
from app.models.public import LEVELS


async def public_counts(session: AsyncSession, public: AsyncSession, incident_id: int) -> CountsView:
    """What the head of the map says. The few cells of the coarsest level hold every case once."""
    values = {"incident_id": incident_id, "level": LEVELS[0]}
    row = (await public.execute(queries.PUBLIC_COUNTS, values)).one()
    return CountsView(
        needs_open=int(row.needs_open),
        needs_helped=int(row.needs_helped),
        helpers_on_duty=await helpers_on_duty(session, incident_id),
    )
