"""A file of places is loaded: what is known is brought up to date, what is new is opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadForm
from app.facilities.begin import open_facility, same_place
from app.facilities.change import change_facility
from app.facilities.check import check_place
from app.facilities.read_file import Row
from app.facilities.shapes import Changes, NewPlace
from app.models.incident import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of a file. `faults`: a sentence a wrong row, with its line."""

    opened: int
    renewed: int
    faults: tuple[str, ...]


async def load_facilities(
    session: AsyncSession,
    incident: Incident,
    rows: Iterable[Row],
    *,
    who: str,
    now: datetime,
    skip_bad: bool = False,
) -> Loaded:
    """Open or renew each place of a file; with a wrong row nothing is done, unless it may be skipped."""
    assert incident.id is not None
    good: list[NewPlace] = []
    faults: list[str] = []
    for row in rows:
        fault = row.fault or _fault(incident, row.said)
        if fault:
            faults.append(f"{row.line}: {fault}")
        elif row.said is not None:
            good.append(row.said)
    if faults and not skip_bad:
        return Loaded(opened=0, renewed=0, faults=tuple(faults))
    renewed = 0
    for said in good:
        renewed += await _put(session, incident, incident.id, said, who=who, now=now)
    return Loaded(opened=len(good) - renewed, renewed=renewed, faults=tuple(faults))


def _fault(incident: Incident, said: NewPlace | None) -> str:
    if said is None:
        return ""
    try:
        check_place(incident, said)
    except BadForm as wrong:
        return str(wrong)
    return ""


async def _put(
    session: AsyncSession, incident: Incident, incident_id: int, said: NewPlace, *, who: str, now: datetime
) -> bool:
    """Bring one up to date, or open it; says whether it was known."""
    known = await same_place(session, incident_id, said)
    if not known:
        await open_facility(session, incident, said, who=who, now=now)
        return False
    changes = Changes(
        place=said.place,
        point=said.point,
        capacity=said.capacity,
        free=said.free,
        stock=said.stock,
        hours=said.hours,
        source=said.source,
        full=said.full,
        **({"notes": said.notes} if said.notes else {}),
    )
    await change_facility(session, incident, known, changes, who=who, now=now)
    return True
