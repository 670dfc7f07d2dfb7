"""A place begins to be open to everybody."""

from dataclasses import replace
from datetime import datetime
from secrets import choice

from sqlalchemy.ext.asyncio import AsyncSession

from app.facilities import queries
from app.facilities.check import check_place
from app.facilities.shapes import NewPlace, neat
from app.history import Happening, record
from app.models.facility import Facility
from app.models.incident import Incident
from geo.spatial import ewkt
from ingest.reference import new_reference

SAME_M = 500.0  # two of one name and kind so near are one


async def open_facility(
    session: AsyncSession, incident: Incident, said: NewPlace, *, who: str, now: datetime
) -> str:
    """Tell everybody of a place, checked now; raises `BadForm`. Pressed twice it is one. Gives its code."""
    assert incident.id is not None
    said = replace(said, point=neat(said.point))
    check_place(incident, said)
    known = await same_place(session, incident.id, said)
    if known:
        return known
    reference = await _free_reference(session, incident.id)
    facility = Facility(
        incident_id=incident.id,
        reference=reference,
        kind=said.kind,
        name=said.name,
        place=said.place,
        point=ewkt(said.point),
        capacity=said.capacity,
        free=said.free,
        stock=said.stock,
        hours=list(said.hours) if said.hours is not None else None,
        notes=dict(said.notes),
        source=said.source,
        checked_at=now,
        full=said.full,
        who=who,
        created_at=now,
    )
    session.add(facility)
    await session.flush()
    after = {
        "facility": reference,
        "called": said.name,
        "kind": said.kind.value,
        "lat": said.point.lat,
        "lon": said.point.lon,
    }
    record(session, incident.id, Happening(what="facility.opened", who=who, after=after), now=now)
    return reference


async def same_place(session: AsyncSession, incident_id: int, said: NewPlace) -> str:
    """Find the code of what is open there under this name, else ''. Two presses at once come in turn."""
    await session.execute(queries.OPENING, {"incident_id": incident_id})
    values = {
        "incident_id": incident_id,
        "kind": said.kind.value,
        "name": said.name,
        "point": ewkt(said.point),
        "within_m": SAME_M,
    }
    return str((await session.execute(queries.SAME, values)).scalar() or "")


async def _free_reference(session: AsyncSession, incident_id: int) -> str:
    for length in (4, 4, 4, 5, 6, 7):
        reference = new_reference(choice, length)
        values = {"incident_id": incident_id, "reference": reference}
        if (await session.execute(queries.TAKEN, values)).first() is None:
            return reference
    raise RuntimeError("no free code for a place after six draws")
