"""Who has a case in hand: a lease of minutes with a name on it, which anybody may take over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.triage import queries
from app.triage.lists import View
from app.triage.score import score

LASTS = timedelta(minutes=5)
TRIES = 8
NEAR = 40  # so far below the case at hand is looked first, of each urgency: more desks than are ever open
FAR = 400  # and so deep from the top where nothing was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whoever has a case in hand now."""

    staff_id: int
    name: str
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """The case that somebody leaves for the next; `take_next` goes on below it."""

    id: int
    urgency: int
    created_at: datetime


async def take_next(
    session: AsyncSession,
    incident_id: int,
    view: View,
    *,
    staff_id: int,
    now: datetime,
    leaving: AtHand | None = None,
) -> str | None:
    """Claim the next that nobody else has, in one statement; gives its code, None when all are taken.

    Two people never get the same one: the second finds the row held or the claim made, and looks further.
    """
    below = score(leaving.urgency, leaving.created_at, now=now) if leaving else None
    values = view.values(incident_id, staff_id=staff_id, now=now) | {
        "until_at": now + LASTS,
        "besides": leaving.id if leaving else 0,
        "after_score": below,
        "from_score": below,
        "most": NEAR,
    }
    for _ in range(TRIES):
        row = (await session.execute(queries.TAKE_NEXT[view.waits], values)).first()
        if row is None and values["most"] == FAR:
            return None
        if row is None:
            values |= {"from_score": None, "most": FAR}
            continue
        if row.mine:
            return str(row.reference)
    return None


async def take(
    session: AsyncSession, incident_id: int, report_id: int, *, staff_id: int, now: datetime
) -> bool:
    """Take a case in hand or go on holding it; False while somebody else has it."""
    values = _values(incident_id, report_id, staff_id) | {"now": now, "until_at": now + LASTS}
    mine = (await session.execute(queries.TAKE, values)).first() is not None
    await _free_others(session, incident_id, report_id, staff_id=staff_id)
    return mine


async def take_over(
    session: AsyncSession, incident_id: int, report_id: int, *, staff_id: int, who: str, now: datetime
) -> None:
    """Take a case out of somebody's hand: the history says so, and they see it at once."""
    before = await holder_of(session, incident_id, report_id, now=now)
    values = _values(incident_id, report_id, staff_id) | {"now": now, "until_at": now + LASTS}
    await session.execute(queries.TAKE_OVER, values)
    await _free_others(session, incident_id, report_id, staff_id=staff_id)
    if before is None or before.staff_id == staff_id:
        return
    happening = Happening(
        what="claim.taken_over", who=who, report_id=report_id, before={"staff_id": before.staff_id}
    )
    record(session, incident_id, happening, now=now)


async def give_back(session: AsyncSession, incident_id: int, report_id: int, *, staff_id: int) -> None:
    """Let a case go; that of somebody else stays theirs."""
    await session.execute(queries.FREE, _values(incident_id, report_id, staff_id))


async def holder_of(
    session: AsyncSession, incident_id: int, report_id: int, *, now: datetime
) -> Holder | None:
    """Who has a case in hand."""
    values = {"incident_id": incident_id, "report_id": report_id, "now": now}
    row = (await session.execute(queries.HOLDER, values)).first()
    return Holder(staff_id=row.staff_id, name=row.name, until_at=row.until_at) if row else None


async def _free_others(session: AsyncSession, incident_id: int, report_id: int, *, staff_id: int) -> None:
    await session.execute(queries.FREE_OTHERS, _values(incident_id, report_id, staff_id))


def _values(incident_id: int, report_id: int, staff_id: int) -> dict[str, object]:
    return {"incident_id": incident_id, "report_id": report_id, "staff_id": staff_id}
