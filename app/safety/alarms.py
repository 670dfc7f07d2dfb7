"""What a person must look at now: raised once, and open until somebody has looked."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.jobs import defer
from app.models.incident import Incident
from app.models.safety import AlarmKind
from app.safety import queries
from app.safety.shapes import Raised

CALL = "alarm"  # the chores, by name
TELL = "alarm_seen"
ANSWER_LASTS = timedelta(days=1)


async def raise_alarm(
    session: AsyncSession,
    incident: Incident,
    kind: AlarmKind,
    *,
    report_id: int,
    dispatch_id: int | None = None,
    now: datetime,
) -> None:
    """Have the people on call texted in turn about a case; while it stands open, again changes nothing."""
    assert incident.id is not None
    values = {
        "incident_id": incident.id,
        "kind": kind,
        "report_id": report_id,
        "dispatch_id": dispatch_id,
        "now": now,
    }
    alarm_id = (await session.execute(queries.RAISE, values)).scalar()
    if alarm_id is None:
        return
    happening = Happening(
        what="alarm.raised", report_id=report_id, dispatch_id=dispatch_id, after={"kind": kind.value}
    )
    record(session, incident.id, happening, now=now)
    await defer(session, CALL, at=now, incident_id=incident.id, alarm_id=int(alarm_id))


async def see_alarms(
    session: AsyncSession, incident_id: int, report_id: int, *, who: str, now: datetime
) -> int:
    """End a case's alarms, since somebody looks at it; says how many there were."""
    values = {"incident_id": incident_id, "report_id": report_id, "who": who, "now": now}
    seen = (await session.execute(queries.SEE, values)).all()
    if not seen:
        return 0
    for row in seen:
        happening = Happening(
            what="alarm.seen",
            who=who,
            report_id=report_id,
            dispatch_id=row.dispatch_id,
            after={"kind": row.kind, "texted": row.tried},
        )
        record(session, incident_id, happening, now=now)
        if row.tried:
            await defer(session, TELL, at=now, incident_id=incident_id, alarm_id=row.id)
    await close_questions(session, incident_id, report_id, now=now)
    return len(seen)


async def pass_on(
    session: AsyncSession, incident_id: int, report_id: int, *, contact_id: int, now: datetime
) -> None:
    """Call somebody else at once, since whoever was called cannot look."""
    values = {"incident_id": incident_id, "report_id": report_id, "contact_id": contact_id, "now": now}
    for alarm_id in (await session.execute(queries.PASS_ON, values)).scalars().all():
        await defer(session, CALL, at=now, incident_id=incident_id, alarm_id=alarm_id)
    happening = Happening(what="alarm.passed_on", who=f"contact:{contact_id}", report_id=report_id)
    record(session, incident_id, happening, now=now)


async def alarms_of(session: AsyncSession, incident_id: int) -> list[Raised]:
    """List what waits to be seen, life at risk first, then the longest wait."""
    rows = await session.execute(queries.OPEN_ALARMS, {"incident_id": incident_id})
    return [Raised.of(row) for row in rows.mappings()]


async def alarm_by_id(session: AsyncSession, incident_id: int, alarm_id: int) -> Raised | None:
    """Find one alarm, seen or not."""
    row = await session.execute(queries.ALARM, {"incident_id": incident_id, "id": alarm_id})
    found = row.mappings().first()
    return Raised.of(found) if found else None


async def hold_alarm(
    session: AsyncSession, incident_id: int, alarm_id: int, *, now: datetime
) -> Raised | None:
    """Take an alarm that is still open and due, and hold its row; None when there is nothing to do."""
    values = {"incident_id": incident_id, "id": alarm_id, "now": now}
    if (await session.execute(queries.HOLD_ALARM, values)).scalar() is None:
        return None
    return await alarm_by_id(session, incident_id, alarm_id)


async def close_questions(
    session: AsyncSession, incident_id: int, report_id: int, *, now: datetime, contact_id: int | None = None
) -> None:
    """Close what people on call were asked about a case: all of them, or one."""
    values = {"incident_id": incident_id, "report_id": report_id, "contact_id": contact_id, "now": now}
    await session.execute(queries.CLOSE_ALARM_PROMPTS, values)
