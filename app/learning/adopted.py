"""The lessons that an incident's messages are read with: one small read a message, the bytes once."""

from collections import OrderedDict
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.learning import queries
from app.log import log
from ingest.errors import Unfit
from ingest.model.lessons import Lessons
from ingest.model.weights import load_weights

MOST_KEPT = 32  # incidents that one process reads for at a time

Key = tuple[int, int, datetime]


class Shelf:
    """What a process has unpacked already; None where lessons do not fit the reader of this version."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Lessons | None] = OrderedDict()

    async def lessons(self, session: AsyncSession, incident_id: int) -> Lessons | None:
        """Give the lessons that an incident has adopted, as the database says now."""
        row = (await session.execute(queries.IN_USE, {"incident_id": incident_id})).first()
        if row is None:
            return None
        key = (incident_id, int(row.id), row.learned_at)
        if key not in self._kept:
            values = {"incident_id": incident_id, "id": key[1]}
            packed = (await session.execute(queries.LESSONS, values)).scalar_one()
            self._kept[key] = _unpack(bytes(packed), incident_id)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def _unpack(packed: bytes, incident_id: int) -> Lessons | None:
    """Messages are read without lessons rather than not at all."""
    try:
        return Lessons.from_bytes(packed, load_weights())
    except Unfit as unfit:
        log.warning("lessons.unfit", incident=incident_id, why=str(unfit))
        return None


_shelf = Shelf()


async def adopted_lessons(session: AsyncSession, incident_id: int) -> Lessons | None:
    """Give the lessons that an incident's messages are read with now; every process answers the same."""
    return await _shelf.lessons(session, incident_id)
