"""Looking for reports and messages by words: a page whose address is the search."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.access.powers import Power
from app.api.deps import RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_page, desk_part
from app.api.desk.kept_shapes import kept_facts
from app.api.desk.sight import eyes_of
from app.api.pages import category_view, category_views, language_of
from app.clock import now
from app.errors import BadForm
from app.search.find import ENDLESS, Found, find_reports
from app.search.hits import hits_of
from app.triage.narrow import Narrow, narrow_from

router = APIRouter(include_in_schema=False)


@router.get("/desk/{slug}/search")
async def search(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    before: Annotated[int, Query(ge=0, lt=ENDLESS)] = 0,
) -> Response:
    """What is found, the newest first; without words or filters, how to look."""
    language = language_of(request, pages, desk.incident)
    at, error = now(), ""
    narrow, found = Narrow(), Found(ids=())
    try:
        narrow = narrow_from(request.query_params)
    except BadForm as refused:  # nothing was looked for: the page says what to mend, and keeps the words
        error, narrow = str(refused), Narrow(q=request.query_params.get("q", "")[:200])
    eyes = await eyes_of(session, desk, now=at)
    if not narrow.is_empty and not error:
        seen = eyes.narrow(narrow)
        found = await find_reports(
            session, desk.incident_id, seen, staff_id=desk.person.staff_id, now=at, before=before
        )
    facts = {
        "narrow": narrow,
        "found": found,
        "hits": await hits_of(
            session,
            desk.incident_id,
            found,
            open_words=desk.may(Power.VERIFY),
            knows_place=eyes.knows_place,
        ),
        "category_of": lambda name: category_view(name, language),
        "before": before,
        "error": error,
    }
    if "hx-request" in request.headers and not error:
        return await desk_part(request, session, pages, "desk/_found.html", desk, **facts)
    return await desk_page(
        request,
        session,
        pages,
        "desk/search.html",
        desk,
        status=400 if error else 200,
        categories=category_views(language),
        filters_at=f"/desk/{desk.incident.slug}/search",
        **facts,
        **await kept_facts(request, session, desk),
    )
