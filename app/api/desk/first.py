"""The desk: one screen with what waits, the report in hand, the map and the jobs under way."""

from collections.abc import Awaitable, Callable, Hashable
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import Desk, HouseDep, PinnerDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import PRIVATE, desk_page, desk_part
from app.api.desk.live.once import once_of
from app.api.desk.live.rooms import last_position
from app.api.desk.shapes import DeskView, DetailView, DoneView, QueueRowView, RevealedView
from app.api.desk.sight import eyes_of
from app.api.desk.views.detail import counts_view, detail_view, troubles_view
from app.api.desk.views.lists import list_rows, looking_at, rows_now, tabs_of
from app.api.desk.views.watch import watch_view
from app.api.pages import category_views, language_of
from app.clock import now
from app.errors import NotFound
from app.house import House
from app.reports.find import report_by_reference
from app.safety.alarms import see_alarms
from app.triage.lease import take
from app.triage.lists import MOST_ALIKE
from web.render import Renderer

router = APIRouter(include_in_schema=False)


@router.get("/desk/{slug}")
async def show_desk(
    request: Request,
    desk: PinnerDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    report: str = "",
) -> Response:
    """The whole desk; without a report in the address the first that waits is open, which nobody chose.

    Whoever helps from far away is led to what has no place yet: they see nothing else.
    """
    if not desk.may(Power.SEE):
        return RedirectResponse(f"/desk/{desk.incident.slug}/unplaced", status_code=303)
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
    done: DoneView | None = None,
    query: str | None = None,
) -> Response:
    """The desk as it is now; `query` names the list where the address itself is that of a press."""
    language, at = language_of(request, pages, desk.incident), now()
    given = dict(request.query_params if query is None else parse_qsl(query))
    looking = await looking_at(session, desk, given, now=at)
    rows = await list_rows(session, desk, looking, language=language, now=at)
    chosen = report or first_free(rows)
    detail = await find_detail(session, house, desk, chosen, language, revealed=revealed) if chosen else None
    view = DeskView(
        counts=await counts_view(session, desk.incident_id),
        rows=rows,
        detail=detail,
        troubles=await troubles_view(session, desk.incident_id),
        watch=await watch_view(session, desk, language, now=at),
        position=await last_position(session, desk.incident_id),
    )
    return await desk_page(
        request,
        session,
        pages,
        "desk/desk.html",
        desk,
        view=view,
        looking=looking,
        narrow=looking.view.narrow,
        list=looking.waits.value,
        tabs=await tabs_of(session, desk.incident_id, looking, now=at),
        done=done,
        categories=category_views(language),
    )


def first_free(rows: tuple[QueueRowView, ...]) -> str:
    """The code of the first row that nobody else has in hand; of the first of all when each is in a hand."""
    free = next((row.reference for row in rows if row.mine or not row.holder), "")
    return free or (rows[0].reference if rows else "")


async def note_look(session: AsyncSession, desk: Desk, reference: str) -> None:
    """Take a case in hand that somebody opened, and end its alarms; who only looks on answers for nothing."""
    case = await report_by_reference(session, desk.incident_id, reference)
    if case is not None and desk.may(Power.VERIFY):
        await take(session, desk.incident_id, case.id, staff_id=desk.person.staff_id, now=now())
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


@router.get("/desk/{slug}/queue")
async def show_queue(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    report: str = "",
    only: str = "",
) -> Response:
    """One list as it is now; `only` these rows, as they stand there (none where they do not)."""
    language, at = language_of(request, pages, desk.incident), now()
    looking = await looking_at(session, desk, request.query_params, now=at)
    if only:
        codes = [code for code in only.upper().split(",") if code][:MOST_ALIKE]
        rows = await rows_now(session, desk, looking, references=codes, language=language, now=at)
    else:
        rows = await list_rows(session, desk, looking, language=language, now=at)
    facts = {"rows": rows, "chosen": report, "looking": looking}
    return await desk_part(request, session, pages, "desk/_queue.html", desk, **facts)


@router.get("/desk/{slug}/tally")
async def show_tally(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep, at: int = 0
) -> Response:
    """How many wait in each list, and the numbers in the head; made once for all desks that hear the same."""
    language = language_of(request, pages, desk.incident)
    looking = await looking_at(session, desk, request.query_params, now=now())

    async def make() -> tuple[bytes, int]:
        known = await last_position(session, desk.incident_id)
        tabs = await tabs_of(session, desk.incident_id, looking, now=now())
        counts = await counts_view(session, desk.incident_id)
        answer = await desk_part(request, session, pages, "desk/_tally.html", desk, tabs=tabs, counts=counts)
        return bytes(answer.body), known

    key = ("tally", desk.incident_id, language, looking.query)
    return await _once_for_all(request, key, make, position=at)


async def _once_for_all(
    request: Request, key: Hashable, make: Callable[[], Awaitable[tuple[bytes, int]]], *, position: int
) -> Response:
    """Who names an event gets what another desk got just after it; who names none, what is so now."""
    body = await once_of(request).get(key, position=position, make=make) if position else (await make())[0]
    return HTMLResponse(body, headers=PRIVATE)


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
async def show_watch(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep, at: int = 0
) -> Response:
    """What stands above everything, as it is now; made once for all who may see as much of it."""
    language = language_of(request, pages, desk.incident)

    async def make() -> tuple[bytes, int]:
        known = await last_position(session, desk.incident_id)
        watch = await watch_view(session, desk, language, now=now())
        answer = await desk_part(request, session, pages, "desk/_watch.html", desk, watch=watch)
        return bytes(answer.body), known

    key = ("watch", desk.incident_id, language, await eyes_of(session, desk, now=now()))
    return await _once_for_all(request, key, make, position=at)
