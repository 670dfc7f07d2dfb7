"""A coordinator asks a helper by hand, after what must be looked at; what is unusual is written down."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.hand import accept_for
from app.dispatch.offer import ask_helper
from app.dispatch.offered import is_offered, take_offer
from app.dispatch.shapes import Job
from app.dispatch.steps import hold_job
from app.errors import Conflict, NotFound
from app.history import Happening, record
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.models.safety import ApprovalKind
from app.models.volunteer import Trust
from app.reports.find import lock_report
from app.reports.shapes import Case
from app.safety.approve import approvals_of, approve, check_may_ask
from app.safety.risk import helper_trust, mark_risky, risk_of
from app.supplies.promise import promise_for_job
from ingest.catalog import load_catalog


async def ask_by_hand(
    session: AsyncSession,
    incident: Incident,
    case: Case,
    dispatch_id: int,
    *,
    who: str,
    staff_id: int,
    now: datetime,
    batch: str = "",
) -> Job:
    """Ask one helper of a case; raises `Conflict` with what is missing.

    The press itself is this coordinator's word that a risky job may be asked for. Whoever offered by
    themselves has said yes already: they are asked nothing, and go.
    """
    assert incident.id is not None
    held = await lock_report(session, incident.id, case.id)
    await _may_ask(session, incident.id, held, who=who, staff_id=staff_id, now=now)
    if offered := await is_offered(session, incident.id, dispatch_id):
        job = await take_offer(session, incident, dispatch_id, now=now, who=who, batch=batch)
    else:
        job = await ask_helper(session, incident, dispatch_id, now=now, who=who, batch=batch)
    if job.report_id != held.id:
        raise Conflict("This helper is suggested for another case; look at the list again.")
    await _note_trust(session, incident.id, held, dispatch_id, who=who, now=now)
    if offered:
        await promise_for_job(session, incident, dispatch_id, amount=None, now=now)
    return job


async def accept_by_hand(
    session: AsyncSession,
    incident: Incident,
    case: Case,
    dispatch_id: int,
    *,
    who: str,
    staff_id: int,
    now: datetime,
) -> None:
    """Note a yes on the telephone; whom nobody has asked by text was asked by it, with the same care."""
    assert incident.id is not None
    held = await lock_report(session, incident.id, case.id)
    job = await hold_job(session, incident.id, dispatch_id)
    if job is None or job.report_id != held.id:
        raise NotFound
    suggested = job.state is DispatchState.PROPOSED
    if suggested:
        await _may_ask(session, incident.id, held, who=who, staff_id=staff_id, now=now)
    await accept_for(session, incident, dispatch_id, who=who, now=now)
    if suggested:
        await _note_trust(session, incident.id, held, dispatch_id, who=who, now=now)


async def _may_ask(
    session: AsyncSession, incident_id: int, case: Case, *, who: str, staff_id: int, now: datetime
) -> None:
    risk = await risk_of(session, incident_id, case.id, now=now)
    if risk.risky:
        await approve(session, incident_id, case.id, ApprovalKind.RISK, staff_id=staff_id, now=now)
    if risk.risky and not risk.marked:
        why = "the place lies in a hazard zone" if risk.in_hazard else "its kind of need is risky"
        await mark_risky(session, incident_id, case.id, True, who=who, why=why, now=now)
        risk = await risk_of(session, incident_id, case.id, now=now)
    check_may_ask(
        await approvals_of(session, incident_id, case.id),
        checks=bool(load_catalog().checks(case.categories)),
        risky=risk.risky,
        places_wanted=risk.places_wanted,
    )


async def _note_trust(
    session: AsyncSession, incident_id: int, case: Case, dispatch_id: int, *, who: str, now: datetime
) -> None:
    """Write down that somebody was asked whom the machine alone would not ask for this."""
    sensitive = load_catalog().sensitive(case.categories)
    if not (sensitive or case.risky):
        return
    trust = await helper_trust(session, incident_id, dispatch_id, kinds=sensitive or case.categories)
    if trust is Trust.VETTED:
        return
    happening = Happening(
        what="dispatch.beyond_trust",
        who=who,
        report_id=case.id,
        dispatch_id=dispatch_id,
        after={"trust": trust.value, "kinds": sensitive or list(case.categories)},
        why="a coordinator asked by hand",
    )
    record(session, incident_id, happening, now=now)
