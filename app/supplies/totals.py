"""All goods of an incident at once: what is lacking in open needs, what helpers hold, what drives collect."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.supplies import queries
from app.supplies.amounts import DIGITS
from app.supplies.lines import lines_of
from app.supplies.shapes import Line

MOST_DRIVES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One kind of goods over all open needs and all helpers. `free`: held, and promised to nobody."""

    item: str
    unit: str
    amount: float = 0.0
    delivered: float = 0.0
    remaining: float = 0.0
    cases: int = 0
    free: float = 0.0
    helpers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """One collection that is going on."""

    reference: str
    place: str
    opened_at: datetime
    lines: tuple[Line, ...]


async def totals_of(session: AsyncSession, incident_id: int) -> tuple[Total, ...]:
    """Sum what is lacking and what is held by kind of goods, the most lacking first."""
    which = {"incident_id": incident_id}
    lacking = (await session.execute(queries.LACKING_IN_ALL, which)).mappings().all()
    held = (await session.execute(queries.HELD_IN_ALL, which)).mappings().all()
    facts: dict[tuple[str, str], dict[str, float]] = {}
    for row in (*lacking, *held):
        counted = {key: round(value, DIGITS) for key, value in row.items() if key not in ("item", "unit")}
        facts.setdefault((row["item"], row["unit"]), {}).update(counted)
    found = [_total(item, unit, counted) for (item, unit), counted in facts.items()]
    return tuple(sorted(found, key=lambda one: (-one.remaining, one.item, one.unit)))


def _total(item: str, unit: str, counted: dict[str, float]) -> Total:
    cases, helpers = int(counted.pop("cases", 0)), int(counted.pop("helpers", 0))
    return Total(item=item, unit=unit, cases=cases, helpers=helpers, **counted)


async def drives_of(session: AsyncSession, incident_id: int) -> tuple[Drive, ...]:
    """List the drives that are going on, the newest first."""
    rows = await session.execute(queries.DRIVES, {"incident_id": incident_id, "most": MOST_DRIVES})
    return tuple(
        [
            Drive(
                reference=row.reference,
                place=row.place_name,
                opened_at=row.created_at,
                lines=await lines_of(session, incident_id, row.id),
            )
            for row in rows.all()
        ]
    )
