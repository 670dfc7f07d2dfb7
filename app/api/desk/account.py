"""A person's own account: name, password, second step, recovery codes, open sessions."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.accounts import rename
from app.access.passwords import change_password
from app.access.second_step import WRONG, code_fits, new_recovery_codes, turn_off, turn_on
from app.access.sessions import SignedIn, check_password, end_other_sessions, end_session
from app.access.totp import new_secret
from app.access.tries import Guard, check_pace, count_failure, forget_failures, guard_for
from app.api.deps import (
    HouseDep,
    PersonActingDep,
    PersonDep,
    RendererDep,
    SessionDep,
    ViewerDep,
)
from app.api.desk.frame import PRIVATE, desk_page
from app.api.desk.views.account import Shown, account_view, scan_view
from app.api.desk.views.sign_in import address_of, open_question, seal_question
from app.api.pages import language_of, page
from app.api.words import translator
from app.clock import now
from app.errors import BadForm
from app.house import House
from web.render import Renderer

router = APIRouter(include_in_schema=False)
HOME = "/desk/account"
PASSWORD = "This is not your password; please type it once more."
Typed = Annotated[str, Form(max_length=1_000)]


@router.get("/desk/account")
async def show_account(
    request: Request, person: PersonDep, session: SessionDep, pages: RendererDep, house: HouseDep
) -> Response:
    """The account by itself, for whoever has no incident open."""
    return await _shown(request, session, pages, house, person)


@router.get("/desk/{slug}/account")
async def show_account_at_desk(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep, house: HouseDep
) -> Response:
    """The same with the menu of the incident around it."""
    view = await account_view(session, desk.person, base_url=house.settings.base_url, now=now())
    facts: dict[str, Any] = {"base": "desk/_page.html", "told": Shown()}
    return await desk_page(request, session, pages, "desk/account.html", desk, account=view, **facts)


@router.post("/desk/account/name")
async def keep_name(
    request: Request,
    person: PersonActingDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    name: Typed,
) -> Response:
    """Change what the others read."""
    try:
        await rename(session, person.staff_id, name)
    except BadForm as fault:
        return await _shown(request, session, pages, house, person, told=Shown(part="name", fault=str(fault)))
    return _back()


@router.post("/desk/account/password")
async def keep_password(
    request: Request,
    person: PersonActingDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    old: Typed,
    password: Typed,
    again: Typed = "",
) -> Response:
    """Change the password for somebody who knows the old one; every other browser is signed out."""
    try:
        if password != again:
            raise BadForm("The two passwords differ; please type the same one twice.")
        if not await prove(request, session, house, person, old):
            raise BadForm(PASSWORD)
        kept = person.session_id
        await change_password(session, person.staff_id, password=password, kept=kept, now=now())
    except BadForm as fault:
        told = Shown(part="password", fault=str(fault))
        return await _shown(request, session, pages, house, person, told=told)
    return _back()


@router.post("/desk/account/code-app")
async def begin_code_app(
    request: Request,
    person: PersonActingDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    password: Typed,
) -> Response:
    """Show a new secret to scan; nothing changes before a code of it was typed."""
    if not await prove(request, session, house, person, password):
        told = Shown(part="code-app", fault=PASSWORD)
        return await _shown(request, session, pages, house, person, told=told)
    return await _scan(request, session, pages, house, person, secret=new_secret())


@router.post("/desk/account/code-app/on")
async def finish_code_app(
    request: Request,
    person: PersonActingDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    sealed: Typed,
    code: Typed,
) -> Response:
    """Ask for codes from now on, and show the codes for paper, this once."""
    opened = open_question(house.keys, sealed, purpose=f"code-app:{person.staff_id}", now=now())
    secret = str(opened["secret"])
    try:
        codes = await turn_on(session, house.keys, person.staff_id, secret=secret, code=code, now=now())
    except BadForm as fault:
        return await _scan(request, session, pages, house, person, secret=secret, fault=str(fault))
    return await _shown(
        request, session, pages, house, person, told=Shown(part="code-app", codes=tuple(codes))
    )


@router.post("/desk/account/code-app/off")
async def end_code_app(
    request: Request,
    person: PersonActingDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    code: Typed,
) -> Response:
    """Ask for no code any more; it takes one to say so."""
    if not await _prove_code(request, session, house, person, code):
        told = Shown(part="code-app", fault=WRONG)
        return await _shown(request, session, pages, house, person, told=told)
    await turn_off(session, person.staff_id, now=now())
    return _back()


@router.post("/desk/account/recovery-codes")
async def renew_recovery_codes(
    request: Request,
    person: PersonActingDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    code: Typed,
) -> Response:
    """Show eight new codes for paper; the old ones end."""
    if not await _prove_code(request, session, house, person, code):
        told = Shown(part="code-app", fault=WRONG)
        return await _shown(request, session, pages, house, person, told=told)
    codes = await new_recovery_codes(session, house.keys, person.staff_id, now=now())
    return await _shown(
        request, session, pages, house, person, told=Shown(part="code-app", codes=tuple(codes))
    )


@router.post("/desk/account/sessions/{session_id}/end")
async def end_one(session_id: int, person: PersonActingDep, session: SessionDep) -> Response:
    """Sign one browser out, from here."""
    await end_session(session, person.staff_id, session_id, now=now())
    return _back()


@router.post("/desk/account/sessions/end-others")
async def end_others(person: PersonActingDep, session: SessionDep) -> Response:
    """Sign out every browser but this one."""
    await end_other_sessions(session, person.staff_id, kept=person.session_id, now=now())
    return _back()


async def prove(
    request: Request, session: AsyncSession, house: House, person: SignedIn, password: str
) -> bool:
    """Check the password of whoever sits here, as slowly as at the sign-in; raises `TooSoon`."""
    guard = guard_for(house.keys, f"own:{person.staff_id}", address=address_of(request))
    await check_pace(session, guard, now=now())
    right = await check_password(session, person.email, password) is not None
    return await _counted(session, guard, right=right)


async def _prove_code(
    request: Request, session: AsyncSession, house: House, person: SignedIn, code: str
) -> bool:
    guard = guard_for(house.keys, f"code:{person.staff_id}", address=address_of(request))
    await check_pace(session, guard, now=now())
    right = await code_fits(session, house.keys, person.staff_id, code=code, now=now())
    return await _counted(session, guard, right=right)


async def _counted(session: AsyncSession, guard: Guard, *, right: bool) -> bool:
    if right:
        await forget_failures(session, guard)
    else:
        await count_failure(session, guard, now=now())
    return right


async def _scan(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    person: SignedIn,
    *,
    secret: str,
    fault: str = "",
) -> Response:
    """Show the secret, and carry it sealed to the next press: an unfinished try leaves nothing behind."""
    purpose = f"code-app:{person.staff_id}"
    sealed = seal_question(house.keys, {"secret": secret}, purpose=purpose, now=now())
    issuer = f"Konbit {house.settings.base_url.partition('://')[2].partition(':')[0]}"
    scan = scan_view(secret, email=person.email, issuer=issuer, sealed=sealed)
    told = Shown(part="scan", fault=fault, scan=scan)
    return await _shown(request, session, pages, house, person, told=told)


async def _shown(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    person: SignedIn,
    *,
    told: Shown | None = None,
) -> Response:
    told = told or Shown()
    _ = translator(language_of(request, pages, None))
    await session.flush()
    view = await account_view(session, person, base_url=house.settings.base_url, now=now())
    facts: dict[str, Any] = {"base": "base.html", "csrf": person.csrf, "account": view, "frame": None}
    answer = await page(
        request,
        session,
        pages,
        "desk/account.html",
        status=400 if told.fault else 200,
        told=told.said(_),
        **facts,
    )
    answer.headers.update(PRIVATE)
    return answer


def _back() -> Response:
    return RedirectResponse(HOME, status_code=303)
