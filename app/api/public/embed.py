"""The map alone, for other sites to show inside their own pages."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.api.deps import HouseDep, IncidentDep, PublicSessionDep, RendererDep, SessionDep
from app.api.guard import policy
from app.api.pages import language_of, page
from app.api.public.filters import ViewQuery
from app.api.public.map_feed import map_facts

router = APIRouter(include_in_schema=False)


@router.get("/i/{slug}/embed")
async def show_embedded(
    request: Request,
    view: ViewQuery,
    session: SessionDep,
    public: PublicSessionDep,
    incident: IncidentDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """The map without head and list. Any page may frame it, for no press here changes anything."""
    language = language_of(request, pages, incident)
    facts = await map_facts(session, public, house.database, incident, view, language)
    answer = await page(request, session, pages, "embed.html", incident=incident, **facts)
    answer.headers["Content-Security-Policy"] = policy(house.settings.tile_url, framed_by="*")
    if "set-cookie" in answer.headers:  # inside other people's pages nothing is remembered
        del answer.headers["set-cookie"]
    return answer
