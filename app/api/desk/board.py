"""The board of jobs under way: where everybody is, what has stood too long, what nobody has."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import Desk, HouseDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.first import find_detail
from app.api.desk.frame import PRIVATE, desk_page, desk_part
from app.api.desk.live.once import once_of
from app.api.desk.live.rooms import last_position
from app.api.desk.moves import LONGEST_WHY, Move, move
from app.api.desk.press import DispatchPressDep
from app.api.desk.shapes import DetailView
from app.api.desk.sight import eyes_of
from app.api.desk.views.board import board_view
from app.api.pages import category_views, language_of
from app.clock import now
from app.errors import NotFound
from app.house import House
from app.triage.narrow import narrow_from

router = APIRouter(include_in_schema=False)
Team = Annotated[str, Query(max_length=40)]


@router.get("/desk/{slug}/board")
async def show_board(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    job: str = "",
    team: Team = "",
) -> Response:
    """The whole board; with a case in the address its helpers and its talk stand beside it."""
    narrow = narrow_from(request.query_params)
    language = language_of(request, pages, desk.incident)
    detail = await _detail(session, house, desk, job, language) if job else None
    return await desk_page(
        request,
        session,
        pages,
        "desk/board.html",
        desk,
        board=await board_view(session, desk, narrow, language=language, now=now(), team=team.strip()),
        position=await last_position(session, desk.incident_id),
        narrow=narrow,
        team=team.strip(),
        detail=detail,
        categories=category_views(language),
    )


@router.get("/desk/{slug}/board/part")
async def show_part(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    at: int = 0,
    team: Team = "",
) -> Response:
    """The columns as they are now; who names an event `at` may get what another got just after it."""
    narrow, team = narrow_from(request.query_params), team.strip()
    language = language_of(request, pages, desk.incident)

    async def make() -> tuple[bytes, int]:
        known = await last_position(session, desk.incident_id)
        board = await board_view(session, desk, narrow, language=language, now=now(), team=team)
        answer = await desk_part(
            request, session, pages, "desk/_board.html", desk, board=board, narrow=narrow, team=team
        )
        return bytes(answer.body), known

    if not at or narrow.mine:
        body, _ = await make()
    else:
        eyes = await eyes_of(session, desk, now=now())
        key = (desk.incident_id, language, eyes, narrow.query, team)
        body = await once_of(request).get(key, position=at, make=make)
    return HTMLResponse(body, headers=PRIVATE)


@router.get("/desk/{slug}/board/job/{reference}")
async def show_job(
    reference: str,
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """One case's helpers and its talk, as they are now."""
    language = language_of(request, pages, desk.incident)
    detail = await _detail(session, house, desk, reference, language)
    return await desk_part(request, session, pages, "desk/_job.html", desk, detail=detail)


@router.post("/desk/{slug}/board/{reference}/{what}")
async def step(
    press: DispatchPressDep,
    what: Move,
    helper: Annotated[str, Form(max_length=8)],
    why: Annotated[str, Form(max_length=LONGEST_WHY)] = "",
) -> Response:
    """Take one helper a step on from their card."""
    await move(press.session, press.desk, press.case, what, helper=helper, why=why, now=now())
    home = f"/desk/{press.desk.incident.slug}/board"
    return RedirectResponse(f"{home}?job={press.case.reference}", status_code=303)


async def _detail(
    session: AsyncSession, house: House, desk: Desk, reference: str, language: str
) -> DetailView:
    detail = await find_detail(session, house, desk, reference, language)
    if detail is None:
        raise NotFound(f"There is no case {reference} here.")
    return detail
