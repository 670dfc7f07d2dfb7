"""What has no place yet, and the place it may have: one after the other, also for people far away."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import Desk, DispatcherDep, PinnerDep, PinningDep, RendererDep, SessionDep, VerifierDep
from app.api.desk.frame import desk_page
from app.api.desk.press import find_case
from app.api.desk.views.unplaced import unplaced_view
from app.api.pages import category_views, language_of
from app.api.words import translator
from app.clock import now
from app.errors import BadForm, Conflict
from app.messaging.say import phrase, say
from app.pipeline.where import next_question
from app.places.find import DESK
from app.places.learn import learn_pin
from app.reports.place import note_question, place_report
from app.reports.shapes import Case
from app.triage.unplaced.pins import hold_unplaced, propose_pin
from app.triage.unplaced.queue import asked_lately, leave_to_area, next_unplaced, note_asked, one_unplaced
from geo.coordinates import checked_pin
from geo.errors import BadCoordinates
from geo.gazetteer.teach import Pin
from geo.geocoder import Evidence
from geo.locate import locate
from geo.place import Kind, Located
from web.render import Renderer

router = APIRouter(include_in_schema=False)
PIN_RADIUS_M = 50.0
WIDEST_M = 20_000.0
MOST_SKIPPED = 60
PINNED = "desk"

Words = Annotated[str, Form(max_length=300)]
Skip = Annotated[str, Form(max_length=600)]


@router.get("/desk/{slug}/unplaced")
async def show_unplaced(
    request: Request,
    desk: PinnerDep,
    session: SessionDep,
    pages: RendererDep,
    skip: str = "",
    report: str = "",
    done: str = "",
    how: str = "",
) -> Response:
    """The next case that has no place, or the one of the address."""
    return await _shown(request, session, pages, desk, skip=skip, report=report, done=done[:8], how=how[:12])


@router.post("/desk/{slug}/unplaced/{reference}/place")
async def place(
    reference: str,
    request: Request,
    desk: PinningDep,
    session: SessionDep,
    pages: RendererDep,
    lat: Annotated[str, Form(max_length=40)] = "",
    lon: Annotated[str, Form(max_length=40)] = "",
    radius_m: Annotated[float, Form(ge=0)] = PIN_RADIUS_M,
    name: Words = "",
    words: Words = "",
    skip: Skip = "",
) -> Response:
    """A place by suggestion, pin or words: who verifies sets it, who is far away proposes it."""
    case = await find_case(session, desk, reference)
    try:
        located = await _located(
            session, desk, case, lat=lat, lon=lon, radius_m=radius_m, name=name, words=words
        )
        if desk.may(Power.VERIFY):
            await hold_unplaced(session, desk.incident_id, case.id)
            await _set(session, desk, case, located, teaches=bool(lat and lon))
            return _next(desk, skip, done=reference, how="placed")
        how = await _propose(session, desk, case, located)
        return _next(desk, skip, done=reference, how=how)
    except Conflict:  # raised before anything is written
        return _next(desk, skip, done=reference, how="taken")
    except (BadForm, BadCoordinates) as refused:
        return await _shown(
            request, session, pages, desk, skip=skip, report=reference, error=str(refused), typed=words
        )


async def _located(
    session: AsyncSession,
    desk: Desk,
    case: Case,
    *,
    lat: str,
    lon: str,
    radius_m: float,
    name: str,
    words: str,
) -> Located:
    typed = words.strip()
    if lat and lon:
        return Located(
            point=checked_pin(lat, lon),
            radius_m=min(WIDEST_M, max(PIN_RADIUS_M, radius_m)),
            name=name.strip() or typed,
            kind=Kind.WRITTEN,
            source=PINNED,
            words=case.place_text or typed,
            trail=("Somebody at the desk set the place.",),
        )
    if not typed:
        raise BadForm("Press a suggestion, click on the map, or write a place.")
    area = desk.incident.area
    told = Evidence(incident_id=desk.incident_id, text=typed, words=typed, area=area)
    found = await locate(session, told)
    if found is None:
        raise BadForm(f"No place called «{typed}» is known here; click on the map instead.")
    return found


async def _set(session: AsyncSession, desk: Desk, case: Case, located: Located, *, teaches: bool) -> None:
    """Place a case, and let a narrow pin teach what its sender's words for the place mean."""
    incident_id, who = desk.incident_id, desk.who
    await place_report(
        session, incident_id, case, located, who=who, now=now(), words=case.place_text or located.words
    )
    if teaches and case.place_text and located.radius_m <= PIN_RADIUS_M:
        pin = Pin(
            words=case.place_text,
            point=located.point,
            radius_m=located.radius_m,
            who=who,
            origin=DESK,
            number=case.id,
            taught_at=now(),
        )
        await learn_pin(session, incident_id, pin)


