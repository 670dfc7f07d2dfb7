"""The day's limit: whatever goes wrong, an incident is charged for so many parts of texts a day and no more.

Parts are counted when a gateway took a text. Once the day (UTC) is full, what is not vital waits for the next
one; workers that claimed before they knew may go over it by a batch each.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.messaging import queries
from app.messaging.quiet import Nights, due_at

NEAR = 0.8
FULL = "the day's limit of texts is reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """How an incident stands today: the parts that went out, the limit (0: none), and the texts that wait."""

    parts: int
    limit: int
    waiting: int

    @property
    def full(self) -> bool:
        """Whether what is not vital has to wait."""
        return bool(self.limit) and self.parts >= self.limit


def crossed(before: int, after: int, limit: int) -> str:
    """Name the event that one more text is: the limit reached, or nearly; mostly none."""
    if not limit:
        return ""
    if before < limit <= after:
        return "texts.limit"
    return "texts.near_limit" if before < NEAR * limit <= after < limit else ""


def midnight(now: datetime) -> datetime:
    """Give the end of the UTC day."""
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)


async def hold_to_limit(session: AsyncSession, incident_id: int, *, now: datetime) -> None:
    """Before texts are claimed: let what is not vital wait for tomorrow, if today is full."""
    row = (await session.execute(queries.DAY_IS_FULL, {"incident_id": incident_id, "day": _day(now)})).first()
    if row is None:
        return
    nights = Nights(**row._mapping)
    values = {"incident_id": incident_id, "now": now, "reason": FULL}
    await session.execute(queries.WAIT_FOR_TOMORROW, values | {"due_at": due_at(midnight(now), nights)})


async def count_parts(session: AsyncSession, incident_id: int, parts: int, *, now: datetime) -> None:
    """Add what a gateway took; whoever crosses the limit says so, once."""
    if not parts:
        return
    values = {"incident_id": incident_id, "day": _day(now), "parts": parts}
    row = (await session.execute(queries.ADD_SPEND, values)).one()
    if what := crossed(row.parts - parts, row.parts, row.most):
        told = {"parts": row.parts, "limit": row.most}
        record(session, incident_id, Happening(what=what, after=told), now=now)


async def today(session: AsyncSession, incident_id: int, *, now: datetime) -> Today:
    """Tell how the day stands, for the desk."""
    values = {"incident_id": incident_id, "day": _day(now), "reason": FULL}
    row = (await session.execute(queries.TODAY, values)).one()
    return Today(parts=row.parts, limit=row.most, waiting=row.waiting)


async def release_waiting(session: AsyncSession, incident_id: int, *, now: datetime) -> int:
    """After the limit was raised: let go what waited for tomorrow; returns how many."""
    values = {"incident_id": incident_id, "now": now, "reason": FULL}
    return len((await session.execute(queries.RELEASE_WAITING, values)).all())


def _day(now: datetime) -> object:
    return now.astimezone(UTC).date()
