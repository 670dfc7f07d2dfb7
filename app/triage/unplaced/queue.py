"""The queue of what has no place yet: which comes next, and what is left to the area."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.triage.unplaced import queries

ASKED_FOR = timedelta(minutes=30)  # so long an answer is waited for
ENOUGH = 1_000


async def next_unplaced(
    session: AsyncSession, incident_id: int, *, proposer: str, skip: Sequence[str] = (), now: datetime
) -> RowMapping | None:
    """Give the most urgent that waits longest; `proposer`: one who does not meet again what they proposed."""
    values = {
        "incident_id": incident_id,
        "proposer": proposer,
        "skip": list(skip),
        "asked_since": now - ASKED_FOR,
    }
    found = (await session.execute(queries.NEXT, values)).scalar()
    return await one_unplaced(session, incident_id, found) if found is not None else None


async def one_unplaced(session: AsyncSession, incident_id: int, report_id: int) -> RowMapping | None:
    """Give one case that has no place; None when it has one."""
    values = {"incident_id": incident_id, "id": report_id}
    return (await session.execute(queries.ONE, values)).mappings().first()


async def count_unplaced(session: AsyncSession, incident_id: int, *, proposer: str, now: datetime) -> int:
    """How many wait; beyond a thousand nobody counts."""
    values = {"incident_id": incident_id, "proposer": proposer, "asked_since": now - ASKED_FOR}
    return int((await session.execute(queries.COUNT, values | {"most": ENOUGH})).scalar_one())


async def leave_to_area(
    session: AsyncSession, incident_id: int, report_id: int, *, area: str, who: str, now: datetime
) -> None:
    """Say that nobody can place a case; it comes back when its sender writes again."""
    if area:
        await session.execute(queries.SET_AREA, {"incident_id": incident_id, "id": report_id, "area": area})
    happening = Happening(what="report.unplaceable", who=who, report_id=report_id, after={"area": area})
    record(session, incident_id, happening, now=now)


async def asked_lately(session: AsyncSession, incident_id: int, report_id: int, *, now: datetime) -> bool:
    """Tell whether the sender was asked a moment ago; whoever asks this holds the report's row."""
    values = {"incident_id": incident_id, "id": report_id, "asked_since": now - ASKED_FOR}
    return bool((await session.execute(queries.ASKED_LATELY, values)).scalar_one())


def note_asked(session: AsyncSession, incident_id: int, report_id: int, *, who: str, now: datetime) -> None:
    """Keep that the sender was asked once more where this is."""
    record(session, incident_id, Happening(what="report.asked_where", who=who, report_id=report_id), now=now)
