"""Facts that were checked, written at the desk for everybody to read."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.deps import CoordinatorDep, Desk, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_page
from app.api.desk.history_words import who_words
from app.api.desk.press import find_case
from app.api.pages import language_of
from app.api.words import translator
from app.bulletins.write import LONGEST, LONGEST_SOURCE, end_bulletin, listed_bulletins
from app.clock import now
from app.errors import BadForm
from app.pipeline.bulletin import NewBulletin, answer_rumour, who_said_so
from web.language import own_name
from web.render import Renderer

router = APIRouter(include_in_schema=False)


@router.get("/desk/{slug}/bulletins")
async def show_bulletins(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    told: int | None = None,
) -> Response:
    """What stands and what stood, and a sheet for the next one; `?for=K7F3` answers a rumour."""
    code = request.query_params.get("for", "")[:8]
    return await _shown(request, session, pages, desk, code=code, told=told)


@router.post("/desk/{slug}/bulletins")
async def write(
    request: Request,
    desk: CoordinatorDep,
    session: SessionDep,
    pages: RendererDep,
    source: Annotated[str, Form()] = "",
    until: Annotated[str, Form()] = "",
    answers: Annotated[str, Form()] = "",
    tell: Annotated[str, Form()] = "",
) -> Response:
    """Publish one; a mistake, too long a word too, answers with the sheet as it was and one sentence."""
    form = await request.form()
    to_tell = tell.casefold() in ("true", "on", "1")
    typed = {code: str(form.get(f"text-{code}", "")) for code in desk.incident.languages}
    sheet: dict[str, object] = {"typed": typed, "source": source, "until": until, "tell": to_tell}
    try:
        new = NewBulletin(
            texts=typed, source=source, until_at=until_at(until, desk.incident.time_zone), tell=to_tell
        )
        case = await find_case(session, desk, answers.strip()) if answers.strip() else None
        _id, told = await answer_rumour(session, desk.incident, new, case=case, who=desk.who, now=now())
    except BadForm as error:
        return await _shown(
            request, session, pages, desk, code=answers, sheet=sheet, error=str(error), status=400
        )
    return RedirectResponse(f"/desk/{desk.incident.slug}/bulletins?told={told}", status_code=303)


@router.post("/desk/{slug}/bulletins/{bulletin_id}/end")
async def end(bulletin_id: int, desk: CoordinatorDep, session: SessionDep) -> Response:
    """Take one off the pages."""
    await end_bulletin(session, desk.incident_id, bulletin_id, who=desk.who, now=now())
    return RedirectResponse(f"/desk/{desk.incident.slug}/bulletins", status_code=303)


def until_at(typed: str, zone: str) -> datetime | None:
    """Read the hour at which a bulletin ends, as clocks there show it; empty for one that stays."""
    if not typed.strip():
        return None
    try:
        return datetime.fromisoformat(typed.strip()).replace(tzinfo=ZoneInfo(zone))
    except ValueError as error:
        raise BadForm("Write the end as a day and an hour, like 2030-05-01T18:00.") from error


async def _shown(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    desk: Desk,
    *,
    code: str = "",
    told: int | None = None,
    sheet: dict[str, object] | None = None,
    error: str = "",
    status: int = 200,
) -> Response:
    _ = translator(language_of(request, pages, desk.incident))
    staff = await session.execute(queries.STAFF_NAMES, {"incident_id": desk.incident_id})
    names = {f"staff:{row.id}": row.name or row.email for row in staff}
    written = await listed_bulletins(session, desk.incident_id, now=now())
    case = await find_case(session, desk, code) if code else None
    tellers = await who_said_so(session, desk.incident_id, case) if case else ()
    return await desk_page(
        request,
        session,
        pages,
        "desk/bulletins.html",
        desk,
        status=status,
        written=[(one, who_words(one.who, _, names=names)) for one in written],
        answers=case,
        tellers=len(tellers),
        speaks=[(one, own_name(one)) for one in desk.incident.languages],
        sheet=sheet or {"typed": {}, "source": "", "until": "", "tell": True},
        longest=LONGEST,
        longest_source=LONGEST_SOURCE,
        told=told,
        error=error,
    )
