"""Finding one case by what a person holds: its number, their link, or just their own phone."""

from datetime import datetime, timedelta

from sqlalchemy import TextClause
from sqlalchemy.ext.asyncio import AsyncSession

from app.reports import queries
from app.reports.shapes import Case
from geo.point import Point

RECENT = timedelta(days=7)
WIDEST_M = 10_000.0  # an earlier place that is wider tells nothing about the next


async def report_by_id(session: AsyncSession, incident_id: int, report_id: int) -> Case:
    """Return a report that is known to exist."""
    found = await _one(session, queries.BY_ID, {"incident_id": incident_id, "id": report_id})
    assert found is not None
    return found


async def lock_report(session: AsyncSession, incident_id: int, report_id: int) -> Case:
    """Return a report and hold its row until the transaction ends."""
    found = await _one(session, queries.LOCK, {"incident_id": incident_id, "id": report_id})
    assert found is not None
    return found


async def report_by_reference(session: AsyncSession, incident_id: int, reference: str) -> Case | None:
    """Find a report by its short code; whose code it is, the caller must check."""
    return await _one(
        session, queries.BY_REFERENCE, {"incident_id": incident_id, "reference": reference.upper()}
    )


async def report_by_token(session: AsyncSession, incident_id: int, token: str) -> Case | None:
    """Find the report behind an unguessable link."""
    return await _one(session, queries.BY_TOKEN, {"incident_id": incident_id, "token": token})


async def latest_report(
    session: AsyncSession, incident_id: int, *, contact_id: int, now: datetime
) -> Case | None:
    """Find the live report that a person sent last, of the past days."""
    return await _one(
        session,
        queries.LATEST_OF_CONTACT,
        {"incident_id": incident_id, "contact_id": contact_id, "since": now - RECENT},
    )


async def report_of_message(
    session: AsyncSession, incident_id: int, channel: str, external_id: str
) -> Case | None:
    """Find the case of a stored message; None while it is not read, or where it is about none."""
    values = {"incident_id": incident_id, "channel": channel, "external_id": external_id}
    return await _one(session, queries.OF_MESSAGE, values)


async def latest_need(
    session: AsyncSession, incident_id: int, *, contact_id: int, now: datetime
) -> Case | None:
    """Find the live need that a person sent last, of the past days."""
    values = {"incident_id": incident_id, "contact_id": contact_id, "since": now - RECENT}
    return await _one(session, queries.LATEST_NEED, values)


async def standing_for(session: AsyncSession, incident_id: int, case: Case) -> Case:
    """Give the case that stands for this one: itself, or the one it was merged into."""
    return case if case.merged_into is None else await report_by_id(session, incident_id, case.merged_into)


async def others_of(session: AsyncSession, incident_id: int, report_id: int) -> tuple[Case, ...]:
    """List the cases that were merged into this one, the oldest first."""
    rows = await session.execute(queries.MERGED_CASES, {"incident_id": incident_id, "id": report_id})
    return tuple(Case.of(row) for row in rows.mappings())


async def earlier_points(
    session: AsyncSession, incident_id: int, *, contact_id: int, now: datetime, besides: int = 0
) -> tuple[Point, ...]:
    """Say where a person's reports of the past days were, the newest first; `besides` is one to leave out."""
    values = {
        "incident_id": incident_id,
        "contact_id": contact_id,
        "besides": besides,
        "since": now - RECENT,
        "widest_m": WIDEST_M,
    }
    rows = await session.execute(queries.EARLIER, values)
    return tuple(Point(lat=row.lat, lon=row.lon) for row in rows)


async def _one(session: AsyncSession, statement: TextClause, values: dict[str, object]) -> Case | None:
    row = (await session.execute(statement, values)).mappings().first()
    return Case.of(row) if row else None
