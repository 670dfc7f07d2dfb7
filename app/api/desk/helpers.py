"""The desk's pages of helpers: looked through, enrolled from a call, changed, and set back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData

from app.api.deps import Desk, DispatcherDep, HouseDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_page
from app.api.desk.views.helper import Typed, helper_view, helpers_view
from app.api.pages import category_views, language_of
from app.clock import now
from app.errors import BadForm, Conflict
from app.house import House
from app.models.volunteer import Vehicle
from app.pipeline.helper import (
    Call,
    change_offer,
    enrol_by_hand,
    find_helper,
    pair,
    place_helper,
    set_state,
    take_back,
    trust,
)
from app.volunteers.check import read_offer
from app.volunteers.find import Helper
from app.volunteers.reveal import reveal_number
from web.render import Renderer

router = APIRouter(include_in_schema=False)
LISTS = ("skills", "trades", "languages")
FIELDS = ("vehicle", "reach_m", "hours", "load_cap", "daily_cap", "team")
CALLED = ("name", "number", "place", "vehicle", "language")
KIND = "kind-"  # of the fields of trust by kind of need


@router.get("/desk/{slug}/helpers")
async def show_helpers(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    q: str = "",
    before: int | None = None,
) -> Response:
    """Who can help, the newest first."""
    return await _listed(request, session, pages, desk, search=q.strip()[:80], before=before)


@router.post("/desk/{slug}/helpers")
async def enrol(
    request: Request, desk: DispatcherDep, session: SessionDep, pages: RendererDep, house: HouseDep
) -> Response:
    """Enrol somebody who called."""
    form = await request.form()
    typed = Typed(lists=_ticked(form), fields=_typed(form, CALLED))
    vehicle = typed.fields["vehicle"]
    call = Call(
        name=typed.fields["name"],
        number=typed.fields["number"],
        place=typed.fields["place"],
        skills=typed.lists["skills"],
        trades=typed.lists["trades"],
        vehicle=Vehicle(vehicle) if vehicle in set(Vehicle) else Vehicle.NONE,
        language=typed.fields["language"],
    )
    try:
        async with session.begin_nested():
            helper = await enrol_by_hand(session, house.keys, desk.incident, call, who=desk.who, now=now())
    except (BadForm, Conflict) as bad:
        typed = Typed(lists=typed.lists, fields=typed.fields, faults={"call": str(bad)})
        return await _listed(request, session, pages, desk, typed=typed)
    return _back(desk, helper)


@router.get("/desk/{slug}/helper/{reference}")
async def show_helper(
    reference: str,
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """One helper, as they are now."""
    helper = await find_helper(session, desk.incident_id, reference)
    return await _shown(request, session, pages, house, desk, helper)


@router.post("/desk/{slug}/helper/{reference}/offer")
async def offer(
    reference: str,
    request: Request,
    desk: DispatcherDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """Change what a helper can be asked for; a fault is told beside its field, and nothing is lost."""
    helper = await find_helper(session, desk.incident_id, reference)
    form = await request.form()
    lists, fields = _ticked(form), _typed(form, FIELDS)
    meant, faults = read_offer(lists, fields)
    if faults:
        typed = Typed(lists=lists, fields=fields, faults=faults)
        return await _shown(request, session, pages, house, desk, helper, typed=typed)
    await change_offer(session, desk.incident_id, helper, meant, who=desk.who, now=now())
    return _back(desk, helper)


@router.post("/desk/{slug}/helper/{reference}/trust")
async def give_trust(
    reference: str,
    request: Request,
    desk: DispatcherDep,
    session: SessionDep,
    level: Annotated[str, Form(max_length=12)],
    why: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Say how far a helper is trusted, in general and for kinds of need."""
    helper = await find_helper(session, desk.incident_id, reference)
    form = await request.form()
    kinds = {name.removeprefix(KIND): str(value) for name, value in form.items() if name.startswith(KIND)}
    by_kind = {name: value for name, value in kinds.items() if value}
    await trust(session, desk.incident_id, helper, level, by_kind, who=desk.who, why=why, now=now())
    return _back(desk, helper)