async def _propose(session: AsyncSession, desk: Desk, case: Case, located: Located) -> str:
    """One word of somebody far away is kept; with the second that agrees the case is placed."""
    other = await propose_pin(
        session,
        desk.incident_id,
        case.id,
        point=located.point,
        name=located.name,
        who=desk.who,
        now=now(),
    )
    if other is None:
        return "proposed"
    agreed = Located(
        point=located.point,
        radius_m=max(located.radius_m, PIN_RADIUS_M),
        name=located.name or other.name,
        kind=Kind.WRITTEN,
        source=PINNED,
        words=case.place_text,
        trail=(f"Two people agree on this place: {other.who} and {desk.who}.",),
    )
    await place_report(
        session, desk.incident_id, case, agreed, who=desk.who, now=now(), words=case.place_text
    )
    return "agreed"


@router.post("/desk/{slug}/unplaced/{reference}/ask")
async def ask(reference: str, desk: DispatcherDep, session: SessionDep, skip: Skip = "") -> Response:
    """Ask the sender once more where this is, as hop 2 would; two presses ask once."""
    case = await find_case(session, desk, reference)
    at = now()
    await hold_unplaced(session, desk.incident_id, case.id)
    if await asked_lately(session, desk.incident_id, case.id, now=at):
        return _next(desk, skip, done=reference, how="asked")
    question = next_question(case) or phrase("where.again")
    await say(session, desk.incident, question, contact_id=case.contact_id, report_id=case.id, now=at)
    await note_question(session, desk.incident_id, case.id)
    note_asked(session, desk.incident_id, case.id, who=desk.who, now=at)
    return _next(desk, skip, done=reference, how="asked")


@router.post("/desk/{slug}/unplaced/{reference}/leave")
async def leave(
    reference: str,
    desk: VerifierDep,
    session: SessionDep,
    area: Annotated[str, Form(max_length=80)] = "",
    skip: Skip = "",
) -> Response:
    """Nobody can place it: it is left to the area, and comes back when its sender writes again."""
    case = await find_case(session, desk, reference)
    await leave_to_area(session, desk.incident_id, case.id, area=area.strip(), who=desk.who, now=now())
    return _next(desk, skip, done=reference, how="left")


def _next(desk: Desk, skip: str, *, done: str, how: str) -> Response:
    query = urlencode(
        {name: value for name, value in (("skip", skip), ("done", done), ("how", how)) if value}
    )
    return RedirectResponse(f"/desk/{desk.incident.slug}/unplaced?{query}", status_code=303)


async def _shown(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    desk: Desk,
    *,
    skip: str,
    report: str,
    **said: str,
) -> Response:
    language = language_of(request, pages, desk.incident)
    skipped = [code for code in skip.upper().split(",") if code][-MOST_SKIPPED:]
    at = now()
    row = None
    if report:
        case = await find_case(session, desk, report)
        row = await one_unplaced(session, desk.incident_id, case.id)
    if row is None:
        proposer = "" if desk.may(Power.VERIFY) else desk.who
        row = await next_unplaced(session, desk.incident_id, proposer=proposer, skip=skipped, now=at)
    if said.get("error"):
        said = said | {"error": translator(language)(said["error"])}
    view = await unplaced_view(session, desk, row, language=language, skip=skipped, now=at, **said)
    return await desk_page(
        request,
        session,
        pages,
        "desk/unplaced.html",
        desk,
        status=400 if said.get("error") else 200,
        unplaced=view,
        categories=category_views(language),
        now=at,
    )
