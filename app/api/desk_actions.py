"""What a coordinator does to a report: one press, one event, and every press can be answered by another."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from app.api.deps import CoordinatorDep, SessionDep
from app.api.press import PressDep
from app.clock import now
from app.dispatch.complete import call_off
from app.errors import BadForm
from app.incidents.reset import reset_drill
from app.models.report import ReportKind, ReportState
from app.pipeline.correct import correct
from app.pipeline.merge import follow_merged
from app.reports.correct import Correction
from app.reports.find import lock_report
from app.reports.settle import settle_report, want_helpers
from app.supplies.pledges import end_pledges
from ingest.catalog import load_catalog

router = APIRouter(include_in_schema=False)
BY_HAND = {
    state.value: state
    for state in (ReportState.OPEN, ReportState.NOISE, ReportState.CLOSED, ReportState.CANCELLED)
}
KINDS = {kind.value: kind for kind in ReportKind}
MOST_PLACES = 99


@router.post("/desk/{slug}/report/{reference}/state")
async def state(press: PressDep, state: Annotated[str, Form(max_length=20)]) -> Response:
    """Open, close, withdraw, or put aside as noise."""
    if state not in BY_HAND:
        raise BadForm("A case can be opened, closed, withdrawn, or put aside.")
    session, desk, then = press.session, press.desk, BY_HAND[state]
    case = await lock_report(session, desk.incident_id, press.case.id)
    if then is not ReportState.OPEN:
        await call_off(session, desk.incident, case.id, now=now(), who=desk.who)
        await end_pledges(session, desk.incident, case.id, who=desk.who, now=now())
    await settle_report(session, desk.incident_id, case, then, who=desk.who, now=now())
    await follow_merged(session, desk.incident, case.id, then, who=desk.who, now=now())
    return await press.shown()


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
