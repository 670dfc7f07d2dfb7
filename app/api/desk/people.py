"""Who may do what in an incident: inviting, roles, taking off."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.people import By, change_role, invite, members_of, renew_link, revoke_invitation, take_off
from app.api.deps import AdministeringDep, AdministratorDep, Desk, HouseDep, RendererDep, SessionDep
from app.api.desk.access_words import role_words
from app.api.desk.frame import desk_page
from app.api.pages import language_of
from app.api.words import translator
from app.clock import now
from app.errors import BadForm, Conflict
from app.models.staff import Role
from web.render import Renderer

router = APIRouter(include_in_schema=False)


@router.get("/desk/{slug}/people")
async def show_people(
    request: Request, desk: AdministeringDep, session: SessionDep, pages: RendererDep
) -> Response:
    """Everybody with role, last seen, second step; open invitations."""
    return await _page(request, desk, session, pages)


@router.post("/desk/{slug}/people")
async def invite_person(
    request: Request,
    desk: AdministratorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    email: Annotated[str, Form(max_length=254)],
    role: Annotated[Role, Form()],
    name: Annotated[str, Form(max_length=80)] = "",
) -> Response:
    """Invite by a link that works once; it is shown now and never again."""
    typed = {"email": email, "name": name, "role": role.value}
    try:
        done = await invite(session, _by(desk), email=email, name=name, role=role, now=now())
    except (BadForm, Conflict) as fault:
        return await _page(request, desk, session, pages, fault=str(fault), typed=typed)
    link = f"{house.settings.base_url}/desk/password/{done.token}" if done.token else ""
    return await _page(request, desk, session, pages, link=link, invited=email)


@router.post("/desk/{slug}/people/{staff_id}/link")
async def make_new_link(
    staff_id: int,
    request: Request,
    desk: AdministratorDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """Another link for somebody who lost theirs before they came in."""
    token = await renew_link(session, _by(desk), staff_id, now=now())
    return await _page(request, desk, session, pages, link=f"{house.settings.base_url}/desk/password/{token}")


@router.post("/desk/{slug}/people/{staff_id}/revoke")
async def revoke(staff_id: int, desk: AdministratorDep, session: SessionDep) -> Response:
    """Take an unused invitation back."""
    await revoke_invitation(session, _by(desk), staff_id, now=now())
    return _back(desk)


@router.post("/desk/{slug}/people/{staff_id}/role")
async def give(
    staff_id: int,
    request: Request,
    desk: AdministratorDep,
    session: SessionDep,
    pages: RendererDep,
    role: Annotated[Role, Form()],
) -> Response:
    """Give somebody another role."""
    try:
        await change_role(session, _by(desk), staff_id, role, now=now())
    except BadForm as fault:
        return await _page(request, desk, session, pages, fault=str(fault))
    return _back(desk)


@router.post("/desk/{slug}/people/{staff_id}/off")
async def end_membership(
    staff_id: int, request: Request, desk: AdministratorDep, session: SessionDep, pages: RendererDep
) -> Response:
    """Take somebody off; inviting them again gives the place back."""
    try:
        await take_off(session, _by(desk), staff_id, now=now())
    except BadForm as fault:
        return await _page(request, desk, session, pages, fault=str(fault))
    return _back(desk)


def _by(desk: Desk) -> By:
    return By(incident_id=desk.incident_id, staff_id=desk.person.staff_id)


async def _page(
    request: Request,
    desk: Desk,
    session: AsyncSession,
    pages: Renderer,
    *,
    fault: str = "",
    typed: dict[str, str] | None = None,
    link: str = "",
    invited: str = "",
) -> Response:
    _ = translator(language_of(request, pages, desk.incident))
    await session.flush()
    return await desk_page(
        request,
        session,
        pages,
        "desk/people.html",
        desk,
        status=400 if fault else 200,
        members=await members_of(session, desk.incident_id, now=now()),
        roles=role_words(_),
        me=desk.person.staff_id,
        fault=_(fault) if fault else "",
        typed=typed or {},
        link=link,
        invited=invited,
    )


def _back(desk: Desk) -> Response:
    return RedirectResponse(f"/desk/{desk.incident.slug}/people", status_code=303)
