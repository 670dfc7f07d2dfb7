"""The after-action review: what happened between two days, and what was learned from it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import Desk, PinningDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import PRIVATE, desk_page
from app.api.desk.review_text import review_text
from app.api.desk.views.huddle import staff_names
from app.api.desk.views.review import ReviewView, review_view
from app.api.pages import language_of
from app.api.words import translator
from app.clock import now
from app.errors import BadForm, NotAllowed
from app.outcomes.period import days_between
from app.outcomes.review import LATE_H, note_learned, review_of
from web.render import Renderer

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days a reader asked for, as they wrote them."""

    first: str = ""
    last: str = ""
    late_h: int = LATE_H


async def _asked(
    first: Annotated[str, Query(max_length=20)] = "",
    last: Annotated[str, Query(max_length=20)] = "",
    late_h: Annotated[int, Query(ge=1, le=720)] = LATE_H,
) -> Asked:
    return Asked(first, last, late_h)


AskedDep = Annotated[Asked, Depends(_asked)]


@router.get("/desk/{slug}/review")
async def review(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep, asked: AskedDep
) -> Response:
    """Show the review."""
    return await _shown(request, session, pages, desk, asked)


@router.get("/desk/{slug}/review.txt")
async def as_text(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep, asked: AskedDep
) -> Response:
    """The same as plain text."""
    language = language_of(request, pages, desk.incident)
    view = await _view(session, desk, asked, language)
    return PlainTextResponse(review_text(view, desk.incident.name, translator(language)), headers=PRIVATE)


@router.post("/desk/{slug}/review/learned")
async def learned(
    request: Request,
    desk: PinningDep,
    session: SessionDep,
    pages: RendererDep,
    text: Annotated[str, Form(max_length=8_000)] = "",
) -> Response:
    """Keep what somebody at the desk learned."""
    if not desk.may(Power.SEE):
        raise NotAllowed
    try:
        await note_learned(session, desk.incident_id, text, who=desk.who, now=now())
    except BadForm as refused:  # nothing is written before it
        return await _shown(request, session, pages, desk, Asked(), error=str(refused), typed=text)
    return RedirectResponse(f"/desk/{desk.incident.slug}/review#learned", status_code=303)


async def _shown(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    desk: Desk,
    asked: Asked,
    *,
    error: str = "",
    typed: str = "",
) -> Response:
    language = language_of(request, pages, desk.incident)
    refused = ""
    try:
        view = await _view(session, desk, asked, language)
    except BadForm as wrong:  # the days cannot be read: the usual ones, and what to mend
        refused = str(wrong)
        view = await _view(session, desk, Asked(), language)
    return await desk_page(
        request,
        session,
        pages,
        "desk/review.html",
        desk,
        status=400 if error or refused else 200,
        review=view,
        refused=refused,
        first=asked.first or view.first,
        last=asked.last or view.last,
        error=error,
        typed=typed,
    )


async def _view(session: AsyncSession, desk: Desk, asked: Asked, language: str) -> ReviewView:
    at, incident = now(), desk.incident
    zone = incident.time_zone
    period = days_between(asked.first, asked.last, began_at=incident.created_at, now=at, zone=zone)
    found = await review_of(session, desk.incident_id, period, zone=zone, now=at, late_h=asked.late_h)
    return review_view(found, await staff_names(session, desk.incident_id), incident, language)
