"""The outcome board: what came, what is open, how long people waited, in pictures that stay current."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from app.api.deps import RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_page
from app.api.desk.views.outcome import outcomes_view
from app.api.pages import language_of
from app.clock import now
from app.outcomes.figures import outcomes_of
from app.outcomes.period import Stretch, period_of

router = APIRouter(include_in_schema=False)


@router.get("/desk/{slug}/outcomes")
async def board(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    span: Annotated[Stretch, Query()] = Stretch.DAY,
) -> Response:
    """Show the board."""
    at, incident = now(), desk.incident
    period = period_of(span, began_at=incident.created_at, now=at, zone=incident.time_zone)
    found = await outcomes_of(session, desk.incident_id, period, now=at)
    language = language_of(request, pages, incident)
    view = outcomes_view(found, span.value, language, zone=incident.time_zone)
    return await desk_page(request, session, pages, "desk/outcomes.html", desk, outcomes=view)
