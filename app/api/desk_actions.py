"""What a coordinator does to a report: one press, one event, and every press can be answered by another."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import CoordinatorDep, Desk, HouseDep, RendererDep, SessionDep
from app.api.desk import find_detail, part
from app.api.pages import language_of
from app.clock import now
from app.dispatch.complete import call_off
from app.dispatch.moved import tell_moved
from app.dispatch.offer import ask_helper
from app.errors import BadForm, Conflict, NotFound
from app.house import House
from app.incidents.reset import reset_drill
from app.models.report import ReportKind, ReportState
from app.pipeline.correct import correct
from app.pipeline.merge import follow_merged
from app.pipeline.where import has_moved
from app.places.find import DESK
from app.places.forget import forget_report
from app.places.learn import learn_pin
from app.reports.correct import Correction
from app.reports.find import earlier_points, lock_report, report_by_reference
from app.reports.place import place_report
from app.reports.settle import settle_report, want_helpers
from app.reports.shapes import Case
from app.supplies.pledges import end_pledges
from geo.coordinates import checked_pin
from geo.gazetteer.teach import Pin
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Kind, Located
from ingest.catalog import load_catalog
from web.render import Renderer

router = APIRouter(include_in_schema=False)
BY_HAND = {
    state.value: state
    for state in (ReportState.OPEN, ReportState.NOISE, ReportState.CLOSED, ReportState.CANCELLED)
}
PIN_RADIUS_M = 50.0
PINNED = "desk"  # the source of a place that was set on the map or typed as numbers: not found by a name
KINDS = {kind.value: kind for kind in ReportKind}
MOST_PLACES = 99


@router.post("/desk/{slug}/report/{reference}/ask")
async def ask(
    reference: str,
    helper: Annotated[str, Form(max_length=8)],
    request: Request,
    desk: CoordinatorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """Ask one suggested helper by text."""
    case = await find_case(session, desk, reference)
    row = await session.execute(
        queries.PROPOSED_DISPATCH,
        {"incident_id": desk.incident_id, "report_id": case.id, "helper": helper.upper()},
    )
    dispatch_id = row.scalar()
    if dispatch_id is None:
        raise Conflict("This helper is not suggested any more; look at the list again.")
    await ask_helper(session, desk.incident, int(dispatch_id), now=now(), who=desk.who)
    return await shown(request, session, pages, house, desk, reference)


@router.post("/desk/{slug}/report/{reference}/place")
async def place(
    reference: str,
    request: Request,
    desk: CoordinatorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    lat: Annotated[str, Form(max_length=40)] = "",
    lon: Annotated[str, Form(max_length=40)] = "",
    words: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Set a better place, by the pin or by words; a pin teaches what the sender's words for it mean."""
    case = await find_case(session, desk, reference)
    typed = words.strip()
    located = await _locate(session, desk, case, lat, lon, typed)
    pinned = located.source == PINNED
    said = case.place_text or located.words if pinned else typed
    await place_report(session, desk.incident_id, case, located, who=desk.who, now=now(), words=said)
    if has_moved(case, located):
        await tell_moved(session, desk.incident, case.id, now=now())
    await _teach(session, desk, case, located, words=said if pinned else "")
    return await shown(request, session, pages, house, desk, reference)


async def _teach(session: AsyncSession, desk: Desk, case: Case, located: Located, *, words: str) -> None:
    """Let a pin stand for the words; a place that was found by its name teaches nothing new."""
    if not words:
        await forget_report(session, desk.incident_id, case.id, who=desk.who, now=now())
        return
    pin = Pin(
        words=words,
        point=located.point,
        radius_m=located.radius_m,
        who=desk.who,
        origin=DESK,
        number=case.id,
        taught_at=now(),
    )
    await learn_pin(session, desk.incident_id, pin)


