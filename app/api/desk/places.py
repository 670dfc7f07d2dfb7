"""The desk's page of names that pins have taught: looked through, mended, taken back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import CoordinatorDep, Desk, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_page
from app.api.desk.views.taught import pin_views, undo_views
from app.api.pages import category_views, language_of
from app.api.views import PlacesView
from app.clock import now
from app.errors import BadForm, Conflict, NotAllowed, NotFound
from app.places.correct import correct_pin
from app.places.find import count_pins, pin_by_id
from app.places.forget import forget_pin, undo_press
from geo.coordinates import checked_pin
from geo.gazetteer.teach import Taught, taught_pins

router = APIRouter(include_in_schema=False)
ON_A_PAGE = 50


@router.get("/desk/{slug}/places")
async def show_places(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    name: str = "",
    before: int | None = None,
    done: bool = False,
) -> Response:
    """What pins have taught, the newest first, so many on a page: each lies where somebody was."""
    if not desk.may(Power.VERIFY):
        raise NotAllowed
    language = language_of(request, pages, desk.incident)
    found = await taught_pins(
        session, desk.incident_id, name=name.strip(), before=before, limit=ON_A_PAGE + 1
    )
    shown = found[:ON_A_PAGE]
    undo = await undo_views(session, desk.incident_id, language)
    view = PlacesView(
        pins=await pin_views(session, desk.incident_id, shown, language),
        total=await count_pins(session, desk.incident_id),
        name=name.strip(),
        older=shown[-1].id if len(found) > ON_A_PAGE else 0,
        undo=undo,
        just_done=done and bool(undo),
        may_act=desk.may(Power.COORDINATE),
    )
    return await desk_page(
        request,
        session,
        pages,
        "desk/places.html",
        desk,
        places=view,
        categories=category_views(language),
    )


@router.post("/desk/{slug}/places/{n}/correct")
async def correct(
    n: int,
    desk: CoordinatorDep,
    session: SessionDep,
    words: Annotated[str, Form(max_length=300)],
    lat: Annotated[str, Form(max_length=40)],
    lon: Annotated[str, Form(max_length=40)],
) -> Response:
    """Give a pin better words, or move it."""
    taught = await _pin(session, desk, n)
    point = checked_pin(lat, lon)
    if not await correct_pin(
        session, desk.incident_id, taught, words=words, point=point, who=desk.who, now=now()
    ):
        raise BadForm("Write what people call the place; a home or a number of a person is never taught.")
    return _back(desk)


@router.post("/desk/{slug}/places/{n}/forget")
async def forget(n: int, desk: CoordinatorDep, session: SessionDep) -> Response:
    """Take back what a pin taught."""
    taught = await _pin(session, desk, n)
    await forget_pin(session, desk.incident_id, taught, who=desk.who, now=now())
    return _back(desk)


@router.post("/desk/{slug}/places/undo")
async def undo(desk: CoordinatorDep, session: SessionDep, n: Annotated[int, Form(ge=1)]) -> Response:
    """Teach again what was taken back, or as it was before it was mended."""
    if not await undo_press(session, desk.incident_id, n, who=desk.who, now=now()):
        raise Conflict("There is nothing to undo here any more; look at the page again.")
    return RedirectResponse(f"/desk/{desk.incident.slug}/places", status_code=303)


async def _pin(session: AsyncSession, desk: Desk, n: int) -> Taught:
    taught = await pin_by_id(session, desk.incident_id, n)
    if taught is None:
        raise NotFound("This name was taken back already; look at the page again.")
    return taught


def _back(desk: Desk) -> Response:
    return RedirectResponse(f"/desk/{desk.incident.slug}/places?done=1", status_code=303)
