"""Every error becomes a status and a sentence that says what to do, in the form the caller reads."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from app.api.pages import language_of
from app.api.words import translator
from app.errors import STATUS, BadForm, NotReady, SignInFirst, TooSoon
from app.log import log
from web.render import Renderer

FOR_MACHINES = ("/api/", "/in/", "/healthz", "/readyz", "/metrics")


def install_faults(app: FastAPI) -> None:
    """Register one handler for every class of the error table, and for what the libraries raise."""
    for kind, status in STATUS.items():
        app.add_exception_handler(kind, _known(status))
    for away in (OperationalError, InterfaceError, PoolTimeout):
        app.add_exception_handler(away, _away)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, _broken)
    app.add_exception_handler(Exception, _broken)


def _known(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, error: Exception) -> Response:
        if isinstance(error, SignInFirst) and _is_visit(request):
            return RedirectResponse(f"/desk/sign-in?next={_address(request)}", status_code=303)
        headers = {"Retry-After": "10"} if status == 503 else {}
        if isinstance(error, TooSoon):
            headers = {"Retry-After": str(error.wait_s)}
        return _tell(request, status, str(error), headers=headers)

    return handle


def _is_visit(request: Request) -> bool:
    """A person opens a page: not a program's call, and not a page that looks for a part of itself."""
    part = request.headers.get("sec-fetch-mode", "navigate") != "navigate" or "hx-request" in request.headers
    return request.method == "GET" and not part and not request.url.path.startswith(FOR_MACHINES)


def _address(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return quote(f"{request.url.path}{query}", safe="/")


async def _away(request: Request, error: Exception) -> Response:
    log.error("database.away", kind=type(error).__name__)
    return _tell(request, 503, str(NotReady()), headers={"Retry-After": "10"})


async def _unstorable(request: Request, error: Exception) -> Response:
    """A NUL or a number without end, in an address that somebody made up."""
    return _tell(request, 400, str(BadForm()))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = "; ".join(
        f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors()
    )
    return _tell(request, 422, f"Something in this call needs mending: {wrong}")


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = "There is nothing at this address; check it, or start from the first page."
    return _tell(request, error.status_code, sentence if error.status_code == 404 else str(error.detail))


async def _broken(request: Request, error: Exception) -> Response:
    log.error(
        "request.failed", path=request.scope.get("route") and request.scope["route"].path, exc_info=error
    )
    return _tell(request, 500, "Something broke on our side, and we have noted it. Please try once more.")


def _tell(request: Request, status: int, sentence: str, *, headers: dict[str, str] | None = None) -> Response:
    path = request.url.path
    if path.startswith("/in/"):
        return PlainTextResponse(sentence, status_code=status, headers=headers)
    if path.startswith(FOR_MACHINES) or path.endswith(".json"):
        return JSONResponse({"error": sentence}, status_code=status, headers=headers)
    return _page(request, status, sentence, headers=headers)


def _case_of(request: Request) -> str:
    """Where the case is whose button was pressed; empty for every other address."""
    place, found, rest = request.url.path.partition("/report/")
    code = rest.partition("/")[0]
    return f"{place}?report={code}" if found and place.startswith("/desk/") and code.isalnum() else ""


def _page(request: Request, status: int, sentence: str, *, headers: dict[str, str] | None) -> Response:
    pages = request.app.state.renderer
    assert isinstance(pages, Renderer)
    language = language_of(request, pages, None)
    _ = translator(language)
    titles = {
        401: _("Please sign in"),
        403: _("Not for this account"),
        404: _("Nothing here"),
        409: _("This is not possible now"),
        503: _("One moment, please"),
    }
    title = titles.get(status, _("That did not work"))
    body = pages.html(
        "error.html", language=language, title=title, what=_(sentence), what_to_do="", back=_case_of(request)
    )
    return Response(body, status_code=status, media_type="text/html", headers=headers)
