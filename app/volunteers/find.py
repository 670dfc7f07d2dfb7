"""Helpers as the rest of the program knows them, found by their person, their number or their code."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import TextClause
from sqlalchemy.ext.asyncio import AsyncSession

from app.models.volunteer import Trust, Vehicle
from app.volunteers import queries
from geo.point import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """The facts of one volunteer that other hops need."""

    id: int
    contact_id: int
    reference: str
    name: str
    words: str  # their offer as they wrote it
    skills: tuple[str, ...]
    trades: tuple[str, ...]
    vehicle: Vehicle
    languages: tuple[str, ...]
    trust: Trust
    trust_by_kind: dict[str, str]
    reach_m: int
    on_duty: bool
    hours: tuple[int, ...] | None
    rest_until: datetime | None
    load_cap: int
    daily_cap: int
    team: str
    buddy_id: int | None
    place_name: str
    point: Point | None

    def trust_for(self, category: str) -> Trust:
        """How far the coordinators trust them with this kind of need."""
        return Trust(self.trust_by_kind.get(category, self.trust))

    def is_resting(self, now: datetime) -> bool:
        """Whether they asked to be left alone until later."""
        return self.rest_until is not None and self.rest_until > now


async def volunteer_of(session: AsyncSession, incident_id: int, contact_id: int) -> Helper | None:
    """Find the helper behind a contact."""
    return await _one(session, queries.OF_CONTACT, {"incident_id": incident_id, "contact_id": contact_id})


async def volunteer_by_id(session: AsyncSession, incident_id: int, helper_id: int) -> Helper:
    """Return a helper that is known to exist."""
    found = await _one(session, queries.BY_ID, {"incident_id": incident_id, "id": helper_id})
    assert found is not None
    return found


async def volunteer_by_reference(session: AsyncSession, incident_id: int, reference: str) -> Helper | None:
    """Find a helper by the code the desk knows them by."""
    return await _one(session, queries.BY_REFERENCE, {"incident_id": incident_id, "reference": reference})


async def _one(session: AsyncSession, statement: TextClause, values: dict[str, object]) -> Helper | None:
    row = (await session.execute(statement, values)).first()
    if row is None:
        return None
    return Helper(
        id=row.id,
        contact_id=row.contact_id,
        reference=row.reference,
        name=row.name,
        words=row.words,
        skills=tuple(row.skills),
        trades=tuple(row.trades),
        vehicle=Vehicle(row.vehicle),
        languages=tuple(row.languages),
        trust=Trust(row.trust),
        trust_by_kind=dict(row.trust_by_kind),
        reach_m=row.reach_m,
        on_duty=row.on_duty,
        hours=None if row.hours is None else tuple(row.hours),
        rest_until=row.rest_until,
        load_cap=row.load_cap,
        daily_cap=row.daily_cap,
        team=row.team,
        buddy_id=row.buddy_id,
        place_name=row.place_name,
        point=Point(lat=row.lat, lon=row.lon) if row.lat is not None else None,
    )
