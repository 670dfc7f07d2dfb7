"""Coming to the desk and leaving it: a password, a second step, a session cookie, a one-time link."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.accounts import account_by_email, memberships
from app.access.audit import STRANGER, Access, note
from app.access.passkeys import possible_at
from app.access.passwords import link_is_good, set_password_by_link
from app.access.second_step import WRONG, code_fits, second_step_of
from app.access.sessions import (
    HALF_LASTS,
    check_csrf,
    check_password,
    end_half_session,
    half_session,
    open_session,
    sign_out,
)
from app.access.tries import Guard, check_pace, count_failure, forget_failures, guard_for
from app.api.deps import COOKIE, HouseDep, RendererDep, SessionDep, signed_in
from app.api.desk.views.sign_in import HALF_COOKIE, address_of, browser_of, put_cookie
from app.api.pages import language_of, page
from app.api.words import plurals, translator
from app.clock import now
from app.errors import BadForm, NotFound, SignInFirst, TooSoon
from app.house import House
from web.render import Renderer

router = APIRouter(include_in_schema=False)


@router.get("/desk")
async def desks(request: Request, session: SessionDep) -> Response:
    """Lead to the person's desk."""
    person = await signed_in(request, session)
    found = await memberships(session, person.staff_id)
    if not found:
        raise NotFound("You are not yet a member of an incident; ask its coordinators.")
    return RedirectResponse(f"/desk/{found[0].slug}", status_code=303)


@router.get("/desk/sign-in")
async def show_sign_in(
    request: Request,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    next: str = "",  # noqa: A002  it is the field's name in the address
) -> Response:
    """The sign-in page."""
    return await _sign_in_page(request, session, pages, house, next_=next)


@router.post("/desk/sign-in")
async def take_sign_in(
    request: Request,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    email: Annotated[str, Form(max_length=254)],
    password: Annotated[str, Form(max_length=1_000)],
    next: Annotated[str, Form(max_length=200)] = "",  # noqa: A002  it is the field's name on the page
) -> Response:
    """Open a session, or say that address and password do not belong together."""
    at = now()
    guard = guard_for(house.keys, email, address=address_of(request))
    try:
        await check_pace(session, guard, now=at)
    except TooSoon as wait:
        return await _sign_in_page(request, session, pages, house, next_=next, email=email, wait=wait)
    account = await check_password(session, email, password)
    if account is None:
        await count_failure(session, guard, now=at)
        whose = await account_by_email(session, email)
        failed = Access(what="staff.sign_in_failed", who=STRANGER, staff_id=whose.id if whose else None)
        note(session, failed, now=at)
        _ = translator(language_of(request, pages, None))
        told = _("This address and password do not belong together. Please try again.")
        return await _sign_in_page(request, session, pages, house, next_=next, email=email, told=told)
    await forget_failures(session, guard)
    if (await second_step_of(session, account.id)).on:
        token = await open_session(session, account.id, browser=browser_of(request), now=at, half=True)
        answer = RedirectResponse(f"/desk/sign-in/code?{_then(next)}", status_code=303)
        put_cookie(answer, HALF_COOKIE, token, base_url=house.settings.base_url, lasts=HALF_LASTS)
        return answer
    return await come_in(request, session, house, account.id, how="password", to=next)


@router.get("/desk/sign-in/code")
async def show_code(
    request: Request,
    session: SessionDep,
    pages: RendererDep,
    next: str = "",  # noqa: A002  it is the field's name in the address
) -> Response:
    """The page of the second step."""
    if await half_session(session, request.cookies.get(HALF_COOKIE, ""), now=now()) is None:
        raise SignInFirst
    return await page(request, session, pages, "desk/second_step.html", errors=(), next=next)


@router.post("/desk/sign-in/code")
async def take_code(
    request: Request,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    code: Annotated[str, Form(max_length=40)],
    next: Annotated[str, Form(max_length=200)] = "",  # noqa: A002  it is the field's name on the page
) -> Response:
    """Open the whole session when the code fits; a code counts once."""
    at, half = now(), request.cookies.get(HALF_COOKIE, "")
    staff_id = await half_session(session, half, now=at)
    if staff_id is None:
        return RedirectResponse(f"/desk/sign-in?{_then(next)}", status_code=303)
    guard = guard_for(house.keys, f"code:{staff_id}", address=address_of(request))
    try:
        await check_pace(session, guard, now=at)
    except TooSoon as wait:
        told = wait_words(request, pages, wait.wait_s)
        return await _code_page(request, session, pages, next_=next, told=told, wait_s=wait.wait_s)
    if not await code_fits(session, house.keys, staff_id, code=code, now=at):
        await count_failure(session, guard, now=at)
        note(session, Access(what="staff.code_failed", staff_id=staff_id), now=at)
        told = translator(language_of(request, pages, None))(WRONG)
        return await _code_page(request, session, pages, next_=next, told=told)
    await forget_failures(session, guard)
    await end_half_session(session, half, now=at)
    answer = await come_in(request, session, house, staff_id, how="code", to=next)
    answer.delete_cookie(HALF_COOKIE, path="/")
    return answer


