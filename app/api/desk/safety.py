"""The desk's page of safety: look at alarms, say who is on call, keep helpers out of places."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import (
    LONGEST_BODY,
    CoordinatorDep,
    Desk,
    HouseDep,
    RendererDep,
    SessionDep,
    VerifierDep,
    ViewerDep,
)
from app.api.desk.frame import desk_page
from app.api.desk.press import find_case
from app.api.desk.views.safety import safety_view
from app.api.pages import language_of
from app.clock import now
from app.errors import BadForm
from app.hours import parse_hours
from app.models.safety import ZoneKind
from app.safety.alarms import see_alarms
from app.safety.on_call import put_on_call, take_off_call
from app.safety.zones import draw_zone, end_zone
from geo.coordinates import checked_pin
from geo.errors import BadCoordinates
from geo.geojson import circle_geometry
from web.render import Renderer

router = APIRouter(include_in_schema=False)
WIDEST_M = 50_000
NOT_JSON = "This is no GeoJSON: paste or upload a Polygon or MultiPolygon as a map program saves it."


@router.get("/desk/{slug}/safety")
async def show_safety(request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep) -> Response:
    """Alarms, the rota, zones, and who agreed to what."""
    return await _shown(request, session, pages, desk)


@router.post("/desk/{slug}/safety/seen")
async def seen(
    desk: VerifierDep, session: SessionDep, reference: Annotated[str, Form(max_length=8)]
) -> Response:
    """«I look at it»: nobody else is called, and the case opens."""
    case = await find_case(session, desk, reference)
    await see_alarms(session, desk.incident_id, case.id, who=desk.who, now=now())
    return RedirectResponse(f"/desk/{desk.incident.slug}?report={case.reference}", status_code=303)


@router.post("/desk/{slug}/safety/on-call")
async def put(
    request: Request,
    desk: CoordinatorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    staff: Annotated[int, Form()],
    number: Annotated[str, Form(max_length=40)],
    turn: Annotated[int, Form(ge=0, le=99)] = 1,
    hours: Annotated[str, Form(max_length=200)] = "",
    language: Annotated[str, Form(max_length=8)] = "",
) -> Response:
    """Put somebody into the rota."""
    try:
        await put_on_call(
            session,
            house.keys,
            desk.incident,
            staff_id=staff,
            number=number,
            language=language,
            turn=turn,
            hours=parse_hours(hours),
            who=desk.who,
            now=now(),
        )
    except BadForm as refused:  # nothing is written before it: the same page says what to mend
        typed = {
            "staff": str(staff),
            "number": number,
            "turn": str(turn),
            "hours": hours,
            "language": language,
        }
        return await _shown(request, session, pages, desk, error=str(refused), form="rota", typed=typed)
    return _back(desk)


@router.post("/desk/{slug}/safety/off-call")
async def take_off(desk: CoordinatorDep, session: SessionDep, staff: Annotated[int, Form()]) -> Response:
    """Take somebody out of the rota."""
    await take_off_call(session, desk.incident_id, staff, who=desk.who, now=now())
    return _back(desk)


@router.post("/desk/{slug}/safety/zone")
async def draw(
    request: Request,
    desk: CoordinatorDep,
    session: SessionDep,
    pages: RendererDep,
    kind: Annotated[ZoneKind, Form()],
    name: Annotated[str, Form(max_length=200)] = "",
    hours: Annotated[str, Form(max_length=10)] = "",
    geojson: Annotated[str, Form(max_length=LONGEST_BODY)] = "",
    lat: Annotated[str, Form(max_length=40)] = "",
    lon: Annotated[str, Form(max_length=40)] = "",
    radius_m: Annotated[str, Form(max_length=10)] = "",
    file: UploadFile | None = None,
) -> Response:
    """Draw a zone: as GeoJSON, pasted or in a file, or as a circle."""
    uploaded = await file.read(LONGEST_BODY + 1) if file is not None else b""
    written = geojson.strip() or uploaded.decode(errors="replace").strip()
    try:
        drawn = await draw_zone(
            session,
            desk.incident,
            kind=kind,
            name=name,
            area=_parsed(written) if written else _circle(lat, lon, radius_m),
            until_at=now() + timedelta(hours=_hours(hours)) if hours.strip() else None,
            who=desk.who,
            now=now(),
        )
    except (BadForm, BadCoordinates) as refused:  # nothing is written before it
        typed = {
            "kind": kind.value,
            "name": name,
            "for": hours,
            "geojson": written,
            "lat": lat,
            "lon": lon,
            "radius_m": radius_m,
        }
        return await _shown(request, session, pages, desk, error=str(refused), form="zone", typed=typed)
    mended = "?mended=1" if drawn.mended else ""
    return RedirectResponse(f"/desk/{desk.incident.slug}/safety{mended}#zones", status_code=303)


@router.post("/desk/{slug}/safety/zone/end")
async def end(
    desk: CoordinatorDep, session: SessionDep, zone: Annotated[int, Form(ge=1, lt=2**63)]
) -> Response:
    """Let helpers go there again."""
    await end_zone(session, desk.incident_id, zone, who=desk.who, now=now())
    return _back(desk)


def _parsed(written: str) -> Mapping[str, object]:
    if len(written) > LONGEST_BODY:
        raise BadForm("This is more than 256 KB; draw the zone more simply.")
    try:
        drawn = json.loads(written)
    except (ValueError, RecursionError) as wrong:
        raise BadForm(NOT_JSON) from wrong
    if not isinstance(drawn, Mapping):
        raise BadForm(NOT_JSON)
    return drawn


def _circle(lat: str, lon: str, radius_m: str) -> Mapping[str, object]:
    if not (lat.strip() and lon.strip() and radius_m.strip()):
        raise BadForm("Paste or upload GeoJSON, or write the middle of a circle and its radius in metres.")
    if not (radius_m.strip().isascii() and radius_m.strip().isdigit() and 10 <= int(radius_m) <= WIDEST_M):
        raise BadForm(f"Write the radius in whole metres, from 10 to {WIDEST_M}.")
    return circle_geometry(checked_pin(lat, lon), radius_m=float(radius_m))


def _hours(written: str) -> int:
    if not (written.strip().isascii() and written.strip().isdigit() and 1 <= int(written) <= 8_760):
        raise BadForm("Write for how many hours the zone holds, or leave it empty until somebody ends it.")
    return int(written)


async def _shown(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    desk: Desk,
    *,
    error: str = "",
    form: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    view = await safety_view(
        session,
        desk,
        language_of(request, pages, desk.incident),
        now=now(),
        error=error,
        form=form,
        typed=typed,
    )
    return await desk_page(
        request,
        session,
        pages,
        "desk/safety.html",
        desk,
        safety=view,
        mended="mended" in request.query_params,
        status=400 if error else 200,
    )


def _back(desk: Desk) -> Response:
    return RedirectResponse(f"/desk/{desk.incident.slug}/safety", status_code=303)