@router.post("/desk/{slug}/report/{reference}/untaught")
async def untaught(
    reference: str,
    request: Request,
    desk: CoordinatorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """Take back what the pin of a case taught; the case stays where it was put."""
    case = await find_case(session, desk, reference)
    await forget_report(session, desk.incident_id, case.id, who=desk.who, now=now())
    return await shown(request, session, pages, house, desk, reference)


async def _locate(session: AsyncSession, desk: Desk, case: Case, lat: str, lon: str, words: str) -> Located:
    if lat and lon:
        point = checked_pin(lat, lon)
        return Located(
            point=point,
            radius_m=PIN_RADIUS_M,
            name=words or case.place_name,
            kind=Kind.WRITTEN,
            source=PINNED,
            words=words,
            trail=("A coordinator set the pin.",),
        )
    if not words:
        raise BadForm("Drag the pin, or write a place.")
    incident = desk.incident
    area = incident.area
    earlier = await earlier_points(
        session, desk.incident_id, contact_id=case.contact_id, now=now(), besides=case.id
    )
    told = Evidence(incident_id=desk.incident_id, text=words, words=words, area=area, earlier=earlier)
    found = await locate(session, told)
    if found is None:
        raise BadForm(f"No place called «{words}» is known here; drag the pin instead.")
    if (
        found.kind is Kind.WRITTEN
    ):  # numbers, or a link to a map: a pin that was typed, which teaches no words
        return replace(found, name=case.place_name, source=PINNED, words="")
    return found


@router.post("/desk/{slug}/report/{reference}/state")
async def state(
    reference: str,
    state: Annotated[str, Form(max_length=20)],
    request: Request,
    desk: CoordinatorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """Open, close, withdraw, or put aside as noise."""
    if state not in BY_HAND:
        raise BadForm("A case can be opened, closed, withdrawn, or put aside.")
    case = await find_case(session, desk, reference)
    case = await lock_report(session, desk.incident_id, case.id)
    if BY_HAND[state] is not ReportState.OPEN:
        await call_off(session, desk.incident, case.id, now=now(), who=desk.who)
        await end_pledges(session, desk.incident, case.id, who=desk.who, now=now())
    await settle_report(session, desk.incident_id, case, BY_HAND[state], who=desk.who, now=now())
    await follow_merged(session, desk.incident, case.id, BY_HAND[state], who=desk.who, now=now())
    return await shown(request, session, pages, house, desk, reference)


@router.post("/desk/{slug}/report/{reference}/reading")
async def reading(
    reference: str,
    kind: Annotated[str, Form(max_length=20)],
    urgency: Annotated[int, Form(ge=1, le=4)],
    request: Request,
    desk: CoordinatorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    category: Annotated[list[str] | None, Form(max_length=40)] = None,
) -> Response:
    """Say what a message really is, or that it was read right; `konbit learn` learns from both."""
    known, named = load_catalog().categories, list(dict.fromkeys(category or []))
    if kind not in KINDS or not set(named) <= known.keys():
        raise BadForm("Choose what it is and what it is about from the lists.")
    case = await find_case(session, desk, reference)
    correction = Correction(kind=KINDS[kind], categories=tuple(named), urgency=urgency)
    await correct(session, desk.incident, case, correction, who=desk.who, now=now())
    return await shown(request, session, pages, house, desk, reference)


@router.post("/desk/{slug}/report/{reference}/places")
async def places(
    reference: str,
    n: Annotated[int, Form(ge=1, le=MOST_PLACES)],
    request: Request,
    desk: CoordinatorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """Say how many helpers this needs."""
    case = await find_case(session, desk, reference)
    await want_helpers(session, desk.incident_id, case, n, who=desk.who, now=now())
    return await shown(request, session, pages, house, desk, reference)


@router.post("/desk/{slug}/reset")
async def reset(desk: CoordinatorDep, session: SessionDep) -> Response:
    """Begin a drill again."""
    await reset_drill(session, desk.incident)
    return RedirectResponse(f"/desk/{desk.incident.slug}", status_code=303)


async def find_case(session: AsyncSession, desk: Desk, reference: str) -> Case:
    """The report of a code; raises `NotFound`."""
    case = await report_by_reference(session, desk.incident_id, reference)
    if case is None:
        raise NotFound(f"There is no case {reference} here.")
    return case


async def shown(
    request: Request, session: AsyncSession, pages: Renderer, house: House, desk: Desk, reference: str
) -> Response:
    """The report after the change: the part for htmx, the whole desk for a browser without JavaScript."""
    if "hx-request" not in request.headers:
        return RedirectResponse(f"/desk/{desk.incident.slug}?report={reference}", status_code=303)
    language = language_of(request, pages, desk.incident)
    await session.flush()
    detail = await find_detail(session, house, desk, reference, language)
    return await part(request, session, pages, "desk/_detail.html", desk, detail=detail)
