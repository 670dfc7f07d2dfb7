"""Many pins at once, from a file or another incident: what is there now replaces what was there before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.places import queries
from geo.gazetteer import queries as gazetteer
from geo.gazetteer.teach import Pin, forget, teach

BATCH = 1_000  # each holds the lock under which a desk's pin waits its turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What came of teaching many pins."""

    pins: int
    names: int  # worked out anew, one that many pins share as often as a batch has it
    forgotten: int  # pins of this origin that are not there any more


async def learn_many(session: AsyncSession, incident_id: int, pins: Sequence[Pin], *, origin: str) -> Lesson:
    """Let these be the pins of one origin, all in the caller's transaction."""
    forgotten = await forget_vanished(session, incident_id, pins, origin=origin)
    names = 0
    for batch in batches(pins):
        names += await teach_batch(session, incident_id, batch)
    return Lesson(pins=len(pins), names=names, forgotten=forgotten)


def batches(pins: Sequence[Pin]) -> Iterator[Sequence[Pin]]:
    """Cut pins into as many as are taught at once."""
    return (pins[start : start + BATCH] for start in range(0, len(pins), BATCH))


async def forget_vanished(
    session: AsyncSession, incident_id: int, pins: Sequence[Pin], *, origin: str
) -> int:
    """Take back what an origin taught and does not have any more; says how many pins that were."""
    numbers = sorted({pin.number for pin in pins})
    values = {"incident_id": incident_id, "origin": origin, "numbers": numbers}
    vanished = [int(row.id) for row in await session.execute(queries.VANISHED, values)]
    if vanished:
        await _prepare(session)
        await forget(session, incident_id, vanished)
    return len(vanished)


async def teach_batch(session: AsyncSession, incident_id: int, pins: Sequence[Pin]) -> int:
    """Teach some pins, whose words the caller has made fit; returns how many names that were."""
    await _prepare(session)
    return await teach(session, incident_id, pins)


async def _prepare(session: AsyncSession) -> None:
    """A batch may take long, and finds tables grown: plans made while they were small read all of them."""
    await session.execute(gazetteer.TAKE_TIME)
    await (await session.connection()).exec_driver_sql(gazetteer.THINK_AGAIN)
