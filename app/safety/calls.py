"""Telling the people on call, one after the other, that something must be seen, and that it has been."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.hours import hour_of_week
from app.jobs import defer
from app.messaging.prompts import open_prompt, open_prompts
from app.messaging.say import Phrase, phrase, say
from app.models.incident import Incident
from app.models.message import PromptKind
from app.safety import queries
from app.safety.alarms import CALL, close_questions
from app.safety.shapes import Raised, Watcher
from app.safety.turns import LIFE_WAIT_S, SLOWEST_S, in_turn, wait_s

ANSWER_LASTS = timedelta(days=1)
MOST_QUESTIONS = 3  # open with one person; what comes on top is told as a number


@dataclass(frozen=True, slots=True)
class Call:
    """One try to reach one person. `due_at`: when they hear of it; None when they do not."""

    due_at: datetime | None
    bundled: bool = False


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
    calls = {contact_id: n for contact_id, (n, _) in (await _calls(session, incident.id, alarm)).items()}
    order = in_turn(rota, calls, hour=hour_of_week(now, incident.time_zone))
    tries, called, due_at = 0, None, now
    for one in order:
        tries += 1
        call = await _call(session, incident, alarm, one, about=about, now=now)
        _note(session, incident.id, alarm, one, call, now=now)
        if call.due_at is not None:
            called, due_at = one, call.due_at
            break
    rounds = calls.get(called.contact_id, 0) if called else 0
    pause_s = wait_s(alarm.kind, alarm.urgency, rounds=rounds) if called else SLOWEST_S
    next_at = max(due_at, now) + timedelta(seconds=pause_s)
    values = {"incident_id": incident.id, "id": alarm.id, "tries": tries, "next_at": next_at}
    await session.execute(queries.CALLED, values)
    await defer(session, CALL, at=next_at, incident_id=incident.id, alarm_id=alarm.id)
    return called


async def _call(
    session: AsyncSession, incident: Incident, alarm: Raised, one: Watcher, *, about: Phrase, now: datetime
) -> Call:
    """Put the question to one person; with several open, only tell how many wait: a phone that never
    stops is switched off.
    """
    assert incident.id is not None
    # two alarms at once give this person two different digits
    await session.execute(queries.HOLD_WATCHER, {"incident_id": incident.id, "id": one.id})
    await close_questions(session, incident.id, alarm.report_id, now=now, contact_id=one.contact_id)
    asked = await open_prompts(session, incident.id, contact_id=one.contact_id, now=now)
    if sum(prompt.kind is PromptKind.ALARM for prompt in asked) >= MOST_QUESTIONS:
        return await _tell_of_many(session, incident, one, now=now)
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
    return Call(await _say(session, incident, said, one.contact_id, report_id=alarm.report_id, now=now))


async def _tell_of_many(session: AsyncSession, incident: Incident, one: Watcher, *, now: datetime) -> Call:
    who = {"incident_id": incident.id, "contact_id": one.contact_id}
    told_at = (await session.execute(queries.TOLD_OF_MANY, who)).scalar()
    if told_at is not None and told_at > now - timedelta(seconds=LIFE_WAIT_S):
        return Call(now, bundled=True)
    waiting = (await session.execute(queries.COUNT_OPEN, {"incident_id": incident.id})).scalar_one()
    due_at = await _say(session, incident, phrase("alarm.many", n=int(waiting)), one.contact_id, now=now)
    return Call(due_at, bundled=True)


def _note(
    session: AsyncSession, incident_id: int, alarm: Raised, one: Watcher, call: Call, *, now: datetime
) -> None:
    told = "one text for several cases" if call.bundled else ""
    happening = Happening(
        what="alarm.texted",
        report_id=alarm.report_id,
        dispatch_id=alarm.dispatch_id,
        after={
            "alarm": alarm.id,
            "contact": one.contact_id,
            "staff": one.staff_id,
            "bundled": call.bundled,
        },
        why=told if call.due_at else "the text could not go out",
    )
    record(session, incident_id, happening, now=now)


async def tell_seen(session: AsyncSession, incident: Incident, alarm: Raised, *, now: datetime) -> None:
    """Tell everybody who was asked that somebody looks: they can sleep."""
    assert incident.id is not None
    looks = await _name(session, incident.id, alarm.seen_by)
    for contact_id, (_, asked) in (await _calls(session, incident.id, alarm)).items():
        if not asked:
            continue
        mine = alarm.seen_by == f"contact:{contact_id}"
        yours = phrase("alarm.yours", case=alarm.reference)
        seen = phrase("alarm.seen", name=looks, case=alarm.reference)
        said = yours if mine else seen
        await _say(session, incident, said, contact_id, report_id=alarm.report_id, now=now)


async def _say(
    session: AsyncSession,
    incident: Incident,
    said: Phrase,
    contact_id: int,
    *,
    report_id: int | None = None,
    now: datetime,
) -> datetime | None:
    return await say(session, incident, said, contact_id=contact_id, report_id=report_id, now=now, vital=True)


async def _name(session: AsyncSession, incident_id: int, who: str) -> str | Phrase:
    """Call whoever looked by name; the machine and the command line have none."""
    kind, _, number = who.partition(":")
    if not number.isdecimal():
        return phrase("alarm.someone")
    statement = queries.STAFF_NAME if kind == "staff" else queries.CONTACT_NAME
    values = {"id": int(number)} | ({} if kind == "staff" else {"incident_id": incident_id})
    return str((await session.execute(statement, values)).scalar() or "") or phrase("alarm.someone")


async def _calls(session: AsyncSession, incident_id: int, alarm: Raised) -> dict[int, tuple[int, bool]]:
    """Say how often each person was called for an alarm, and whether they were asked about it by itself."""
    values = {"incident_id": incident_id, "report_id": alarm.report_id, "alarm_id": alarm.id}
    rows = await session.execute(queries.CALLS, values)
    return {row.contact_id: (row.calls, row.asked) for row in rows}
