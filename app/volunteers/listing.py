"""Helpers as a list that a person looks through, and what happened to one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.models.volunteer import Trust, Vehicle
from app.volunteers import queries
from app.volunteers.stock import Goods

LAST = 2**62
MOST_HAPPENINGS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One helper in one line."""

    id: int
    reference: str
    name: str
    skills: tuple[str, ...]
    trades: tuple[str, ...]
    vehicle: Vehicle
    trust: Trust
    on_duty: bool
    rest_until: datetime | None
    load_cap: int
    jobs: int
    team: str
    place_name: str
    placed: bool
    paired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event about a helper."""

    id: int
    at: datetime
    who: str
    what: str
    before: dict[str, object]
    after: dict[str, object]
    why: str


async def list_helpers(
    session: AsyncSession,
    incident_id: int,
    *,
    search: str = "",
    skills: Sequence[str] = (),
    trades: Sequence[str] = (),
    before: int | None = None,
    most: int = 50,
) -> list[Listed]:
    """List helpers, the newest first: all, or those whose name, code, team, place or skill was typed."""
    values = {
        "incident_id": incident_id,
        "search": search.strip(),
        "skills": list(skills),
        "trades": list(trades),
        "before": before or LAST,
        "most": most,
    }
    rows = await session.execute(queries.LIST, values)
    return [
        Listed(
            id=row.id,
            reference=row.reference,
            name=row.name,
            skills=tuple(row.skills),
            trades=tuple(row.trades),
            vehicle=Vehicle(row.vehicle),
            trust=Trust(row.trust),
            on_duty=row.on_duty,
            rest_until=row.rest_until,
            load_cap=row.load_cap,
            jobs=row.jobs,
            team=row.team,
            place_name=row.place_name,
            placed=row.placed,
            paired=row.paired,
        )
        for row in rows
    ]


async def count_helpers(session: AsyncSession, incident_id: int) -> int:
    """How many helpers there are, on duty or not."""
    return int((await session.execute(queries.COUNT, {"incident_id": incident_id})).scalar_one())


async def happenings_of(session: AsyncSession, incident_id: int, reference: str) -> list[Happened]:
    """List what happened to a helper, the latest first."""
    values = {"incident_id": incident_id, "reference": reference, "most": MOST_HAPPENINGS}
    rows = await session.execute(queries.HAPPENINGS, values)
    return [Happened(**dict(row)) for row in rows.mappings()]


async def happening(
    session: AsyncSession, incident_id: int, reference: str, event_id: int
) -> tuple[str, dict[str, object]] | None:
    """Find what one event of a helper was, and how it was before."""
    values = {"incident_id": incident_id, "reference": reference, "id": event_id}
    row = (await session.execute(queries.HAPPENING, values)).first()
    return (row.what, dict(row.before)) if row else None


async def stock_of(session: AsyncSession, incident_id: int, helper_id: int) -> list[Goods]:
    """List the goods that a helper holds."""
    rows = await session.execute(queries.STOCK_OF, {"incident_id": incident_id, "id": helper_id})
    return [Goods(item=row.item, unit=row.unit, amount=row.amount) for row in rows]
