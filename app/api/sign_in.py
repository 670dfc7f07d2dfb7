"""Coming to the desk and leaving it: a password, a session cookie, a one-time link for the first time."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from app.access.accounts import memberships
from app.access.passwords import link_is_good, set_password_by_link
from app.access.sessions import check_csrf, sign_in, sign_out
from app.api.deps import COOKIE, HouseDep, RendererDep, SessionDep, signed_in
from app.api.pages import language_of, page
from app.api.words import translator
from app.clock import now
from app.errors import BadForm, NotFound

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
    next: str = "",  # noqa: A002  it is the field's name in the address
) -> Response:
    """The sign-in page."""
    return await page(request, session, pages, "desk/sign_in.html", errors=(), next=next, email="")


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
    token = await sign_in(session, email, password, now=now())
    if token is None:
        _ = translator(language_of(request, pages, None))
        errors = (_("This address and password do not belong together. Please try again."),)
        return await page(
            request, session, pages, "desk/sign_in.html", status=400, errors=errors, next=next, email=email
        )
    answer = RedirectResponse(_inside(next), status_code=303)
    secure = house.settings.base_url.startswith("https:")
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure, path="/")
    return answer


def _inside(address: str) -> str:
    """Only an address of our own: «//elsewhere» and whole URLs lead to the desk instead."""
    return address if address.startswith("/desk") and "//" not in address and "\\" not in address else "/desk"


@router.post("/desk/sign-out")
async def take_sign_out(
    request: Request, session: SessionDep, csrf: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    """End the session."""
    check_csrf(await signed_in(request, session), csrf)
    await sign_out(session, request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/desk/sign-in", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.get("/desk/password/{token}")
async def show_password(token: str, request: Request, session: SessionDep, pages: RendererDep) -> Response:
    """The page behind a one-time link."""
    if not await link_is_good(session, token, now=now()):
        raise NotFound("This link has been used or is too old; ask for a new one.")
    return await page(request, session, pages, "desk/set_password.html", errors=())


@router.post("/desk/password/{token}")
async def take_password(
    token: str,
    request: Request,
    session: SessionDep,
    pages: RendererDep,
    password: Annotated[str, Form(max_length=1_000)],
    again: Annotated[str, Form(max_length=1_000)] = "",
) -> Response:
    """Set the password once."""
    try:
        if password != again:
            raise BadForm("The two passwords differ; please type the same one twice.")
        await set_password_by_link(session, token, password, now=now())
    except BadForm as fault:
        _ = translator(language_of(request, pages, None))
        errors = (_(str(fault)),)
        return await page(request, session, pages, "desk/set_password.html", status=400, errors=errors)
    return RedirectResponse("/desk/sign-in", status_code=303)
