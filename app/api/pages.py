"""What every page is given beside its own facts, and the first pages a person sees."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import IncidentDep, PublicSessionDep, RendererDep, SessionDep, house
from app.api.public.counts import public_counts
from app.api.views import CategoryView, IncidentView
from app.bulletins.write import Fact, current_bulletins
from app.clock import now
from app.incidents.find import open_incidents, text_number
from app.models.incident import Incident
from geo.privacy import STATED_M
from ingest.catalog import load_catalog
from web.language import choose_language
from web.render import Renderer

router = APIRouter(include_in_schema=False)
LANGUAGE_COOKIE = "konbit_language"
YEAR_S = 31_536_000
ON_FIRST_PAGE = 3  # facts; the others have a page of their own


@dataclass(frozen=True, slots=True)
class Offered:
    """The languages a reader may choose, by code and own name: those in sight, and those one press behind."""

    first: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, str], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """All of them, the incident's first."""
        return tuple(code for code, _ in (*self.first, *self.more))


def offered_to(request: Request, pages: Renderer, incident: Incident | None) -> Offered:
    """Strangers get the incident's languages and behind them every other; the desk, all that it speaks."""
    spoken = tuple(incident.languages) if incident else ()
    if request.url.path.startswith("/desk"):
        at_desk = pages.desk_languages
        return Offered(
            pages.offered(dict.fromkeys([*(code for code in spoken if code in at_desk), *at_desk]))
        )
    first = pages.offered(spoken)
    return Offered(first, tuple(one for one in pages.offered(pages.languages) if one not in first))


def language_of(request: Request, pages: Renderer, incident: Incident | None) -> str:
    """The language this reader reads: asked for, chosen before, or what their browser says."""
    return choose_language(
        request.query_params.get("lang"),
        request.cookies.get(LANGUAGE_COOKIE),
        accept_language=request.headers.get("accept-language"),
        offered=offered_to(request, pages, incident).codes,
    )


async def incident_view(session: AsyncSession, incident: Incident) -> IncidentView:
    """The incident as pages show it."""
    assert incident.id is not None
    return IncidentView(
        slug=incident.slug,
        name=incident.name,
        drill=incident.drill,
        emergency_number=incident.emergency_number,
        languages=tuple(incident.languages),
        text_number=await text_number(session, incident.id),
        west=incident.west,
        south=incident.south,
        east=incident.east,
        north=incident.north,
        time_zone=incident.time_zone,
    )


def category_view(name: str, language: str) -> CategoryView:
    """A category as a button or badge shows it."""
    catalog = load_catalog()
    known = catalog.categories[name if name in catalog.categories else "other"]
    return CategoryView(
        name=known.name,
        label=catalog.category_label(language, known.name),
        icon=known.icon,
        sensitive=known.sensitive,
    )


def category_views(language: str) -> tuple[CategoryView, ...]:
    """All categories, in the catalog's order."""
    return tuple(category_view(name, language) for name in load_catalog().categories)


async def page(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    template: str,
    *,
    incident: Incident | None = None,
    status: int = 200,
    **facts: Any,
) -> Response:
    """One page in the reader's language; a language chosen by hand is remembered."""
    language, offered = language_of(request, pages, incident), offered_to(request, pages, incident)
    shown = {
        "incident": await incident_view(session, incident) if incident else None,
        "languages": offered.first,
        "more_languages": offered.more,
        "path": request.url.path,
        "kept": _kept(request),
        "now": now(),
        "tile_url": house(request).settings.tile_url,
        "tile_credit": house(request).settings.tile_credit,
        "map_file": request.app.state.map_file,
        "stated_m": STATED_M,
        **facts,
    }
    answer = HTMLResponse(pages.html(template, language=language, **shown), status_code=status)
    if "lang" in request.query_params:
        answer.set_cookie(LANGUAGE_COOKIE, language, max_age=YEAR_S, samesite="lax", httponly=True)
    return answer


def _kept(request: Request) -> str:
    """What the address says beside the language: whoever changes the language stays where they are."""
    return urlencode([one for one in request.query_params.multi_items() if one[0] != "lang"])


async def current_facts(
    session: AsyncSession, incident: Incident, language: str
) -> list[tuple[Fact, str, str]]:
    """What was checked and stands: each with the language and the words that this reader gets."""
    assert incident.id is not None
    standing = await current_bulletins(session, incident.id, now=now())
    return [(one, *one.words(language, incident.languages)) for one in standing]


@router.get("/")
async def first(request: Request, session: SessionDep, pages: RendererDep) -> Response:
    """Lead to the only incident, or show which there are."""
    found = await open_incidents(session)
    if len(found) == 1:
        return RedirectResponse(f"/i/{found[0].slug}/", status_code=303)
    return await page(request, session, pages, "incidents.html", incidents=found)


@router.get("/i/{slug}/")
async def home(
    request: Request,
    session: SessionDep,
    public: PublicSessionDep,
    incident: IncidentDep,
    pages: RendererDep,
) -> Response:
    """What this is, the two big buttons, and a first look at the map."""
    assert incident.id is not None
    return await page(
        request,
        session,
        pages,
        "home.html",
        incident=incident,
        counts=await public_counts(session, public, incident.id),
        facts=(await current_facts(public, incident, language_of(request, pages, incident)))[:ON_FIRST_PAGE],
        categories=category_views(language_of(request, pages, incident)),
    )
