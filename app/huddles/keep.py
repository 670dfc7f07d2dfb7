"""Handing over: the digest is kept as it was read out, with the answers, and the next period begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm, NotFound
from app.history import Happening, record
from app.huddles import queries
from app.huddles.digest import Digest, from_json, to_json
from app.huddles.gather import digest_of
from app.models.incident import Incident

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody at the desk said to «what is one challenge we should know about today?»."""

    who: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One earlier hand-over in a list; `turn` counts from 1."""

    turn: int
    since_at: datetime
    at: datetime
    who: str
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One earlier hand-over, whole."""

    digest: Digest
    answers: tuple[Answer, ...]
    who: str


async def add_answer(session: AsyncSession, incident_id: int, text: str, *, who: str, now: datetime) -> None:
    """Keep one answer for the next hand-over; who typed it is shown beside it."""
    words = " ".join(text.split())
    if not words:
        raise BadForm("Write one challenge in a sentence or two.")
    if len(words) > LONGEST_NOTE:
        raise BadForm("Please write this a little shorter.")
    values = {"incident_id": incident_id, "who": who, "text": words, "now": now}
    await session.execute(queries.ADD_NOTE, values)
    record(session, incident_id, Happening(what="huddle.answered", who=who), now=now)


async def hand_over(
    session: AsyncSession, incident: Incident, *, since_at: datetime, who: str, now: datetime
) -> bool:
    """Keep the digest and begin anew. Says false, and changes nothing, if somebody did so meanwhile.

    `since_at` is when the period began on the page that was pressed: a second press finds another one.
    """
    assert incident.id is not None
    here = {"incident_id": incident.id}
    await session.execute(queries.LOCK, here)
    digest = await digest_of(session, incident, now=now)
    if digest.since_at != since_at:
        return False
    kept = here | {"since": digest.since_at, "now": now, "who": who, "digest": to_json(digest)}
    huddle_id = (await session.execute(queries.KEEP, kept)).scalar_one()
    notes = (await session.execute(queries.ATTACH, here | {"huddle_id": huddle_id})).all()
    after = {"answers": len(notes), "open": digest.still_open.whole}
    record(session, incident.id, Happening(what="huddle.held", who=who, after=after), now=now)
    return True


async def waiting_answers(session: AsyncSession, incident_id: int) -> tuple[Answer, ...]:
    """List what was said since the last hand-over."""
    return await _answers(session, incident_id, None)


async def kept_huddles(session: AsyncSession, incident_id: int) -> Sequence[Kept]:
    """List earlier hand-overs, the last one first."""
    rows = await session.execute(queries.KEPT, {"incident_id": incident_id})
    return [
        Kept(turn=row.turn, since_at=row.since_at, at=row.at, who=row.who, notes=row.notes) for row in rows
    ]


async def kept_huddle(session: AsyncSession, incident_id: int, turn: int) -> Handed:
    """Open one earlier hand-over; raises `NotFound`."""
    values = {"incident_id": incident_id, "before": turn - 1}
    row = (await session.execute(queries.KEPT_ONE, values)).first()
    if row is None:
        raise NotFound("There is no such hand-over; the list shows which there are.")
    answers = await _answers(session, incident_id, row.id)
    return Handed(digest=from_json(row.digest), answers=answers, who=row.who)


async def names_of_helpers(
    session: AsyncSession, incident_id: int, references: Sequence[str]
) -> dict[str, str]:
    """Look up the names behind codes of helpers, for people at the desk who read a digest."""
    values = {"incident_id": incident_id, "references": list(references)}
    return {row.reference: row.name for row in await session.execute(queries.HELPER_NAMES, values)}


async def _answers(session: AsyncSession, incident_id: int, huddle_id: int | None) -> tuple[Answer, ...]:
    rows = await session.execute(queries.NOTES, {"incident_id": incident_id, "huddle_id": huddle_id})
    return tuple(Answer(who=row.who, text=row.text, at=row.at) for row in rows)
