"""Finding the incident that a page or a call belongs to."""

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import NotFound
from app.incidents import queries
from app.models.incident import Incident


async def incident_by_slug(session: AsyncSession, slug: str) -> Incident:
    """Return the incident of a slug; raises `NotFound`."""
    found = (await session.execute(queries.CROSS_INCIDENT_BY_SLUG, {"slug": slug})).scalar()
    if found is None:
        raise NotFound(f"There is no incident «{slug}» here.")
    return await incident_by_id(session, int(found))


async def incident_by_id(session: AsyncSession, incident_id: int) -> Incident:
    """Return an incident as it is now; raises `NotFound`."""
    incident = await session.get(Incident, incident_id)
    if incident is None:
        raise NotFound
    return incident


async def open_incidents(session: AsyncSession) -> list[Row[tuple[str, str, bool, list[str]]]]:
    """List the incidents that are going on: slug, name, drill, languages."""
    return list((await session.execute(queries.CROSS_INCIDENT_ALL)).all())


async def text_number(session: AsyncSession, incident_id: int) -> str:
    """The number that people text, empty when no gateway is connected."""
    row = await session.execute(queries.TEXT_NUMBER, {"incident_id": incident_id})
    return str(row.scalar() or "")


async def helpers_on_duty(session: AsyncSession, incident_id: int) -> int:
    """How many helpers could be asked now."""
    row = await session.execute(queries.HELPERS_ON_DUTY, {"incident_id": incident_id})
    return int(row.scalar_one())
