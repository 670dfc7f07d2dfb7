"""Writing back: a coordinator's own words to the person of a case or a helper, and the replies they saved."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.api.deps import CoordinatorDep, Desk, DispatcherDep, HouseDep, RendererDep, SessionDep, ViewerDep
from app.api.desk.frame import desk_page, desk_part
from app.api.desk.press import find_case, shown
from app.api.desk.views.write import Letter, WriteView, chosen_reader, values_of, write_view
from app.api.pages import language_of
from app.clock import now
from app.errors import BadForm, NotAllowed
from app.messaging.replies import end_reply, save_reply, saved_replies
from app.messaging.write import Reader, fill, parts_of, readers_of, write_to
from app.pipeline.helper import find_helper
from app.reports.shapes import Case
from web.language import language_name
from web.render import Renderer

router = APIRouter(include_in_schema=False)
LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box to write in: about which case, to whom it may go."""

    request: Request
    session: AsyncSession
    pages: Renderer
    desk: Desk
    case: Case | None
    readers: tuple[Reader, ...]
    here: str
    back: str
    title: str

    async def view(self, letter: Letter) -> WriteView:
        """What the box shows."""
        return await write_view(
            self.session,
            self.desk.incident,
            self.case,
            self.readers,
            letter,
            here=self.here,
            back=self.back,
            title=self.title,
            language=language_of(self.request, self.pages, self.desk.incident),
            now=now(),
        )

    async def shown(self, letter: Letter, *, sent: bool = False) -> Response:
        """Answer with the box alone for htmx, with a page of its own without JavaScript."""
        view = await self.view(letter)
        if "hx-request" in self.request.headers:
            return await desk_part(
                self.request, self.session, self.pages, "desk/_write.html", self.desk, view=view
            )
        status = 400 if letter.error else 200
        return await desk_page(
            self.request,
            self.session,
            self.pages,
            "desk/write.html",
            self.desk,
            status=status,
            view=view,
            sent=sent,
        )

    async def send(self, letter: Letter) -> None:
        """Send what was typed; raises `BadForm`."""
        reader = chosen_reader(self.readers, letter.to)
        values = values_of(self.desk.incident, self.case)
        await write_to(
            self.session,
            self.desk.incident,
            contact_id=reader.contact_id,
            report_id=self.case.id if self.case else None,
            text=fill(letter.text, values),
            who=self.desk.who,
            now=now(),
        )


async def _letter(
    to: Annotated[str, Form(max_length=12)] = "",
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    pick: Annotated[str, Form(max_length=24)] = "",
) -> Letter:
    return Letter(to=to, text=text, pick=pick)


LetterDep = Annotated[Letter, Depends(_letter)]


async def _case_box(
    request: Request, session: AsyncSession, pages: Renderer, desk: Desk, reference: str
) -> Box:
    case = await find_case(session, desk, reference)
    home = f"/desk/{desk.incident.slug}"
    return Box(
        request=request,
        session=session,
        pages=pages,
        desk=desk,
        case=case,
        readers=await readers_of(session, desk.incident_id, case.id),
        here=f"{home}/report/{case.reference}/write",
        back=f"{home}?report={case.reference}",
        title=case.reference,
    )


async def _helper_box(
    request: Request, session: AsyncSession, pages: Renderer, desk: Desk, reference: str
) -> Box:
    helper = await find_helper(session, desk.incident_id, reference)
    home = f"/desk/{desk.incident.slug}/helper/{helper.reference}"
    return Box(
        request=request,
        session=session,
        pages=pages,
        desk=desk,
        case=None,
        readers=(Reader(contact_id=helper.contact_id, helper=helper.reference, name=helper.name),),
        here=f"{home}/write",
        back=home,
        title=helper.name or helper.reference,
    )


MAKERS = {"report": _case_box, "helper": _helper_box}


def _kind(request: Request) -> str:
    return request.url.path.split("/")[3]


@router.get("/desk/{slug}/report/{reference}/write")
@router.get("/desk/{slug}/helper/{reference}/write")
async def show_box(
    reference: str,
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    pages: RendererDep,
    sent: bool = False,
) -> Response:
    """An empty box, for somebody who may send what they write."""
    if not desk.may(Power.DISPATCH):
        raise NotAllowed
    box = await MAKERS[_kind(request)](request, session, pages, desk, reference)
    return await box.shown(Letter(), sent=sent)


