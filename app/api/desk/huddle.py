"""The hand-over: read it out, say what the next people must know, keep it."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import CoordinatorDep, Desk, PinningDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import PRIVATE, desk_page
from app.api.desk.history_words import who_words
from app.api.desk.huddle_text import digest_text
from app.api.desk.views.huddle import digest_view, names_for
from app.api.pages import language_of
from app.api.words import translator
from app.clock import now
from app.errors import BadForm, NotAllowed
from app.huddles.gather import digest_of
from app.huddles.keep import add_answer, hand_over, kept_huddle, kept_huddles, waiting_answers
from web.render import Renderer

router = APIRouter(include_in_schema=False)


@router.get("/desk/{slug}/huddle")
async def huddle(request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep) -> Response:
    """Show where things stand since the last hand-over."""
    return await _current(request, session, pages, desk)


@router.get("/desk/{slug}/huddle.txt")
async def as_text(request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep) -> Response:
    """The same as plain text, to read out on the radio or to paste into a chat."""
    language = language_of(request, pages, desk.incident)
    digest = await digest_of(session, desk.incident, now=now())
    answers = await waiting_answers(session, desk.incident_id)
    # codes alone: a text travels further than this desk
    names = await names_for(session, desk.incident_id, digest, helpers=False)
    view = digest_view(digest, answers, names, language)
    return PlainTextResponse(digest_text(view, desk.incident, translator(language)), headers=PRIVATE)


@router.get("/desk/{slug}/huddle/{turn}")
async def earlier(
    turn: Annotated[int, Path(ge=1, lt=2**31)],
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
) -> Response:
    """Open an earlier hand-over, as it was read out."""
    language = language_of(request, pages, desk.incident)
    kept = await kept_huddle(session, desk.incident_id, turn)
    names = await names_for(session, desk.incident_id, kept.digest)
    return await desk_page(
        request,
        session,
        pages,
        "desk/huddle.html",
        desk,
        digest=digest_view(kept.digest, kept.answers, names, language),
        turn=turn,
        by=who_words(kept.who, translator(language), names=dict(names.staff)),
        earlier=(),
        error="",
        typed="",
    )


@router.post("/desk/{slug}/huddle/answer")
async def answer(
    request: Request,
    desk: PinningDep,
    session: SessionDep,
    pages: RendererDep,
    text: Annotated[str, Form(max_length=4_000)] = "",
) -> Response:
    """Take one answer to «what is one challenge we should know about today?»: anybody's at the desk."""
    if not desk.may(Power.SEE):
        raise NotAllowed
    try:
        await add_answer(session, desk.incident_id, text, who=desk.who, now=now())
    except BadForm as refused:  # nothing is written before it
        return await _current(request, session, pages, desk, error=str(refused), typed=text)
    return RedirectResponse(f"/desk/{desk.incident.slug}/huddle#answers", status_code=303)


@router.post("/desk/{slug}/huddle")
async def hold(desk: CoordinatorDep, session: SessionDep, since: Annotated[datetime, Form()]) -> Response:
    """Hand over: what the page shows is kept, and the next period begins. Pressed twice, it is kept once."""
    await hand_over(session, desk.incident, since_at=since, who=desk.who, now=now())
    return RedirectResponse(f"/desk/{desk.incident.slug}/huddle", status_code=303)


async def _current(
    request: Request, session: AsyncSession, pages: Renderer, desk: Desk, *, error: str = "", typed: str = ""
) -> Response:
    language = language_of(request, pages, desk.incident)
    digest = await digest_of(session, desk.incident, now=now())
    answers = await waiting_answers(session, desk.incident_id)
    names = await names_for(session, desk.incident_id, digest)
    _ = translator(language)
    earlier = [
        (one, who_words(one.who, _, names=dict(names.staff)))
        for one in await kept_huddles(session, desk.incident_id)
    ]
    return await desk_page(
        request,
        session,
        pages,
        "desk/huddle.html",
        desk,
        status=400 if error else 200,
        digest=digest_view(digest, answers, names, language),
        turn=0,
        by="",
        earlier=earlier,
        error=error,
        typed=typed,
    )
