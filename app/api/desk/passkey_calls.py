"""What a browser's script sends for passkeys: a question is fetched, the device's answer is brought back."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from app.access.audit import Access, note
from app.access.passkeys import (
    Question,
    ask_new_passkey,
    ask_passkey,
    keep_passkey,
    owner_of_answer,
    remove_passkey,
)
from app.access.sessions import open_session
from app.access.tries import spend_once
from app.api.deps import COOKIE, HouseDep, PersonActingDep, RendererDep, SessionDep
from app.api.desk.account import prove
from app.api.desk.sign_in import inside
from app.api.desk.views.sign_in import (
    QUESTION_COOKIE,
    QUESTION_LASTS,
    browser_of,
    open_question,
    put_cookie,
    seal_question,
)
from app.api.pages import language_of
from app.api.words import translator
from app.clock import now
from app.errors import BadForm
from app.house import House

router = APIRouter(include_in_schema=False)
COMING = "sign-in"


class NewIn(BaseModel):
    """Asking for a new passkey takes the password: an open browser is not enough."""

    password: str = Field(max_length=1_000)


class KeepIn(BaseModel):
    """The device's answer, and what its owner calls it."""

    name: str = Field("", max_length=80)
    answer: dict[str, Any]


class ComeIn(BaseModel):
    """The device's answer at the sign-in."""

    next: str = Field("", max_length=200)
    answer: dict[str, Any]


@router.post("/desk/account/passkeys/new")
async def ask_new(
    given: NewIn,
    request: Request,
    person: PersonActingDep,
    session: SessionDep,
    house: HouseDep,
    pages: RendererDep,
) -> Response:
    """Give the question with which a device makes a key."""
    if not await prove(request, session, house, person, given.password):
        _ = translator(language_of(request, pages, None))
        return JSONResponse(
            {"error": _("This is not your password; please type it once more.")}, status_code=400
        )
    question = await ask_new_passkey(session, house.keys, person, base_url=house.settings.base_url)
    return _asked(house, question, purpose=f"new:{person.staff_id}")


@router.post("/desk/account/passkeys")
async def keep(
    given: KeepIn, request: Request, person: PersonActingDep, session: SessionDep, house: HouseDep
) -> Response:
    """Keep the key that the device made."""
    at = now()
    state = await _state(request, session, house, purpose=f"new:{person.staff_id}")
    await keep_passkey(
        session,
        person,
        base_url=house.settings.base_url,
        state=state,
        answer=given.answer,
        name=given.name or browser_of(request),
        now=at,
    )
    answer = JSONResponse({"next": "/desk/account"})
    answer.delete_cookie(QUESTION_COOKIE, path="/")
    return answer


@router.post("/desk/account/passkeys/{passkey_id}/remove")
async def remove(passkey_id: int, person: PersonActingDep, session: SessionDep) -> Response:
    """Take a passkey away; the form is a plain one."""
    await remove_passkey(session, person.staff_id, passkey_id, now=now())
    return Response(status_code=303, headers={"location": "/desk/account"})


@router.post("/desk/sign-in/passkey/question")
async def ask(house: HouseDep) -> Response:
    """Give the question that any of our keys may answer."""
    return _asked(house, ask_passkey(house.settings.base_url), purpose=COMING)


@router.post("/desk/sign-in/passkey")
async def come_in_by_passkey(
    given: ComeIn, request: Request, session: SessionDep, house: HouseDep
) -> Response:
    """Sign in whoever's key answered; a key cannot be guessed, so nobody waits."""
    at, base_url, browser = now(), house.settings.base_url, browser_of(request)
    state = await _state(request, session, house, purpose=COMING)
    staff_id = await owner_of_answer(
        session, house.keys, base_url=base_url, state=state, answer=given.answer, now=at
    )
    token = await open_session(session, staff_id, browser=browser, now=at)
    told = {"how": "passkey", "browser": browser}
    note(session, Access(what="staff.signed_in", staff_id=staff_id, details=told), now=at)
    answer = JSONResponse({"next": inside(given.next)})
    answer.delete_cookie(QUESTION_COOKIE, path="/")
    put_cookie(answer, COOKIE, token, base_url=base_url)
    return answer


def _asked(house: House, question: Question, *, purpose: str) -> Response:
    answer = JSONResponse(question.options)
    sealed = seal_question(house.keys, question.state, purpose=purpose, now=now())
    put_cookie(answer, QUESTION_COOKIE, sealed, base_url=house.settings.base_url, lasts=QUESTION_LASTS)
    return answer


async def _state(request: Request, session: SessionDep, house: House, *, purpose: str) -> dict[str, object]:
    """What we asked this browser; a question is answered once."""
    sealed = request.cookies.get(QUESTION_COOKIE, "")
    state = open_question(house.keys, sealed, purpose=purpose, now=now())
    if not await spend_once(session, house.keys, str(state["challenge"]), now=now()):
        raise BadForm("This took too long; please press the button once more.")
    return state
