"""What waits at the desk, in five lists with one order: the same filters, the same score, the same row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncSession

from app.triage import queries
from app.triage.narrow import Narrow

MOST_ROWS = 60
ENOUGH = 1_000  # counted no further: «999+»
MOST_ALIKE = 500
NOTHING_NARROWED = Narrow()


class Waits(StrEnum):
    """The lists of the desk, as the address names them."""

    LOOK = "look"  # nobody has decided yet
    SEND = "send"  # decided, placed, and nobody is asked
    UNPLACED = "unplaced"
    STUCK = "stuck"  # nobody could come, no answer, no sign of life, stopped
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One list as somebody looks at it. `ids`: only these, found by words or alike; None: no such limit."""

    waits: Waits = Waits.LOOK
    narrow: Narrow = NOTHING_NARROWED
    ids: tuple[int, ...] | None = None

    def values(self, incident_id: int, *, staff_id: int, now: datetime) -> dict[str, object]:
        """What every statement of a list is filled with."""
        return self.narrow.values(now) | {
            "incident_id": incident_id,
            "staff_id": staff_id,
            "now": now,
            "ids": None if self.ids is None else list(self.ids),
            "most": MOST_ROWS,
        }


async def rows_of(
    session: AsyncSession, incident_id: int, view: View, *, staff_id: int, now: datetime
) -> Sequence[RowMapping]:
    """The first of a list, the most urgent and longest waiting on top."""
    values = view.values(incident_id, staff_id=staff_id, now=now)
    if view.ids is not None:
        values["most"] = MOST_ALIKE
    return (await session.execute(queries.LIST_ROWS[view.waits], values)).mappings().all()


async def some_rows(
    session: AsyncSession,
    incident_id: int,
    view: View,
    *,
    references: Sequence[str],
    staff_id: int,
    now: datetime,
) -> Sequence[RowMapping]:
    """These cases as the list would show them now; who is not in it any more is left out."""
    values = view.values(incident_id, staff_id=staff_id, now=now) | {"references": list(references)}
    return (await session.execute(queries.SOME_ROWS[view.waits], values)).mappings().all()


async def counts_of(session: AsyncSession, incident_id: int, *, now: datetime) -> dict[Waits, int]:
    """How many wait in each list, as far as anybody needs to know."""
    values = {"incident_id": incident_id, "now": now, "enough": ENOUGH}
    row = (await session.execute(queries.LIST_COUNTS, values)).mappings().one()
    return {one: int(row[one.value]) for one in Waits}


async def alike(session: AsyncSession, incident_id: int, reference: str) -> tuple[int, ...]:
    """Everything that says the same as one case, or comes from the same person; the case itself first."""
    values = {"incident_id": incident_id, "reference": reference.upper(), "most": MOST_ALIKE}
    return tuple((await session.execute(queries.ALIKE, values)).scalars().all())
