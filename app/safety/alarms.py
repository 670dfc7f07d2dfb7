"""What a person must look at now: raised once, told to the people on call in turn, until somebody looks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import MACHINE, Happening, record
from app.hours import hour_of_week
from app.jobs import defer
from app.messaging.prompts import open_prompt
from app.messaging.say import Phrase, phrase, say
from app.models.incident import Incident
from app.models.message import PromptKind
from app.models.safety import AlarmKind
from app.safety import queries
from app.safety.shapes import Raised, Watcher
from app.safety.turns import SLOWEST_S, in_turn, wait_s

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
    await _close_questions(session, incident_id, report_id, now=now)
    return len(seen)


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
    row = await session.execute(queries.HOLD_ALARM, {"incident_id": incident_id, "id": alarm_id})
    found = row.mappings().first()
    if found is None or found["next_at"] > now:
        return None
    return Raised.of(found)


async def call_next(
    session: AsyncSession,
    incident: Incident,
    alarm: Raised,
    rota: Sequence[Watcher],
    *,
    about: Phrase,
    now: datetime,
) -> Watcher | None:
    """Text whoever's turn it is, and come back later; None when nobody can be reached just now.

    `about`: what the case is about, roughly where.
    """
    assert incident.id is not None
    calls = await _calls(session, incident.id, alarm)
    order = in_turn(rota, calls, hour=hour_of_week(now, incident.time_zone))
    texts, called, due_at = 0, None, now
    for one in order:
        texts += 1
        said_at = await _call(session, incident, alarm, one, about=about, now=now)
        if said_at is not None:
            called, due_at = one, said_at
            break
    rounds = calls.get(called.contact_id, 0) if called else 0
    pause_s = wait_s(alarm.kind, alarm.urgency, rounds=rounds) if called else SLOWEST_S
    next_at = max(due_at, now) + timedelta(seconds=pause_s)
    values = {"incident_id": incident.id, "id": alarm.id, "texts": texts, "next_at": next_at}
    await session.execute(queries.CALLED, values)
    await defer(session, CALL, at=next_at, incident_id=incident.id, alarm_id=alarm.id)
    return called


async def _call(
    session: AsyncSession, incident: Incident, alarm: Raised, one: Watcher, *, about: Phrase, now: datetime
) -> datetime | None:
    """Put the question to one person; when it goes out, or None."""
    assert incident.id is not None
    await _close_questions(session, incident.id, alarm.report_id, now=now, contact_id=one.contact_id)
    digit = await open_prompt(
        session,
        incident.id,
        PromptKind.ALARM,
        contact_id=one.contact_id,
        now=now,
        lasts=ANSWER_LASTS,
        report_id=alarm.report_id,
        numbered=True,
    )
    said = phrase(f"alarm.{alarm.kind.value}", about=about, case=alarm.reference, digit=digit)
    due_at = await say(
        session, incident, said, contact_id=one.contact_id, report_id=alarm.report_id, now=now, vital=True
    )
    happening = Happening(
        what="alarm.texted",
        report_id=alarm.report_id,
        dispatch_id=alarm.dispatch_id,
        after={"alarm": alarm.id, "contact": one.contact_id, "staff": one.staff_id},
        why="" if due_at else "the text could not go out",
    )
    record(session, incident.id, happening, now=now)
    return due_at


async def tell_seen(session: AsyncSession, incident: Incident, alarm: Raised, *, now: datetime) -> None:
    """Tell everybody who was called that somebody looks: they can sleep."""
    assert incident.id is not None
    looks = await _name(session, incident.id, alarm.seen_by)
    for contact_id in await _calls(session, incident.id, alarm):
        mine = alarm.seen_by == f"contact:{contact_id}"
        said = (
            phrase("alarm.yours", case=alarm.reference)
            if mine
            else phrase("alarm.seen", name=looks, case=alarm.reference)
        )
        await say(
            session, incident, said, contact_id=contact_id, report_id=alarm.report_id, now=now, vital=True
        )


async def _name(session: AsyncSession, incident_id: int, who: str) -> str | Phrase:
    kind, _, number = who.partition(":")
    if who == MACHINE or not number.isdecimal():
        return phrase("alarm.someone")
    statement = queries.STAFF_NAME if kind == "staff" else queries.CONTACT_NAME
    values = {"id": int(number)} | ({} if kind == "staff" else {"incident_id": incident_id})
    return str((await session.execute(statement, values)).scalar() or "") or phrase("alarm.someone")


async def _calls(session: AsyncSession, incident_id: int, alarm: Raised) -> dict[int, int]:
    values = {"incident_id": incident_id, "report_id": alarm.report_id, "alarm_id": alarm.id}
    rows = await session.execute(queries.CALLS, values)
    return {row.contact_id: row.calls for row in rows}


async def _close_questions(
    session: AsyncSession, incident_id: int, report_id: int, *, now: datetime, contact_id: int | None = None
) -> None:
    values = {"incident_id": incident_id, "report_id": report_id, "contact_id": contact_id, "now": now}
    await session.execute(queries.CLOSE_ALARM_PROMPTS, values)
