"""Views that are kept, and who hears of what is new in them."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import (
    Desk,
    HouseDep,
    IncidentDep,
    RendererDep,
    SessionDep,
    ViewerActsDep,
    ViewerDep,
)
from app.api.desk.frame import desk_page
from app.api.desk.kept_shapes import kept_facts
from app.api.pages import category_views, language_of, page
from app.clock import now
from app.errors import BadForm, NotAllowed
from app.models.desk import TellBy
from app.search.find import Found
from app.search.views import drop_view, keep_view, narrow_of, rename_view, view_by_id
from app.search.watch import unwatch_view, watch_of_link, watch_view
from app.triage.narrow import Narrow
from web.render import Renderer

router = APIRouter(include_in_schema=False)
ViewId = Annotated[int, Path(ge=1, lt=2**63)]
LONGEST_QUERY = 4_000


@router.get("/desk/{slug}/views/{view_id}")
async def open_view(view_id: ViewId, desk: ViewerDep, session: SessionDep) -> Response:
    """Open a view: its address says what is looked for."""
    view = await view_by_id(session, desk.incident_id, view_id, staff_id=desk.person.staff_id)
    return RedirectResponse(f"/desk/{desk.incident.slug}/search?{view.query}", status_code=303)


@router.post("/desk/{slug}/views")
async def keep(
    request: Request,
    desk: ViewerActsDep,
    session: SessionDep,
    pages: RendererDep,
    name: Annotated[str, Form(max_length=200)] = "",
    query: Annotated[str, Form(max_length=LONGEST_QUERY)] = "",
    shared: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Keep what is looked for; also puts back what was taken away."""
    try:
        await keep_view(
            session,
            desk.incident_id,
            staff_id=desk.person.staff_id,
            name=name,
            query=query,
            shared=bool(shared),
            now=now(),
        )
    except BadForm as refused:  # nothing was written: the page keeps what was typed
        typed = {"name": name, "query": query, "shared": shared}
        return await _mend(request, session, pages, desk, error=str(refused), typed=typed)
    return _back(desk, narrow_of(query).query)


@router.post("/desk/{slug}/views/{view_id}/rename")
async def rename(
    request: Request,
    view_id: ViewId,
    desk: ViewerActsDep,
    session: SessionDep,
    pages: RendererDep,
    name: Annotated[str, Form(max_length=200)] = "",
    shared: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Give a view another name, share it or take it back."""
    try:
        await rename_view(
            session,
            desk.incident_id,
            view_id,
            staff_id=desk.person.staff_id,
            name=name,
            shared=bool(shared),
            may_coordinate=desk.may(Power.COORDINATE),
            now=now(),
        )
    except BadForm as refused:
        typed = {"name": name, "shared": shared}
        return await _mend(request, session, pages, desk, error=str(refused), view_id=view_id, typed=typed)
    return _back(desk)


@router.post("/desk/{slug}/views/{view_id}/drop")
async def drop(view_id: ViewId, desk: ViewerActsDep, session: SessionDep) -> Response:
    """Take a view away; the next page offers to put it back."""
    view = await drop_view(
        session,
        desk.incident_id,
        view_id,
        staff_id=desk.person.staff_id,
        may_coordinate=desk.may(Power.COORDINATE),
        now=now(),
    )
    gone = {"gone": view.name, "gone_query": view.query} | ({"gone_shared": "yes"} if view.shared else {})
    return _back(desk, urlencode(gone))


@router.post("/desk/{slug}/views/{view_id}/watch")
async def watch(
    request: Request,
    view_id: ViewId,
    desk: ViewerActsDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    tell_by: Annotated[TellBy, Form()],
    every_s: Annotated[int, Form()] = 3_600,
    number: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Hear what is new in a view, by e-mail to the account's address or by text to a number.

    Whoever types a number here vouches for it, as for that of a helper: it takes the same power.
    """
    if tell_by is TellBy.TEXT and not desk.may(Power.DISPATCH):
        raise NotAllowed
    try:
        await watch_view(
            session,
            house.keys,
            desk.incident,
            view_id,
            staff_id=desk.person.staff_id,
            tell_by=tell_by,
            every_s=every_s,
            number=number,
            staff_name=desk.person.name,
            now=now(),
        )
    except BadForm as refused:
        typed = {"tell_by": tell_by.value, "every_s": str(every_s), "number": number}
        return await _mend(request, session, pages, desk, error=str(refused), view_id=view_id, typed=typed)
    return _back(desk)


@router.post("/desk/{slug}/views/unwatch/{watch_id}")
async def unwatch(watch_id: ViewId, desk: ViewerActsDep, session: SessionDep) -> Response:
    """Hear no more of a view."""
    await unwatch_view(session, desk.incident_id, watch_id, staff_id=desk.person.staff_id, now=now())
    return _back(desk)


@router.get("/desk/{slug}/views/leave/{watch_id}/{token}")
async def ask_to_leave(
    request: Request,
    watch_id: ViewId,
    token: str,
    incident: IncidentDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """The link in a letter: one button, for mail programs open links by themselves."""
    assert incident.id is not None
    found = await watch_of_link(session, house.keys, incident.id, watch_id, token=token)
    return await page(
        request, session, pages, "desk/leave.html", incident=incident, view=found[1] if found else ""
    )


@router.post("/desk/{slug}/views/leave/{watch_id}/{token}")
async def leave(
    request: Request,
    watch_id: ViewId,
    token: str,
    incident: IncidentDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """End these letters, without signing in: the button of the page, or of a mail program."""
    assert incident.id is not None
    found = await watch_of_link(session, house.keys, incident.id, watch_id, token=token)
    if found is not None:
        await unwatch_view(session, incident.id, watch_id, staff_id=found[0], now=now())
    return await page(request, session, pages, "desk/leave.html", incident=incident, view="")


def _back(desk: Desk, query: str = "") -> Response:
    address = f"/desk/{desk.incident.slug}/search"
    return RedirectResponse(f"{address}?{query}" if query else f"{address}#views", status_code=303)


async def _mend(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    desk: Desk,
    *,
    error: str,
    typed: dict[str, str],
    view_id: int = 0,
) -> Response:
    """The page again with what was typed, and the sentence that mends it."""
    try:
        narrow = narrow_of(typed.get("query", ""))
    except BadForm:
        narrow = Narrow()
    return await desk_page(
        request,
        session,
        pages,
        "desk/search.html",
        desk,
        status=400,
        narrow=narrow,
        found=Found(ids=()),
        hits=(),
        before=0,
        error="",
        view_error=error,
        mending=view_id,
        typed=typed,
        categories=category_views(language_of(request, pages, desk.incident)),
        filters_at=f"/desk/{desk.incident.slug}/search",
        **await kept_facts(request, session, desk),
    )