@router.post("/desk/{slug}/report/{reference}/write/fill")
@router.post("/desk/{slug}/helper/{reference}/write/fill")
async def put_in(
    reference: str,
    request: Request,
    letter: LetterDep,
    desk: DispatcherDep,
    session: SessionDep,
    pages: RendererDep,
) -> Response:
    """Put a saved reply behind what was typed, in the language of whoever it goes to."""
    box = await MAKERS[_kind(request)](request, session, pages, desk, reference)
    return await box.shown(letter)


@router.post("/desk/{slug}/report/{reference}/write")
@router.post("/desk/{slug}/helper/{reference}/write")
async def write(
    reference: str,
    request: Request,
    letter: LetterDep,
    desk: DispatcherDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """Send it; where it cannot go out, say why and keep every word."""
    box = await MAKERS[_kind(request)](request, session, pages, desk, reference)
    try:
        await box.send(letter)
    except BadForm as bad:
        if "hx-request" in request.headers:  # what was typed still stands in the box
            raise
        return await box.shown(replace(letter, pick="", error=str(bad)))
    if box.case is None:
        return RedirectResponse(f"{box.here}?sent=1", status_code=303)
    return await shown(request, session, pages, house, desk, box.case.reference)


@router.post("/desk/{slug}/write/count")
async def count(
    request: Request,
    desk: DispatcherDep,
    session: SessionDep,
    pages: RendererDep,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Say how many text messages the words take, as a carrier counts."""
    facts = {"parts": parts_of(text), "letters": len(text.strip())}
    return await desk_part(request, session, pages, "desk/_count.html", desk, **facts)


@router.get("/desk/{slug}/replies")
async def show_replies(
    request: Request, desk: ViewerDep, session: SessionDep, pages: RendererDep, ended: int = 0
) -> Response:
    """The saved replies, each in every language of the incident."""
    return await _replies(request, session, pages, desk, ended=ended)


@router.post("/desk/{slug}/replies")
async def keep_reply(
    request: Request, desk: CoordinatorDep, session: SessionDep, pages: RendererDep
) -> Response:
    """Keep a new reply, or another wording of one."""
    form = await request.form()
    number = str(form.get("n", ""))
    texts = {
        name.removeprefix("text-"): str(value)[:LONGEST]
        for name, value in form.items()
        if name.startswith("text-")
    }
    name = str(form.get("name", ""))
    try:
        n = int(number) if number.isdecimal() else None
        await save_reply(session, desk.incident, n, name=name, texts=texts, who=desk.who, now=now())
    except BadForm as bad:
        typed = {"n": number, "name": name, **texts}
        return await _replies(request, session, pages, desk, error=str(bad), typed=typed)
    return RedirectResponse(f"/desk/{desk.incident.slug}/replies", status_code=303)


@router.post("/desk/{slug}/replies/{n}/end")
async def end(n: int, desk: CoordinatorDep, session: SessionDep) -> Response:
    """Take a reply out of the list; the page offers to put it back."""
    await end_reply(session, desk.incident_id, n, who=desk.who, now=now())
    return RedirectResponse(f"/desk/{desk.incident.slug}/replies?ended={n}", status_code=303)


@router.post("/desk/{slug}/replies/{n}/back")
async def put_back(n: int, desk: CoordinatorDep, session: SessionDep) -> Response:
    """Put a reply back into the list."""
    await end_reply(session, desk.incident_id, n, ended=False, who=desk.who, now=now())
    return RedirectResponse(f"/desk/{desk.incident.slug}/replies", status_code=303)


async def _replies(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    desk: Desk,
    *,
    ended: int = 0,
    error: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    language = language_of(request, pages, desk.incident)
    return await desk_page(
        request,
        session,
        pages,
        "desk/replies.html",
        desk,
        status=400 if error else 200,
        replies=await saved_replies(session, desk.incident_id),
        written_in=[(code, language_name(code, language)) for code in desk.incident.languages],
        ended=ended,
        error=error,
        typed=typed or {},
    )
