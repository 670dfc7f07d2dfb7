"""What was answered before, in the database: the same words are asked once, and nobody asks too fast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from geo.online import queries
from geo.online.answer import Found
from geo.place import Kind
from geo.point import Point
from geo.spatial import ewkt

if TYPE_CHECKING:
    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncSession

NOTHING_LASTS = timedelta(days=1)  # in a disaster, mappers add streets every day
UNANSWERED = "asked"  # stands where the kind will


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One answer as it lies in the table; `found` is None when there was nothing, or no answer yet."""

    service: str
    asked_at: datetime
    answered: bool
    found: Found | None

    def counts(self, now: datetime) -> bool:
        """Whether asking again would be in vain: places stay where they are, «nothing» is true for a day."""
        if self.found is not None:
            return True
        return self.answered and now - self.asked_at < NOTHING_LASTS


async def kept_answers(session: "AsyncSession", incident_id: int, words: str) -> Sequence[Kept]:
    """What each service has said about these words in this incident."""
    rows = await session.execute(queries.KEPT, {"incident_id": incident_id, "question": words})
    return [_kept(row) for row in rows]


async def take_turn(
    session: "AsyncSession", incident_id: int, words: str, *, service: str, every_s: float
) -> float:
    """Note that these words will be asked at the service's next free moment; returns the seconds until then.

    In a transaction of its own, over before the call. The moments of all hosts lie `every_s` apart.
    """
    await session.execute(queries.LOCK_SERVICE, {"service": service})
    turn = await session.execute(queries.CROSS_INCIDENT_NEXT_TURN, {"service": service, "every_s": every_s})
    asked = {
        "incident_id": incident_id,
        "service": service,
        "question": words,
        "turn_at": turn.scalar_one(),
        "unanswered": UNANSWERED,
    }
    return float((await session.execute(queries.TAKE_TURN, asked)).scalar_one())


async def keep_answer(
    session: "AsyncSession", incident_id: int, words: str, *, service: str, found: Found | None
) -> None:
    """Keep what a service answered, «nothing» too."""
    await session.execute(
        queries.KEEP,
        {
            "incident_id": incident_id,
            "service": service,
            "question": words,
            "point": ewkt(found.point) if found else None,
            "radius_m": found.radius_m if found else None,
            "name": found.name if found else "",
            "kind": found.kind.value if found else "",
        },
    )


def _kept(row: "Row[tuple[object, ...]]") -> Kept:
    found = None
    if row.lat is not None:
        point = Point(lat=row.lat, lon=row.lon)
        found = Found(name=row.name, kind=Kind(row.kind), point=point, radius_m=row.radius_m)
    return Kept(service=row.service, asked_at=row.asked_at, answered=row.kind != UNANSWERED, found=found)