async def come_in(
    request: Request, session: AsyncSession, house: House, staff_id: int, *, how: str, to: str
) -> Response:
    """Open a session in this browser and lead on; how somebody proved who they are is kept."""
    at, browser = now(), browser_of(request)
    token = await open_session(session, staff_id, browser=browser, now=at)
    told = {"how": how, "browser": browser}
    note(session, Access(what="staff.signed_in", staff_id=staff_id, details=told), now=at)
    answer = RedirectResponse(inside(to), status_code=303)
    put_cookie(answer, COOKIE, token, base_url=house.settings.base_url)
    return answer


def inside(address: str) -> str:
    """Only an address of our own: «//elsewhere» and whole URLs lead to the desk instead."""
    return address if address.startswith("/desk") and "//" not in address and "\\" not in address else "/desk"


def _then(address: str) -> str:
    """Where to go on afterwards, with all of its own query."""
    return urlencode({"next": inside(address)})


def wait_words(request: Request, pages: Renderer, wait_s: int) -> str:
    """How long to wait before the next try, kindly."""
    ngettext = plurals(language_of(request, pages, None))
    return ngettext(
        "Those were a few tries in a row. Please wait %(num)s second, then try again.",
        "Those were a few tries in a row. Please wait %(num)s seconds, then try again.",
        wait_s,
    ) % {"num": wait_s}


async def _sign_in_page(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    house: House,
    *,
    next_: str,
    email: str = "",
    told: str = "",
    wait: TooSoon | None = None,
) -> Response:
    errors = (told,) if told else ()
    if wait:
        errors = (wait_words(request, pages, wait.wait_s),)
    status = 429 if wait else 400 if told else 200
    answer = await page(
        request,
        session,
        pages,
        "desk/sign_in.html",
        status=status,
        errors=errors,
        next=next_,
        email=email,
        passkeys=possible_at(house.settings.base_url),
    )
    if wait:
        answer.headers["Retry-After"] = str(wait.wait_s)
    return answer


async def _code_page(
    request: Request, session: AsyncSession, pages: Renderer, *, next_: str, told: str, wait_s: int = 0
) -> Response:
    status = 429 if wait_s else 400
    answer = await page(
        request, session, pages, "desk/second_step.html", status=status, errors=(told,), next=next_
    )
    if wait_s:
        answer.headers["Retry-After"] = str(wait_s)
    return answer


@router.post("/desk/sign-out")
async def take_sign_out(
    request: Request, session: SessionDep, csrf: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    """End the session."""
    person = await signed_in(request, session)
    check_csrf(person, csrf)
    await sign_out(session, request.cookies.get(COOKIE, ""))
    note(session, Access(what="staff.signed_out", staff_id=person.staff_id), now=now())
    answer = RedirectResponse("/desk/sign-in", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.get("/desk/password/{token}")
async def show_password(
    token: str, request: Request, session: SessionDep, pages: RendererDep, house: HouseDep
) -> Response:
    """The page behind a one-time link."""
    await check_pace(session, _link_guard(request, house, token), now=now())
    if not await link_is_good(session, token, now=now()):
        return await _old_link(request, session, pages, house, token)
    return await page(request, session, pages, "desk/set_password.html", errors=())


@router.post("/desk/password/{token}")
async def take_password(
    token: str,
    request: Request,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    password: Annotated[str, Form(max_length=1_000)],
    again: Annotated[str, Form(max_length=1_000)] = "",
) -> Response:
    """Set the password once."""
    await check_pace(session, _link_guard(request, house, token), now=now())
    try:
        if password != again:
            raise BadForm("The two passwords differ; please type the same one twice.")
        await set_password_by_link(session, token, password, now=now())
    except NotFound:
        return await _old_link(request, session, pages, house, token)
    except BadForm as fault:
        _ = translator(language_of(request, pages, None))
        errors = (_(str(fault)),)
        return await page(request, session, pages, "desk/set_password.html", status=400, errors=errors)
    return RedirectResponse("/desk/sign-in", status_code=303)


def _link_guard(request: Request, house: House, token: str) -> Guard:
    return guard_for(house.keys, f"link:{token}", address=address_of(request))


async def _old_link(
    request: Request, session: AsyncSession, pages: Renderer, house: House, token: str
) -> Response:
    """Say that a link leads nowhere; an answer and no error, so that the try is counted."""
    await count_failure(session, _link_guard(request, house, token), now=now())
    _ = translator(language_of(request, pages, None))
    what = _("This link has been used or is too old; ask for a new one.")
    title = _("Nothing here")
    return await page(
        request, session, pages, "error.html", status=404, title=title, what=what, what_to_do="", back=""
    )
