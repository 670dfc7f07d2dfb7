"""Places that are open to everybody, as coordinators keep them: one press for what changes at the door."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import CoordinatorDep, Desk, DispatcherDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_page
from app.api.desk.place_sheet import changes_from, place_from, typed_sheet
from app.api.desk.views.facility import kept_view, undo_views
from app.api.facility_views import kind_views
from app.api.pages import language_of
from app.clock import now
from app.errors import BadForm, NotAllowed
from app.facilities.begin import open_facility
from app.facilities.change import (
    OPENS_OR_ENDS,
    change_facility,
    check_facility,
    end_facility,
    undo_facility,
    which_press,
)
from app.facilities.check import LONGEST_NAME, LONGEST_NOTE, LONGEST_PLACE, LONGEST_SOURCE, LONGEST_STOCK
from app.facilities.find import places_to_check
from geo.errors import BadCoordinates
from web.language import own_name
from web.render import Renderer

router = APIRouter(include_in_schema=False)
LONGEST = {
    "name": LONGEST_NAME,
    "place": LONGEST_PLACE,
    "stock": LONGEST_STOCK,
    "source": LONGEST_SOURCE,
    "note": LONGEST_NOTE,
}


@router.get("/desk/{slug}/facilities")
async def show_facilities(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep
) -> Response:
    """What is open, the longest unchecked first, and a sheet for one more."""
    return await _shown(request, session, pages, desk, done="done" in request.query_params)


@router.post("/desk/{slug}/facilities")
async def add(request: Request, desk: CoordinatorDep, session: SessionDep, pages: RendererDep) -> Response:
    """Open a place; a mistake answers with the sheet as it was filled in, and one sentence."""
    sheet = await typed_sheet(request, desk)
    try:
        said = await place_from(session, desk.incident, sheet)
        await open_facility(session, desk.incident, said, who=desk.who, now=now())
    except (BadForm, BadCoordinates) as refused:
        return await _shown(request, session, pages, desk, sheet=sheet, error=str(refused))
    return _back(desk)


@router.post("/desk/{slug}/facilities/{reference}/change")
async def change(
    reference: str, request: Request, desk: DispatcherDep, session: SessionDep, pages: RendererDep
) -> Response:
    """Write down what is different: only the fields that came with the press."""
    sheet = await typed_sheet(request, desk)
    try:
        changes = await changes_from(session, desk.incident, sheet)
        await change_facility(session, desk.incident, reference, changes, who=desk.who, now=now())
    except (BadForm, BadCoordinates) as refused:
        return await _shown(
            request, session, pages, desk, sheet=sheet, of=reference.upper(), error=str(refused)
        )
    return _back(desk)


@router.post("/desk/{slug}/facilities/{reference}/check")
async def check(reference: str, desk: DispatcherDep, session: SessionDep) -> Response:
    """«Still so»: somebody has just made sure."""
    await check_facility(session, desk.incident_id, reference, who=desk.who, now=now())
    return _back(desk)


@router.post("/desk/{slug}/facilities/{reference}/end")
async def end(reference: str, desk: CoordinatorDep, session: SessionDep) -> Response:
    """Send nobody there any more."""
    await end_facility(session, desk.incident_id, reference, who=desk.who, now=now())
    return _back(desk)


@router.post("/desk/{slug}/facilities/undo")
async def undo(
    desk: DispatcherDep, session: SessionDep, n: Annotated[int, Form(ge=1, lt=2**63)] = 1
) -> Response:
    """Put a place back as it stood before a press; what opens or ends one asks for more."""
    what = await which_press(session, desk.incident_id, n)
    if OPENS_OR_ENDS[what] and not desk.may(Power.COORDINATE):
        raise NotAllowed
    await undo_facility(session, desk.incident_id, n, who=desk.who, now=now())
    return _back(desk)


async def _shown(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    desk: Desk,
    *,
    sheet: Mapping[str, str] | None = None,
    of: str = "",
    error: str = "",
    done: bool = False,
) -> Response:
    language, at = language_of(request, pages, desk.incident), now()
    found = await places_to_check(session, desk.incident_id)
    undo = await undo_views(session, desk, language)
    return await desk_page(
        request,
        session,
        pages,
        "desk/facilities.html",
        desk,
        status=400 if error else 200,
        places=[kept_view(one, desk.incident, language, now=at) for one in found],
        kinds=kind_views(language),
        speaks=[(code, own_name(code)) for code in desk.incident.languages],
        typed=sheet or {},
        of=of,
        error=error,
        undo=undo,
        just_done=done and bool(undo),
        longest=LONGEST,
    )


def _back(desk: Desk) -> Response:
    return RedirectResponse(f"/desk/{desk.incident.slug}/facilities?done=1", status_code=303)
