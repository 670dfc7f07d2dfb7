"""For the desk and other programs of coordinators: zones to keep out of, and alarms that wait to be seen."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import AwareDatetime, BaseModel, Field, Json

from app.api.deps import CoordinatorDep, SessionDep, VerifierDep, ViewerDep
from app.api.desk.press import find_case
from app.clock import now
from app.models.safety import AlarmKind, ZoneKind
from app.safety.alarms import alarms_of, see_alarms
from app.safety.on_call import on_call_now
from app.safety.zones import LONGEST_NAME, draw_zone, end_zone, zones_of

router = APIRouter(prefix="/api/v1/incidents/{slug}", tags=["desk"])


class ZoneOut(BaseModel):
    """A zone that holds now: nobody in a hazard is asked, nobody is sent across a closure."""

    id: int
    kind: ZoneKind
    name: str
    since_at: datetime
    until_at: datetime | None
    area: Annotated[Json[dict[str, object]], Field(description="A GeoJSON Polygon or MultiPolygon.")]
    needs: Annotated[int, Field(description="Open needs that lie in it.")]


class ZoneIn(BaseModel):
    """A zone to draw: GeoJSON Polygon or MultiPolygon, or a feature or collection of those."""

    kind: ZoneKind = ZoneKind.HAZARD
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    until_at: AwareDatetime | None = None
    area: dict[str, object]


class DrawnOut(BaseModel):
    """What became of it. `cases`: those with a helper asked or going whose way leads through it."""

    id: int
    mended: bool
    cases: list[str]


class AlarmOut(BaseModel):
    """One thing that nobody has looked at yet."""

    kind: AlarmKind
    reference: str
    category: str
    urgency: int
    opened_at: datetime
    texted: int


class AlarmsOut(BaseModel):
    """What waits, and who is on call at this hour."""

    alarms: list[AlarmOut]
    on_call: list[str]


class SeenOut(BaseModel):
    """How many alarms of the case this look has ended."""

    seen: int


@router.get("/zones")
async def zones(desk: ViewerDep, session: SessionDep) -> list[ZoneOut]:
    """List the zones that hold now, the newest first."""
    found = await zones_of(session, desk.incident_id, now=now())
    return [
        ZoneOut(
            id=one.id,
            kind=one.kind,
            name=one.name,
            since_at=one.since_at,
            until_at=one.until_at,
            area=one.area,
            needs=one.needs,
        )
        for one in found
    ]


@router.post("/zones", status_code=201)
async def draw(zone: ZoneIn, desk: CoordinatorDep, session: SessionDep) -> DrawnOut:
    """Keep helpers out of an area from now on; 400 says what to mend in it."""
    drawn = await draw_zone(
        session,
        desk.incident,
        kind=zone.kind,
        name=zone.name,
        area=zone.area,
        until_at=zone.until_at,
        who=desk.who,
        now=now(),
    )
    return DrawnOut(id=drawn.id, mended=drawn.mended, cases=list(drawn.cases))


@router.post("/zones/{zone_id}/end", status_code=204)
async def end(
    zone_id: Annotated[int, Path(ge=1, lt=2**63)], desk: CoordinatorDep, session: SessionDep
) -> None:
    """Let helpers go there again."""
    await end_zone(session, desk.incident_id, zone_id, who=desk.who, now=now())


@router.get("/alarms")
async def alarms(desk: ViewerDep, session: SessionDep) -> AlarmsOut:
    """List what nobody has looked at yet, life at risk first."""
    waiting = [
        AlarmOut(
            kind=one.kind,
            reference=one.reference,
            category=one.category,
            urgency=one.urgency,
            opened_at=one.opened_at,
            texted=one.tried,
        )
        for one in await alarms_of(session, desk.incident_id)
    ]
    on_call = await on_call_now(session, desk.incident, now=now())
    return AlarmsOut(alarms=waiting, on_call=[one.name for one in on_call])


@router.post("/alarms/{reference}/seen")
async def seen(reference: str, desk: VerifierDep, session: SessionDep) -> SeenOut:
    """Say that you look at a case: nobody else is called for it."""
    case = await find_case(session, desk, reference)
    count = await see_alarms(session, desk.incident_id, case.id, who=desk.who, now=now())
    return SeenOut(seen=count)
