"""The page behind the unguessable link: how the case stands, what was said, and a box to write back."""

from dataclasses import replace
from datetime import timedelta
from secrets import token_urlsafe

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.api import queries
from app.api.counted import amount_words, frail_words
from app.api.deps import HouseDep, IncidentDep, RendererDep, SessionDep
from app.api.desk.views.doubt import LIKELY
from app.api.pages import category_view, language_of, page
from app.api.public.reply import Refused, read_reply
from app.api.views import CaseView, LineView
from app.api.words import form_error, translator
from app.clock import now
from app.dispatch.told import point_told
from app.errors import NotFound
from app.messaging.prompts import open_prompt
from app.messaging.receive import receive_from_page
from app.messaging.say import in_language
from app.models.incident import Incident
from app.models.message import PromptKind
from app.models.report import LIVE, ReportKind, ReportState
from app.pipeline.where import is_placed
from app.reports.find import report_by_id, report_by_token, standing_for
from app.reports.shapes import Case
from app.reports.stored import Said, stored_reading
from web.render import Renderer

router = APIRouter(include_in_schema=False)
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
AGAIN_LASTS = timedelta(hours=1)  # for the worker to read the answer, on the worst day
MAY_CANCEL = (ReportKind.NEED, ReportKind.SAFE)
COMING = (ReportState.ACCEPTED, ReportState.DONE)


@router.get("/i/{slug}/case/{token}")
async def show_case(
    token: str, request: Request, session: SessionDep, incident: IncidentDep, pages: RendererDep
) -> Response:
    """Show a case to whoever holds its link."""
    return await _page(request, session, pages, incident, token)


@router.post("/i/{slug}/case/{token}/reply")
async def take_reply(
    token: str,
    request: Request,
    session: SessionDep,
    incident: IncidentDep,
    pages: RendererDep,
    house: HouseDep,
) -> Response:
    """Take what the person wrote as a message of theirs; pressing twice is one message."""
    assert incident.id is not None
    case = await _find(session, incident.id, token)
    reply, fault = await read_reply(request)
    if not fault and case is None:
        fault = "reply.early"
    if fault:
        view = Refused(text=reply.text, fault=fault)
        return await _page(request, session, pages, incident, token, refused=view)
    assert case is not None
    text = reply.text
    if reply.again and await _may_reopen(
        session, incident.id, case, await _asked(session, incident.id, case)
    ):
        await _ask_again(session, incident.id, case)
        text = f"no {case.reference}"
    if text or reply.pin:
        await receive_from_page(
            session,
            house.keys,
            incident=incident,
            contact_id=case.contact_id,
            text_typed=text,
            external_id=f"reply-{reply.print_of(token)}",
            pin=reply.pin,
            now=now(),
        )
    return RedirectResponse(f"/i/{incident.slug}/case/{token}", status_code=303)


async def _page(
    request: Request,
    session: AsyncSession,
    pages: Renderer,
    incident: Incident,
    token: str,
    *,
    refused: Refused | None = None,
) -> Response:
    assert incident.id is not None
    language = language_of(request, pages, incident)
    case = await _find(session, incident.id, token)
    view = (
        await _view(session, incident.id, case, token, language)
        if case
        else await _waiting(session, incident.id, token)
    )
    view = replace(view, key=token_urlsafe(12))
    if refused:
        view = replace(view, typed=refused.text, fault=form_error(refused.fault, translator(language)))
    address = f"/i/{incident.slug}/case/{token}"
    status = 400 if refused else 200
    answer = await page(
        request, session, pages, "case.html", incident=incident, status=status, case=view, path=address
    )
    answer.headers.update(PRIVATE)
    return answer


async def _asked(session: AsyncSession, incident_id: int, case: Case) -> set[str]:
    """What we ask this person about their case now."""
    values = {"incident_id": incident_id, "report_id": case.id, "contact_id": case.contact_id, "now": now()}
    return set((await session.execute(queries.CASE_ASKED, values)).scalars())


async def _may_reopen(session: AsyncSession, incident_id: int, case: Case, asked: set[str]) -> bool:
    """Whether a person who said that help came may still say that it did not."""
    over = case.state is ReportState.CLOSED and case.kind is ReportKind.NEED and case.merged_into is None
    return (
        over and PromptKind.CONFIRM not in asked and await _done_job(session, incident_id, case) is not None
    )