@router.post("/desk/{slug}/helper/{reference}/buddy")
async def give_buddy(
    reference: str,
    request: Request,
    desk: DispatcherDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    buddy: Annotated[str, Form(max_length=8)] = "",
) -> Response:
    """Pair a helper with another, or with nobody."""
    helper = await find_helper(session, desk.incident_id, reference)
    try:
        await pair(session, desk.incident_id, helper, buddy, who=desk.who, now=now())
    except BadForm as bad:
        typed = Typed(fields={"buddy": buddy}, faults={"buddy": str(bad)})
        return await _shown(request, session, pages, house, desk, helper, typed=typed)
    return _back(desk, helper)


@router.post("/desk/{slug}/helper/{reference}/duty")
async def give_duty(
    reference: str,
    desk: DispatcherDep,
    session: SessionDep,
    state: Annotated[str, Form(max_length=8)],
    hours: Annotated[str, Form(max_length=4)] = "",
) -> Response:
    """Put a helper on duty, off duty or to rest, as they said by telephone."""
    helper = await find_helper(session, desk.incident_id, reference)
    length = int(hours) if hours.strip().isdecimal() else None
    await set_state(session, desk.incident_id, helper, state, hours=length, who=desk.who, now=now())
    return _back(desk, helper)


@router.post("/desk/{slug}/helper/{reference}/place")
async def give_place(
    reference: str,
    request: Request,
    desk: DispatcherDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    words: Annotated[str, Form(max_length=300)],
) -> Response:
    """Give a helper a base, by words."""
    helper = await find_helper(session, desk.incident_id, reference)
    try:
        await place_helper(session, desk.incident, helper, words, who=desk.who, now=now())
    except BadForm as bad:
        typed = Typed(fields={"place": words}, faults={"place": str(bad)})
        return await _shown(request, session, pages, house, desk, helper, typed=typed)
    return _back(desk, helper)


@router.post("/desk/{slug}/helper/{reference}/reveal")
async def reveal(
    reference: str,
    request: Request,
    desk: DispatcherDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    why: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Show a number once to somebody who says why."""
    helper = await find_helper(session, desk.incident_id, reference)
    try:
        number = await reveal_number(
            session, house.keys, desk.incident, helper, who=desk.who, why=why, now=now()
        )
    except BadForm as bad:
        typed = Typed(faults={"why": str(bad)})
        return await _shown(request, session, pages, house, desk, helper, typed=typed)
    return await _shown(request, session, pages, house, desk, helper, revealed=number)


@router.post("/desk/{slug}/helper/{reference}/back")
async def back(
    reference: str, desk: DispatcherDep, session: SessionDep, n: Annotated[int, Form(ge=1)]
) -> Response:
    """Set one change back."""
    helper = await find_helper(session, desk.incident_id, reference)
    await take_back(session, desk.incident_id, helper, n, who=desk.who, now=now())
    return _back(desk, helper)


def _ticked(form: FormData) -> dict[str, tuple[str, ...]]:
    return {name: tuple(str(one)[:40] for one in form.getlist(name)) for name in LISTS}


def _typed(form: FormData, names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(form.get(name, ""))[:300] for name in names}


async def _listed(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    desk: Desk,
    *,
    search: str = "",
    before: int | None = None,
    typed: Typed | None = None,
) -> Response:
    language = language_of(request, pages, desk.incident)
    view = await helpers_view(session, desk, language, search=search, before=before, now=now(), typed=typed)
    return await _page(request, session, pages, desk, "desk/helpers.html", view, bad=bool(typed))


async def _shown(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    desk: Desk,
    helper: Helper,
    *,
    typed: Typed | None = None,
    revealed: str = "",
) -> Response:
    language = language_of(request, pages, desk.incident)
    await session.flush()
    view = await helper_view(
        session, house.keys, desk, helper, language, now=now(), typed=typed, revealed=revealed
    )
    return await _page(request, session, pages, desk, "desk/helper.html", view, bad=bool(typed))


async def _page(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    desk: Desk,
    template: str,
    view: object,
    *,
    bad: bool,
) -> Response:
    return await desk_page(
        request,
        session,
        pages,
        template,
        desk,
        status=400 if bad else 200,
        view=view,
        categories=category_views(language_of(request, pages, desk.incident)),
    )


def _back(desk: Desk, helper: Helper) -> Response:
    return RedirectResponse(f"/desk/{desk.incident.slug}/helper/{helper.reference}", status_code=303)
