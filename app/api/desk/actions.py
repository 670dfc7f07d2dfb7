"""What a coordinator does to a report: one press, one event, and every press can be answered by another."""

from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from app.api.deps import CoordinatorDep, SessionDep
from app.api.desk.press import NextOf, PressDep
from app.api.desk.shapes import DoneView
from app.clock import now
from app.errors import BadForm
from app.incidents.reset import reset_drill
from app.models.report import ReportKind
from app.pipeline.correct import correct
from app.pipeline.decide import Decision, Sleep, Verdict, decide
from app.reports.correct import Correction
from app.reports.settle import want_helpers
from ingest.catalog import load_catalog

router = APIRouter(include_in_schema=False)
VERDICTS = {
    "open": Verdict.ACCEPT,
    "noise": Verdict.NOISE,
    "closed": Verdict.CLOSE,
    "cancelled": Verdict.CANCEL,
    "snoozed": Verdict.SNOOZE,
}
KINDS = {kind.value: kind for kind in ReportKind}
MOST_PLACES = 99


@router.post("/desk/{slug}/report/{reference}/state")
async def state(
    press: PressDep,
    state: Annotated[str, Form(max_length=20)],
    sleep: Sleep = Form(Sleep.USUAL),
    next_of: NextOf = None,
) -> Response:
    """Decide about a case: one press, one event; with `next_of` the answer is the next of that list."""
    if state not in VERDICTS:
        raise BadForm("A case can be accepted, closed, withdrawn, put aside, or sleep for a while.")
    session, desk = press.session, press.desk
    batch = token_hex(6)
    decision = Decision(verdict=VERDICTS[state], who=desk.who, batch=batch, sleep=sleep)
    await decide(session, desk.incident, press.case.id, decision, now=now())
    done = DoneView(verdict=decision.verdict, references=(press.case.reference,), batch=batch)
    return await press.shown() if next_of is None else await press.next_shown(next_of, done)


@router.post("/desk/{slug}/report/{reference}/reading")
async def reading(
    press: PressDep,
    kind: Annotated[str, Form(max_length=20)],
    urgency: Annotated[int, Form(ge=1, le=4)],
    category: Annotated[list[str] | None, Form(max_length=40)] = None,
) -> Response:
    """Say what a message really is, or that it was read right; `konbit learn` learns from both."""
    known, named = load_catalog().categories, list(dict.fromkeys(category or []))
    if kind not in KINDS or not set(named) <= known.keys():
        raise BadForm("Choose what it is and what it is about from the lists.")
    desk = press.desk
    correction = Correction(kind=KINDS[kind], categories=tuple(named), urgency=urgency)
    await correct(press.session, desk.incident, press.case, correction, who=desk.who, now=now())
    return await press.shown()


@router.post("/desk/{slug}/report/{reference}/places")
async def places(press: PressDep, n: Annotated[int, Form(ge=1, le=MOST_PLACES)]) -> Response:
    """Say how many helpers this needs."""
    await want_helpers(press.session, press.desk.incident_id, press.case, n, who=press.desk.who, now=now())
    return await press.shown()


@router.post("/desk/{slug}/reset")
async def reset(desk: CoordinatorDep, session: SessionDep) -> Response:
    """Begin a drill again."""
    await reset_drill(session, desk.incident)
    return RedirectResponse(f"/desk/{desk.incident.slug}", status_code=303)
