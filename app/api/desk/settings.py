"""The desk's page of an incident's settings: what each switch means, what was changed, and the way back."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import CoordinatorDep, Desk, HouseDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_page
from app.api.desk.views.gateway import Told, gateways_view
from app.api.desk.views.settings import settings_view
from app.api.pages import language_of
from app.api.words import translator
from app.clock import now
from app.errors import BadForm
from app.house import House
from app.incidents.settings import change_settings, set_back, settings_of
from app.incidents.typed import read_typed, write_typed
from app.matching.weights import default_weights
from app.messaging.spend import today
from web.render import Renderer

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/v1/incidents/{slug}", tags=["desk"])
SECRET = frozenset({"csrf"})


class SettingsOut(BaseModel):
    """How an incident is set, written as it may be sent back, and what went out on this UTC day."""

    settings: dict[str, str]
    texted_today: int
    waiting_for_tomorrow: int


@router.get("/desk/{slug}/settings")
async def show_settings(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep, house: HouseDep
) -> Response:
    """How the incident is set, as anybody at the desk may read it."""
    return await settings_page(request, desk, session, pages, house)


@router.post("/desk/{slug}/settings")
async def keep_settings(
    request: Request, desk: CoordinatorDep, session: SessionDep, pages: RendererDep, house: HouseDep
) -> Response:
    """Keep what was changed; a fault is told above the form, and what was typed stays in it."""
    typed = await _typed(request)
    try:
        await _change(desk, session, typed)
    except BadForm as fault:
        return await settings_page(request, desk, session, pages, house, typed=typed, fault=str(fault))
    return _back(desk)


@router.post("/desk/{slug}/settings/back")
async def back(desk: CoordinatorDep, session: SessionDep, n: Annotated[int, Form(ge=1)]) -> Response:
    """Set again what stood before one change."""
    await set_back(session, desk.incident, n, weights=default_weights(), who=desk.who, now=now())
    return _back(desk)


@api.get("/settings")
async def read_settings(desk: ViewerDep, session: SessionDep) -> SettingsOut:
    """Tell how an incident is set, to whoever is signed in there."""
    return await _out(desk, session)


@api.patch("/settings")
async def patch_settings(request: Request, desk: CoordinatorDep, session: SessionDep) -> SettingsOut:
    """Change the settings that are sent as form fields, named as in the answer; the others stay."""
    await _change(desk, session, await _typed(request))
    return await _out(desk, session)


async def _typed(request: Request) -> dict[str, str]:
    form = await request.form()
    return {name: str(value) for name, value in form.items() if name not in SECRET}


async def _change(desk: Desk, session: AsyncSession, typed: dict[str, str]) -> None:
    changes = read_typed(typed)
    await change_settings(session, desk.incident, changes, weights=default_weights(), who=desk.who, now=now())


async def _out(desk: Desk, session: AsyncSession) -> SettingsOut:
    day = await today(session, desk.incident_id, now=now())
    return SettingsOut(
        settings=write_typed(settings_of(desk.incident)),
        texted_today=day.parts,
        waiting_for_tomorrow=day.waiting,
    )


async def settings_page(
    request: Request,
    desk: Desk,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    *,
    typed: dict[str, str] | None = None,
    fault: str = "",
    told: Told | None = None,
) -> Response:
    """The page, with what was typed and what the last press led to."""
    language = language_of(request, pages, desk.incident)
    view = await settings_view(session, desk, language=language, typed=typed or {}, fault=fault)
    _ = translator(language)
    told = told or Told()
    told = replace(told, fault=_(told.fault)) if told.fault else told
    status = 400 if fault or told.fault else 200
    return await desk_page(
        request,
        session,
        pages,
        "desk/settings.html",
        desk,
        status=status,
        settings=view,
        gateways=await gateways_view(session, house, desk, told=told),
    )


def _back(desk: Desk) -> Response:
    return RedirectResponse(f"/desk/{desk.incident.slug}/settings", status_code=303)
