"""The desk: one screen with what waits, the report in hand, the map and the jobs under way."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api import queries
from app.api.deps import Desk, HouseDep, RendererDep, SessionDep, ViewerDep
from app.api.desk_shapes import DeskView, DetailView, RevealedView
from app.api.desk_views import counts_view, detail_view, queue_rows, troubles_view
from app.api.frame import desk_page, desk_part
from app.api.pages import category_views, language_of
from app.api.watch_views import watch_view
from app.clock import now
from app.errors import NotFound
from app.house import House
from app.reports.find import report_by_reference
from app.safety.alarms import see_alarms
from web.render import Renderer

router = APIRouter(include_in_schema=False)


@router.get("/desk/{slug}")
async def show_desk(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    report: str = "",
) -> Response:
    """The whole desk; without a report in the address the first that waits is open, which nobody chose."""
    if report:
        await note_look(session, desk, report)
    return await whole(request, session, pages, house, desk, report)


async def whole(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    desk: Desk,
    report: str,
    *,
    revealed: RevealedView | None = None,
) -> Response:
    """The desk as it is now."""
    language = language_of(request, pages, desk.incident)
    rows = await queue_rows(session, desk.incident_id, language=language, now=now())
    chosen = report or (rows[0].reference if rows else "")
    detail = await find_detail(session, house, desk, chosen, language, revealed=revealed) if chosen else None
    view = DeskView(
        counts=await counts_view(session, desk.incident_id),
        rows=rows,
        detail=detail,
        troubles=await troubles_view(session, desk.incident_id),
        watch=await watch_view(session, desk, language, now=now()),
        position=await last_position(session, desk.incident_id),
    )
    return await desk_page(
        request,
        session,
        pages,
        "desk/desk.html",
        desk,
        view=view,
        categories=category_views(language),
    )


async def note_look(session: AsyncSession, desk: Desk, reference: str) -> None:
    """End the alarms of a case that a coordinator opened by hand; who only looks on cannot answer for it."""
    case = await report_by_reference(session, desk.incident_id, reference)
    if case is not None and desk.may(Power.VERIFY):
        await see_alarms(session, desk.incident_id, case.id, who=desk.who, now=now())
        await session.flush()


async def find_detail(
    session: AsyncSession,
    house: House,
    desk: Desk,
    reference: str,
    language: str,
    *,
    revealed: RevealedView | None = None,
) -> DetailView | None:
    """The report in hand."""
    return await detail_view(
        session, house.keys, desk, reference.upper(), language=language, now=now(), revealed=revealed
    )


async def last_position(session: AsyncSession, incident_id: int) -> int:
    """The last event that has a place in the order."""
    row = await session.execute(queries.LAST_POSITION, {"incident_id": incident_id})
    return int(row.scalar_one())


@router.get("/desk/{slug}/queue")
async def show_queue(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep, report: str = ""
) -> Response:
    """What waits, as it is now."""
    language = language_of(request, pages, desk.incident)
    rows = await queue_rows(session, desk.incident_id, language=language, now=now())
    return await desk_part(request, session, pages, "desk/_queue.html", desk, rows=rows, chosen=report)


@router.get("/desk/{slug}/report/{reference}")
async def show_report(
    reference: str,
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    by: str = "",
) -> Response:
    """One report, as it is now. A look again, or a page that goes on by itself, is no coordinator's look."""
    if "hx-request" in request.headers and by != "itself":
        await note_look(session, desk, reference)
    language = language_of(request, pages, desk.incident)
    detail = await find_detail(session, house, desk, reference, language)
    if detail is None:
        raise NotFound(f"There is no case {reference} here.")
    return await desk_part(request, session, pages, "desk/_detail.html", desk, detail=detail)


@router.get("/desk/{slug}/watch")
async def show_watch(request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep) -> Response:
    """What stands above everything, as it is now."""
    language = language_of(request, pages, desk.incident)
    watch = await watch_view(session, desk, language, now=now())
    return await desk_part(request, session, pages, "desk/_watch.html", desk, watch=watch)
