"""What happened between two days, told from the event log: the material of an after-action review.

It names no person in need and no number: cases are codes, and words written at the desk lose numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm
from app.history import Happening, record
from app.messaging.mask import mask
from app.outcomes import queries
from app.outcomes.figures import Waits, waits_of
from app.outcomes.period import Period

MOST_UNDONE = 60
LONGEST_NOTE = 2_000
LATE_H = 24
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One day of the incident, as it is counted where the incident is."""

    day: date
    arrived: int = 0
    looked: int = 0
    asked: int = 0
    accepted: int = 0
    done: int = 0
    confirmed: int = 0
    unmet: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KindInArea:
    """How long one kind of need waited for help in one area."""

    area: str
    category: str
    waits: Waits


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetNeed:
    """Needs of one kind in one area that help never reached; `told`: they heard that nobody could come."""

    area: str
    category: str
    cases: int
    told: int
    oldest_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """One thing that was taken back, and why. `undone`: what it was, where the event says it."""

    at: datetime
    who: str
    what: str
    why: str
    reference: str
    undone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmLine:
    """How long alarms of one kind waited to be seen."""

    kind: str
    raised: int
    seen: int
    median_s: float | None
    p90_s: float | None
    longest_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinLine:
    """One bulletin in the languages it was written in."""

    texts: Mapping[str, str]
    source: str
    at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words of somebody at the desk."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything the page, the plain text and the JSON tell. `late_h`: older open needs are unmet."""

    period: Period
    seen_at: datetime  # up to when it looks: now, or the end of its last day
    late_h: int
    days: tuple[DayLine, ...]
    waits: tuple[KindInArea, ...]
    whole: Waits
    unmet: tuple[UnmetNeed, ...]
    undone: tuple[Undone, ...]
    alarms: tuple[AlarmLine, ...]
    bulletins: tuple[BulletinLine, ...]
    challenges: tuple[Note, ...]
    learned: tuple[Note, ...]


async def review_of(
    session: AsyncSession, incident_id: int, period: Period, *, zone: str, now: datetime, late_h: int = LATE_H
) -> Review:
    """Gather the review of a period."""
    span = {"incident_id": incident_id, "start": period.start_at, "end": period.end_at}
    seen_at = min(now, period.end_at)
    before = seen_at - timedelta(hours=late_h)
    unmet = await session.execute(queries.UNMET, {**span, "before": before})
    undone = await session.execute(queries.UNDONE, {**span, "most": MOST_UNDONE})
    bulletins = await session.execute(queries.BULLETINS, span)
    waits, whole = await _waits(session, incident_id, period)
    return Review(
        period=period,
        seen_at=seen_at,
        late_h=late_h,
        days=await _days(session, span, zone=zone),
        waits=waits,
        whole=whole,
        unmet=tuple(UnmetNeed(**row) for row in unmet.mappings()),
        undone=tuple(_undone(row) for row in undone.mappings()),
        alarms=await _alarms(session, span),
        bulletins=tuple(BulletinLine(**row) for row in bulletins.mappings()),
        challenges=tuple(_note(row) for row in (await session.execute(queries.CHALLENGES, span)).mappings()),
        learned=tuple(_note(row) for row in (await session.execute(queries.LEARNED, span)).mappings()),
    )


async def note_learned(
    session: AsyncSession, incident_id: int, text: str, *, who: str, now: datetime
) -> None:
    """Keep one sentence of what was learned, as an event: it belongs to the day it was written."""
    words = text.strip()
    if not words:
        raise BadForm("Write what you have learned, in a sentence or two.")
    if len(words) > LONGEST_NOTE:
        raise BadForm("Please write this a little shorter.")
    record(session, incident_id, Happening(what="review.noted", who=who, after={"text": words}), now=now)


def by_day(
    counted: Mapping[date, Mapping[str, int]], looked: Mapping[date, int], *, first: date, last: date
) -> tuple[DayLine, ...]:
    """Give every day of a period a line, also the ones on which nothing happened."""
    return tuple(
        DayLine(day=day, looked=looked.get(day, 0), **counted.get(day, {}))
        for day in (first + n * DAY for n in range((last - first).days + 1))
    )


async def _days(session: AsyncSession, span: Mapping[str, object], *, zone: str) -> tuple[DayLine, ...]:
    values = {**span, "zone": zone}
    counted = {
        row["day"]: {name: int(n) for name, n in row.items() if name != "day"}
        for row in (await session.execute(queries.DAYS, values)).mappings()
    }
    looked = {row.day: int(row.looked) for row in await session.execute(queries.LOOKED_AT, values)}
    seen = [*counted, *looked]
    return by_day(counted, looked, first=min(seen), last=max(seen)) if seen else ()


async def _waits(
    session: AsyncSession, incident_id: int, period: Period
) -> tuple[tuple[KindInArea, ...], Waits]:
    values = {"incident_id": incident_id, **period.values()}
    rows = (await session.execute(queries.HELP_BY_AREA_AND_KIND, values)).all()
    whole = next((waits_of(row) for row in rows if row.area is None), Waits())
    groups = tuple(
        KindInArea(area=row.area, category=row.category, waits=waits_of(row))
        for row in rows
        if row.area is not None
    )
    return groups, whole


async def _alarms(session: AsyncSession, span: Mapping[str, object]) -> tuple[AlarmLine, ...]:
    return tuple(
        AlarmLine(
            kind=row.kind,
            raised=row.raised,
            seen=row.seen,
            median_s=(row.waits or [None])[0],
            p90_s=(row.waits or [None] * 2)[1],
            longest_s=(row.waits or [None] * 3)[2],
        )
        for row in await session.execute(queries.ALARMS, dict(span))
    )


def _undone(row: RowMapping) -> Undone:
    return Undone(
        at=row["at"],
        who=str(row["who"]),
        what=str(row["what"]),
        why=mask(str(row["why"] or "")),
        reference=str(row["reference"] or ""),
        undone=str(row["undone"] or ""),
    )


def _note(row: RowMapping) -> Note:
    return Note(at=row["at"], who=str(row["who"]), text=mask(str(row["text"])))
