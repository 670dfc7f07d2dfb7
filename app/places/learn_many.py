"""Many pins at once, from a file or another incident: what is there now replaces what was there before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.places import queries
from geo.gazetteer import queries as gazetteer
from geo.gazetteer.teach import Pin, forget, teach

BATCH = 5_000  # a name that many pins share is worked out once a batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What came of teaching many pins."""

    pins: int
    names: int  # worked out anew, one that many pins share as often as a batch has it
    forgotten: int  # pins of this origin that are not there any more


async def learn_many(
    session: AsyncSession,
    incident_id: int,
    pins: Sequence[Pin],
    *,
    origin: str,
    told: Callable[[int], None] = lambda done: None,
) -> Lesson:
    """Teach the pins of one origin in the caller's transaction, and forget those it does not have any more.

    Their words are taken as they are: the caller has made them fit. `told` hears how many are done.
    """
    await session.execute(gazetteer.TAKE_TIME)
    numbers = sorted({pin.number for pin in pins})
    vanished = await session.execute(
        queries.VANISHED, {"incident_id": incident_id, "origin": origin, "numbers": numbers}
    )
    ids = [int(row.id) for row in vanished]
    for start in range(0, len(ids), BATCH):
        await _think_again(session)
        await forget(session, incident_id, ids[start : start + BATCH])
    names = 0
    for start in range(0, len(pins), BATCH):
        await _think_again(session)
        names += await teach(session, incident_id, pins[start : start + BATCH])
        told(min(start + BATCH, len(pins)))
    return Lesson(pins=len(pins), names=names, forgotten=len(ids))


async def _think_again(session: AsyncSession) -> None:
    """The tables grow with every batch: plans that were made while they were small read them row by row."""
    await (await session.connection()).exec_driver_sql(gazetteer.THINK_AGAIN)
