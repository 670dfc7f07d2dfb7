"""One incident and a session for a command that works inside it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from app.house import House
from app.incidents.find import incident_by_slug
from app.models.incident import Incident

OPERATOR = "operator"  # whoever has the server's command line


@asynccontextmanager
async def inside(house: House, slug: str) -> AsyncIterator[tuple[AsyncSession, Incident, int]]:
    """Give a session that commits at the end, the incident and its id; raises `NotFound`."""
    async with house.database.session() as session:
        incident = await incident_by_slug(session, slug)
        assert incident.id is not None
        yield session, incident, incident.id
