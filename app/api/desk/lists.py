"""The lists of the desk, and who has what in hand: the next, the lease, many at once, and taking back."""

from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import StringConstraints
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.deps import Desk, HouseDep, RendererDep, SessionDep, VerifierDep
from app.api.desk.actions import VERDICTS
from app.api.desk.first import find_detail, whole
from app.api.desk.frame import desk_part
from app.api.desk.press import PressDep, find_case, next_shown
from app.api.desk.shapes import DoneView
from app.api.pages import language_of
from app.api.words import translator
from app.clock import now
from app.db import Database
from app.errors import BadForm, Conflict, KonbitError, NotAllowed, NotFound
from app.pipeline.decide import Decision, Sleep, decide
from app.pipeline.undo import events_of_batch, power_for, undo_event
from app.triage.lease import give_back, holder_of, take, take_over

router = APIRouter(include_in_schema=False)
MOST = 500
AT_ONCE = 50  # in one transaction: none is long
Code = Annotated[str, Form(max_length=8)]
OneCode = Annotated[str, StringConstraints(max_length=8)]  # a limit in `Form` would be that of the list
Query = Annotated[str, Form(max_length=2_000)]


@router.post("/desk/{slug}/next")
async def take_the_next(
    request: Request,
    desk: VerifierDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    next_of: Query = "",
    leaving: Code = "",
) -> Response:
    """Take the next that nobody has in hand, and give back the one that is left."""
    case = await find_case(session, desk, leaving) if leaving else None
    return await next_shown(request, session, pages, house, desk, query=next_of, leaving=case)


@router.post("/desk/{slug}/report/{reference}/hold")
async def hold(press: PressDep) -> dict[str, str | bool]:
    """Go on holding a case, as an open page does every minute; tells who has it if somebody else does."""
    desk, at = press.desk, now()
    staff_id = desk.person.staff_id
    mine = await take(press.session, desk.incident_id, press.case.id, staff_id=staff_id, now=at)
    holder = None if mine else await holder_of(press.session, desk.incident_id, press.case.id, now=at)
    return {"mine": mine, "name": holder.name if holder else ""}


@router.post("/desk/{slug}/report/{reference}/leave", status_code=204)
async def leave(press: PressDep) -> None:
    """Give a case back."""
    desk = press.desk
    await give_back(press.session, desk.incident_id, press.case.id, staff_id=desk.person.staff_id)


@router.post("/desk/{slug}/report/{reference}/take")
async def take_it_over(press: PressDep) -> Response:
    """Take a case out of somebody's hand."""
    desk, staff_id = press.desk, press.desk.person.staff_id
    await take_over(
        press.session, desk.incident_id, press.case.id, staff_id=staff_id, who=desk.who, now=now()
    )
    return await press.shown()


@router.post("/desk/{slug}/bulk")
async def bulk(
    request: Request,
    desk: VerifierDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    state: Annotated[str, Form(max_length=20)],
    ref: Annotated[list[OneCode] | None, Form()] = None,
    sleep: Sleep = Form(Sleep.USUAL),
    batch: Annotated[str, Form(pattern="^[0-9a-f]{12}$|^$")] = "",
    next_of: Query = "",
) -> Response:
    """Decide the same about many; what could not be done is told with its reason, and the rest stays done."""
    chosen = list(dict.fromkeys(code.strip().upper() for code in ref or []))
    if state not in VERDICTS or not 0 < len(chosen) <= MOST:
        raise BadForm(f"Choose between 1 and {MOST} reports, and what to do with them.")
    batch = batch or token_hex(6)
    decision = Decision(verdict=VERDICTS[state], who=desk.who, batch=batch, sleep=sleep)
    refused: list[tuple[str, str]] = []
    for start in range(0, len(chosen), AT_ONCE):
        refused += await _decide_some(house.database, desk, chosen[start : start + AT_ONCE], decision)
    left = {code for code, _ in refused}
    references = tuple(code for code in chosen if code not in left)
    _ = translator(language_of(request, pages, desk.incident))
    whys = tuple((code, _(why)) for code, why in refused)
    done = DoneView(verdict=decision.verdict, references=references, batch=batch, refused=whys)
    if "hx-request" in request.headers:
        return await desk_part(request, session, pages, "desk/_done.html", desk, done=done)
    return await whole(request, session, pages, house, desk, "", done=done, query=next_of)


async def _decide_some(
    database: Database, desk: Desk, codes: list[str], decision: Decision
) -> list[tuple[str, str]]:
    """Decide about these in one transaction, the oldest first: two such presses never wait crosswise."""
    refused = []
    async with database.session() as session:
        found = []
        for code in codes:
            try:
                found.append(await find_case(session, desk, code))
            except NotFound as error:
                refused.append((code, str(error)))
        for case in sorted(found, key=lambda case: case.id):
            try:
                async with session.begin_nested():
                    await decide(session, desk.incident, case.id, decision, now=now())
            except Conflict as error:
                refused.append((case.reference, str(error)))
    return refused


@router.post("/desk/{slug}/undo")
async def undo(
    request: Request,
    desk: VerifierDep,
    session: SessionDep,
    pages: RendererDep,
    house: HouseDep,
    event: Annotated[str, Form(pattern="^E[0-9A-Fa-f]{1,15}$|^$")] = "",
    batch: Annotated[str, Form(pattern="^[0-9a-f]{12}$|^$")] = "",
) -> Response:
    """Take back one step, or everything that one press did."""
    if event:
        reference = await _take_back(session, desk, int(event[1:], 16))
    else:
        reference = await _take_all_back(session, house.database, desk, batch)
    await session.flush()
    if "hx-request" in request.headers:
        language = language_of(request, pages, desk.incident)
        detail = await find_detail(session, house, desk, reference, language)
        return await desk_part(request, session, pages, "desk/_detail.html", desk, detail=detail)
    return RedirectResponse(f"/desk/{desk.incident.slug}?report={reference}", status_code=303)


async def _take_back(session: AsyncSession, desk: Desk, event_id: int) -> str:
    await _check_power(session, desk, event_id)
    case = await undo_event(session, desk.incident, event_id, who=desk.who, now=now())
    await take(session, desk.incident_id, case.id, staff_id=desk.person.staff_id, now=now())
    return case.reference


async def _check_power(session: AsyncSession, desk: Desk, event_id: int) -> None:
    if not desk.may(await power_for(session, desk.incident_id, event_id)):
        raise NotAllowed


async def _take_all_back(session: AsyncSession, database: Database, desk: Desk, batch: str) -> str:
    """Take a batch back, fifty at a time; what moved on meanwhile stays, and nothing to take back is told."""
    events = await events_of_batch(session, desk.incident_id, batch, now=now()) if batch else ()
    if not events:
        raise Conflict("There is nothing to take back any more.")
    if len(events) == 1:
        return await _take_back(session, desk, events[0])
    references, why = [], ""
    for start in range(0, len(events), AT_ONCE):
        async with database.session() as opened:
            for event_id in events[start : start + AT_ONCE]:
                try:
                    async with opened.begin_nested():
                        await _check_power(opened, desk, event_id)
                        case = await undo_event(opened, desk.incident, event_id, who=desk.who, now=now())
                    references.append(case.reference)
                except KonbitError as error:
                    why = str(error)
    if not references:
        raise Conflict(why)
    if len(set(references)) == 1:  # one case, which opens: it is in their hand again
        case = await find_case(session, desk, references[0])
        await take(session, desk.incident_id, case.id, staff_id=desk.person.staff_id, now=now())
    return references[-1]