async def _done_job(session: AsyncSession, incident_id: int, case: Case) -> int | None:
    values = {"incident_id": incident_id, "report_id": case.id}
    found = (await session.execute(queries.CASE_DONE, values)).scalar()
    return None if found is None else int(found)


async def _ask_again(session: AsyncSession, incident_id: int, case: Case) -> None:
    """Open «did the help arrive?» once more, for the answer that comes with the same press."""
    await open_prompt(
        session,
        incident_id,
        PromptKind.CONFIRM,
        contact_id=case.contact_id,
        now=now(),
        lasts=AGAIN_LASTS,
        report_id=case.id,
        dispatch_id=await _done_job(session, incident_id, case),
    )


async def _find(session: AsyncSession, incident_id: int, token: str) -> Case | None:
    """Find the case of a link; a message that only added to a case leads to that case."""
    if case := await report_by_token(session, incident_id, token):
        return case
    message = (
        await session.execute(queries.MESSAGE_BY_TOKEN, {"incident_id": incident_id, "token": token})
    ).first()
    if message is None:
        raise NotFound("This link leads nowhere; check that you have all of it.")
    return await report_by_id(session, incident_id, message.report_id) if message.report_id else None


async def _view(session: AsyncSession, incident_id: int, case: Case, token: str, language: str) -> CaseView:
    stands = await standing_for(session, incident_id, case)
    asked = await _asked(session, incident_id, case)
    values = {"incident_id": incident_id, "report_id": case.id}
    whose = values | {"report_id": stands.id}
    coming = (await session.execute(queries.COMING, whose)).scalar() if stands.state in COMING else ""
    lines = await session.execute(queries.CASE_LINES, values | {"contact_id": case.contact_id})
    reading = stored_reading((await session.execute(queries.CASE_READING, values)).scalar_one())
    return CaseView(
        token=token,
        reference=case.reference,
        kind=case.kind.value,
        state=stands.state.value,
        category=category_view(case.category, language),
        people=case.people,
        frail=tuple(frail_words(one, language) for one in reading.frail if _is_likely(one)),
        amounts=tuple(amount_words(one, language) for one in reading.quantities if _is_likely(one)),
        place=case.place_name or case.place_text or await _beside(session, incident_id, case, language),
        helper=coming or "",
        lines=tuple(LineView(**dict(row)) for row in lines.mappings()),
        may_confirm=_may_confirm(case, asked),
        may_cancel=case.state in LIVE and case.kind in MAY_CANCEL,
        may_reopen=await _may_reopen(session, incident_id, case, asked),
        asks_place=PromptKind.PLACE in asked and not is_placed(case),
    )


def _may_confirm(case: Case, asked: set[str]) -> bool:
    """Whether «did the help arrive?» is open; a case that silence has closed may still be answered."""
    if case.state is not ReportState.CLOSED:
        return case.state is ReportState.DONE
    return PromptKind.CONFIRM in asked


async def _beside(session: AsyncSession, incident_id: int, case: Case, language: str) -> str:
    """Say a bare point in words; empty where there is none."""
    if case.point is None:
        return ""
    words = await point_told(session, incident_id, case.point)
    return words if isinstance(words, str) else in_language(words, language)


def _is_likely(said: Said) -> bool:
    """Keep what we only guess from somebody who cannot tell us that it is wrong by pressing a key."""
    return said.confidence is not None and said.confidence >= LIKELY


async def _waiting(session: AsyncSession, incident_id: int, token: str) -> CaseView:
    """The message is stored and not yet read: say so, and show it."""
    row = (
        await session.execute(queries.MESSAGE_BY_TOKEN, {"incident_id": incident_id, "token": token})
    ).one()
    return CaseView(
        token=token,
        reference="",
        kind="need",
        state="received",
        category=None,
        people=None,
        frail=(),
        amounts=(),
        place="",
        helper="",
        lines=(LineView(ours=False, text=row.text, at=row.received_at, state=row.state),) if row.text else (),
        may_confirm=False,
        may_cancel=False,
    )
