"""Who did what, from the first event on."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.trail import (
    MOST_IN_FILE,
    PAGE,
    Asked,
    Line,
    accesses_of,
    events_of,
    read_day,
    who_acted,
)
from app.api.deps import CoordinatingDep, Desk, RendererDep, SessionDep
from app.api.desk.frame import PRIVATE, desk_page
from app.api.desk.views.audit import audit_file, kind_words, line_views
from app.api.pages import language_of
from app.api.words import translator

router = APIRouter(include_in_schema=False)
Word = Annotated[str, Query(max_length=80)]


@router.get("/desk/{slug}/audit")
async def show_audit(
    request: Request,
    desk: CoordinatingDep,
    session: SessionDep,
    pages: RendererDep,
    of: Word = "",
    who: Word = "",
    kind: Word = "",
    case: Word = "",
    day: Word = "",
    before: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """A hundred lines, the newest first; `of=accounts` tells of sign-ins and roles instead."""
    asked = Asked(who=who, kind=kind, reference=case, day=read_day(day), before=before)
    lines = await _lines(session, desk, asked, of=of, most=PAGE + 1)
    _ = translator(language_of(request, pages, desk.incident))
    names = await who_acted(session, desk.incident_id)
    kept = {"of": of, "who": who, "kind": kind, "case": case, "day": day}
    query = urlencode({name: value for name, value in kept.items() if value})
    return await desk_page(
        request,
        session,
        pages,
        "desk/audit.html",
        desk,
        lines=line_views(lines[:PAGE], _, names=names),
        older=lines[PAGE - 1].id if len(lines) > PAGE else 0,
        query=query,
        asked=kept,
        people=sorted(names.items(), key=lambda one: one[1].lower()),
        kinds=kind_words(_),
        before=before,
    )


@router.get("/desk/{slug}/audit.csv")
async def save_audit(
    request: Request,
    desk: CoordinatingDep,
    session: SessionDep,
    pages: RendererDep,
    of: Word = "",
    who: Word = "",
    kind: Word = "",
    case: Word = "",
    day: Word = "",
    before: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """The same as a file, ten thousand lines at most; narrow it by day for more."""
    asked = Asked(who=who, kind=kind, reference=case, day=read_day(day), before=before)
    lines = await _lines(session, desk, asked, of=of, most=MOST_IN_FILE)
    _ = translator(language_of(request, pages, desk.incident))
    names = await who_acted(session, desk.incident_id)
    table = audit_file(line_views(lines, _, names=names), _, time_zone=desk.incident.time_zone)
    name = f"audit-{desk.incident.slug}.csv"
    headers = PRIVATE | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(table, media_type="text/csv; charset=utf-8", headers=headers)


async def _lines(session: AsyncSession, desk: Desk, asked: Asked, *, of: str, most: int) -> list[Line]:
    read = accesses_of if of == "accounts" else events_of
    return await read(session, desk.incident_id, asked, time_zone=desk.incident.time_zone, most=most)
