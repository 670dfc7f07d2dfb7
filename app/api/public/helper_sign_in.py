"""A helper shows with a code, texted to their phone, that the number is theirs."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import HouseDep, IncidentDep, RendererDep, SessionDep
from app.api.desk.views.sign_in import address_of
from app.api.pages import language_of, page
from app.api.public.helper_guest import GuestActsDep, GuestDep, cookie_name, from_here, put_helper_cookie
from app.api.words import Translate, translator
from app.clock import now
from app.errors import BadForm, TooSoon
from app.models.incident import Incident
from app.pipeline.helper_code import ask_code, number_of, sign_in
from app.volunteers.signed_in import end_browser, end_browsers
from web.render import Renderer

router = APIRouter(include_in_schema=False)
Number = Annotated[str, Form(max_length=40)]


def _words(key: str, _: Translate) -> str:
    """What a person can do when it did not work."""
    return {
        "number": _("Please write the number with its country, like +509 and the rest."),
        "code": _("This code does not fit, or it is too old. Look at the last text, or ask for a new code."),
        "soon": _("That was many tries in a row. Please wait a minute and try again."),
    }[key]


@router.get("/i/{slug}/helper/sign-in")
async def show_sign_in(
    request: Request, session: SessionDep, incident: IncidentDep, pages: RendererDep, guest: GuestDep
) -> Response:
    """Ask for the number; who is signed in already goes on."""
    if guest is not None:
        return RedirectResponse(guest.page, status_code=303)
    return await _page(request, session, pages, incident)


@router.post("/i/{slug}/helper/code")
async def ask_for_code(
    request: Request,
    session: SessionDep,
    incident: IncidentDep,
    pages: RendererDep,
    house: HouseDep,
    number: Number = "",
) -> Response:
    """Have a code sent, if the number is a helper's: the answer is the same for every number."""
    from_here(request)
    try:
        wanted = number_of(incident, number)
        await ask_code(session, house.keys, incident, number=wanted, address=address_of(request), now=now())
    except BadForm:
        return await _page(request, session, pages, incident, number=number, fault="number", status=400)
    except TooSoon:
        return await _page(
            request, session, pages, incident, number=number, fault="soon", status=429, sent=True
        )
    return await _page(request, session, pages, incident, number=number, sent=True)


@router.post("/i/{slug}/helper/sign-in")
async def take_code(
    request: Request,
    session: SessionDep,
    incident: IncidentDep,
    pages: RendererDep,
    house: HouseDep,
    number: Number = "",
    code: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Take the code; a wrong one is a try, and the number that was typed stays."""
    from_here(request)
    fault, status, token = "code", 400, None
    try:
        wanted = number_of(incident, number)
        token = await sign_in(
            session,
            house.keys,
            incident,
            number=wanted,
            code=code,
            address=address_of(request),
            now=now(),
        )
    except BadForm:
        fault = "number"
    except TooSoon:
        fault, status = "soon", 429
    if token is None:
        return await _page(
            request, session, pages, incident, number=number, fault=fault, status=status, sent=True
        )
    answer = RedirectResponse(f"/i/{incident.slug}/helper", status_code=303)
    put_helper_cookie(answer, incident, token, base_url=house.settings.base_url)
    return answer


@router.post("/i/{slug}/helper/sign-out")
async def leave(
    guest: GuestActsDep, session: SessionDep, everywhere: Annotated[str, Form()] = ""
) -> Response:
    """Sign this browser out, or all of them."""
    if everywhere:
        await end_browsers(session, guest.incident_id, guest.helper.id)
    else:
        await end_browser(session, guest.incident_id, guest.token)
    answer = RedirectResponse(f"{guest.page}/sign-in", status_code=303)
    answer.delete_cookie(cookie_name(guest.incident), path=f"/i/{guest.incident.slug}")
    return answer


async def _page(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    incident: Incident,
    *,
    number: str = "",
    fault: str = "",
    status: int = 200,
    sent: bool = False,
) -> Response:
    _ = translator(language_of(request, pages, incident))
    answer = await page(
        request,
        session,
        pages,
        "helper_sign_in.html",
        incident=incident,
        status=status,
        number=number,
        sent=sent,
        fault=fault,
        error=_words(fault, _) if fault else "",
        path=f"/i/{incident.slug}/helper/sign-in",
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
