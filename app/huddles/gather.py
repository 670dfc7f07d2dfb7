"""Reads the digest off the tables: a dozen statements, each cut to what one page holds."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, RowMapping, TextClause
from sqlalchemy.ext.asyncio import AsyncSession

from app.huddles import queries
from app.huddles.digest import (
    ByUrgency,
    Critical,
    Digest,
    Gap,
    OpenAlarm,
    Stuck,
    by_urgency,
    worst_gaps,
)
from app.huddles.tired import Tired, Worked, tired_helpers
from app.models.incident import Incident

MOST_CRITICAL, MOST_STUCK, MOST_TIRED, MOST_ALARMS, MOST_GROUPS = 7, 10, 7, 5, 40
DAY = timedelta(days=1)
Values = Mapping[str, object]


async def digest_of(session: AsyncSession, incident: Incident, *, now: datetime) -> Digest:
    """What happened since the last hand-over, or since the beginning, and where things stand."""
    assert incident.id is not None
    last = (await session.execute(queries.LAST, {"incident_id": incident.id})).scalar()
    since = last or incident.created_at
    here = {"incident_id": incident.id}
    span = here | {"since": since, "now": now}
    critical, critical_count = await _cut(session, queries.CRITICALS, here | {"now": now}, MOST_CRITICAL)
    stuck, stuck_count = await _cut(session, queries.STUCK, here | {"now": now}, MOST_STUCK)
    alarms, alarm_count = await _cut(session, queries.ALARMS, here, MOST_ALARMS)
    troubles = (await session.execute(queries.TROUBLES, here)).one()
    return Digest(
        since_at=since,
        at=now,
        new=await _counted(session, queries.NEW, span),
        helped=await _counted(session, queries.HELPED, here | {"since": since}),
        still_open=await _counted(session, queries.OPEN_BY_URGENCY, here),
        criticals=tuple(_critical(row) for row in critical),
        criticals_open=critical_count,
        stuck=tuple(_stuck(row) for row in stuck),
        stuck_open=stuck_count,
        gaps=await _gaps(session, here),
        tired=await _tired(session, here | {"now": now, "day_ago": now - DAY}),
        set_aside=troubles.set_aside,
        not_sent=troubles.not_sent,
        alarms=tuple(_alarm(row) for row in alarms),
        alarms_open=alarm_count,
        undone=tuple((row.what, row.times) for row in await session.execute(queries.UNDONE, span)),
    )


async def _counted(session: AsyncSession, statement: TextClause, values: Values) -> ByUrgency:
    rows = await session.execute(statement, values)
    return by_urgency((row.urgency, row.cases) for row in rows)


async def _cut(
    session: AsyncSession, statement: TextClause, values: Values, most: int
) -> tuple[Sequence[Row], int]:
    """The first rows, and how many there are altogether."""
    rows = (await session.execute(statement, {**values, "most": most})).all()
    return rows, rows[0].altogether if rows else 0


def _critical(row: Row) -> Critical:
    return Critical(
        reference=row.reference,
        area=row.area,
        category=row.category,
        since_at=row.since_at,
        state=row.state,
        helpers=tuple(row.helpers),
        held_by=row.held_by,
    )


def _stuck(row: Row) -> Stuck:
    return Stuck(
        reference=row.reference,
        area=row.area,
        category=row.category,
        urgency=row.urgency,
        what=row.what,
        since_at=row.since_at,
    )


def _alarm(row: Row) -> OpenAlarm:
    return OpenAlarm(kind=row.kind, reference=row.reference, area=row.area, since_at=row.since_at)


async def _gaps(session: AsyncSession, here: Values) -> tuple[Gap, ...]:
    rows = await session.execute(queries.GAPS, {**here, "most": MOST_GROUPS})
    return worst_gaps(
        Gap(area=row.area, category=row.category, needs=row.needs, urgency=row.urgency, helpers=row.helpers)
        for row in rows
    )


async def _tired(session: AsyncSession, values: Values) -> tuple[Tired, ...]:
    rows = (await session.execute(queries.WORKED, dict(values))).mappings()
    return tuple(tired_helpers(_worked(row) for row in rows)[:MOST_TIRED])


def _worked(row: RowMapping) -> Worked:
    return Worked(**dict(row))
