"""The incidents of one person, and who may make another."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.incidents import queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """One incident as its member sees it in the list."""

    id: int
    slug: str
    name: str
    drill: bool
    closed_at: datetime | None
    created_at: datetime
    role: str
    open_reports: int
    has_places: bool


async def incidents_of(session: AsyncSession, staff_id: int) -> list[Mine]:
    """List somebody's incidents, those that go on first."""
    rows = await session.execute(queries.CROSS_INCIDENT_OF_MEMBER, {"staff_id": staff_id})
    return [Mine(**dict(row)) for row in rows.mappings()]


async def may_create(session: AsyncSession, staff_id: int) -> bool:
    """Whoever administers a real incident may make another; a drill's printed sign-in may not."""
    row = await session.execute(queries.CROSS_INCIDENT_MAY_CREATE, {"staff_id": staff_id})
    return bool(row.scalar_one())
