"""For other programs: the places that are open, to everybody; opening and changing them, to the desk."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.deps import CoordinatorDep, DispatcherDep, IncidentDep, PublicSessionDep, SessionDep
from app.clock import now
from app.facilities.begin import open_facility
from app.facilities.change import change_facility, check_facility, end_facility
from app.facilities.check import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_PLACE,
    LONGEST_SOURCE,
    LONGEST_STOCK,
    MOST_PEOPLE,
)
from app.facilities.find import MOST_DRAWN, standing_places
from app.facilities.shapes import Changes, NewPlace, OpenPlace, hours_text
from app.facilities.state import State, state_of
from app.hours import hour_of_week, parse_hours
from app.models.facility import FacilityKind
from geo.point import Point

router = APIRouter(prefix="/api/v1/incidents/{slug}/facilities", tags=["public"])
Lat = Annotated[float, Field(ge=-90, le=90)]
Lon = Annotated[float, Field(ge=-180, le=180)]
People = Annotated[int, Field(ge=0, le=MOST_PEOPLE)]
Hours = Annotated[
    str, Field(max_length=200, description="Like «mon-fri 8-18, sat 8-12»; empty: at any hour.")
]
Notes = dict[str, Annotated[str, Field(max_length=LONGEST_NOTE)]]


class FacilityOut(BaseModel):
    """One place that is open to everybody. `state`: what somebody finds who goes there now."""

    reference: str
    kind: FacilityKind
    name: str
    place: str
    lat: float
    lon: float
    state: State
    hours: str
    capacity: int | None
    free: int | None
    stock: str
    notes: dict[str, str]
    source: str
    checked_at: datetime


class FacilityIn(BaseModel):
    """A place to open. `place`: the street or landmark by which people find it."""

    kind: FacilityKind
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    lat: Lat
    lon: Lon
    source: Annotated[str, Field(min_length=1, max_length=LONGEST_SOURCE)]
    place: Annotated[str, Field(max_length=LONGEST_PLACE)] = ""
    hours: Hours = ""
    capacity: People | None = None
    free: People | None = None
    stock: Annotated[str, Field(max_length=LONGEST_STOCK)] = ""
    notes: Notes = {}
    full: bool = False


class FacilityChange(BaseModel):
    """What is different by now; what is left out stays as it was."""

    capacity: People | None = None
    free: People | None = None
    stock: Annotated[str, Field(max_length=LONGEST_STOCK)] = ""
    hours: Hours = ""
    notes: Notes = {}
    source: Annotated[str, Field(max_length=LONGEST_SOURCE)] = ""
    full: bool = False


class NamedOut(BaseModel):
    """The code of the place."""

    reference: str


@router.get("")
async def facilities(incident: IncidentDep, session: PublicSessionDep) -> list[FacilityOut]:
    """What is open, as the map shows it."""
    assert incident.id is not None
    hour = hour_of_week(now(), incident.time_zone)
    return [_out(one, hour) for one in await standing_places(session, incident.id, most=MOST_DRAWN)]


@router.post("", status_code=201, tags=["desk"])
async def begin(new: FacilityIn, desk: CoordinatorDep, session: SessionDep) -> NamedOut:
    """Open one; a name that stands there already is not opened twice. 400 says what to mend."""
    said = NewPlace(
        kind=new.kind,
        name=new.name.strip(),
        point=Point(lat=new.lat, lon=new.lon),
        source=new.source.strip(),
        place=new.place.strip(),
        capacity=new.capacity,
        free=new.free,
        stock=new.stock.strip(),
        hours=parse_hours(new.hours),
        notes=new.notes,
        full=new.full,
    )
    return NamedOut(reference=await open_facility(session, desk.incident, said, who=desk.who, now=now()))


@router.patch("/{reference}", tags=["desk"])
async def change(
    reference: str, changed: FacilityChange, desk: DispatcherDep, session: SessionDep
) -> NamedOut:
    """Say what is different; whoever says so has looked."""
    said = changed.model_dump(exclude_unset=True)
    if "hours" in said:
        said["hours"] = parse_hours(said["hours"])
    await change_facility(session, desk.incident, reference, Changes(**said), who=desk.who, now=now())  # type: ignore[typeddict-item]
    return NamedOut(reference=reference.upper())


@router.post("/{reference}/check", tags=["desk"])
async def check(reference: str, desk: DispatcherDep, session: SessionDep) -> NamedOut:
    """Say that somebody has just made sure: it is still so."""
    await check_facility(session, desk.incident_id, reference, who=desk.who, now=now())
    return NamedOut(reference=reference.upper())


@router.delete("/{reference}", tags=["desk"])
async def end(reference: str, desk: CoordinatorDep, session: SessionDep) -> NamedOut:
    """End one; 409 when it has ended."""
    await end_facility(session, desk.incident_id, reference, who=desk.who, now=now())
    return NamedOut(reference=reference.upper())


def _out(place: OpenPlace, hour: int) -> FacilityOut:
    return FacilityOut(
        reference=place.reference,
        kind=place.kind,
        name=place.name,
        place=place.place,
        lat=place.point.lat,
        lon=place.point.lon,
        state=state_of(place, hour),
        hours=hours_text(place),
        capacity=place.capacity,
        free=place.free,
        stock=place.stock,
        notes=dict(place.notes),
        source=place.source,
        checked_at=place.checked_at,
    )
