"""Hop 3: one open need meets the people near it, on the desk or, where the incident lets it, by text."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.offer import ask_helper, propose_helpers
from app.dispatch.shapes import Suggestion
from app.dispatch.steps import tally
from app.history import Happening, record
from app.matching.candidates import candidates
from app.matching.choose import Plan, choose
from app.matching.score import Scored, score_candidate
from app.models.incident import Automation, Incident
from app.models.report import ReportKind, ReportState
from app.pipeline import queries
from app.reports.find import lock_report
from app.reports.shapes import Case
from ingest.catalog import load_catalog

TRIES = 3
BACK_OFF = timedelta(seconds=10)
OPEN = (ReportState.NEW, ReportState.OPEN, ReportState.ASKED, ReportState.ACCEPTED)


async def incidents_with_needs(session: AsyncSession, *, now: datetime) -> list[int]:
    """Name the incidents in which a need waits to be matched."""
    return list((await session.execute(queries.CROSS_INCIDENT_WITH_NEEDS, {"now": now})).scalars())


async def next_need(session: AsyncSession, incident_id: int, *, now: datetime) -> int | None:
    """Take the need that has waited longest and hold its row; None when there is none."""
    row = await session.execute(queries.NEXT_NEED, {"incident_id": incident_id, "now": now})
    report_id = row.scalar()
    return int(report_id) if report_id is not None else None


async def match(session: AsyncSession, incident: Incident, report_id: int, *, now: datetime) -> None:
    """Gather, decide, act for one need whose row this transaction holds."""
    assert incident.id is not None
    case = await lock_report(session, incident.id, report_id)
    await session.execute(queries.MATCHED, {"incident_id": incident.id, "id": report_id})
    if case.kind is not ReportKind.NEED or case.state not in OPEN or case.point is None:
        return
    scored = await _score(session, incident, case)
    counts = await tally(session, incident.id, case.id)
    plan = choose(
        scored,
        # where somebody felt unsafe, only a person sends the next one
        automation=Automation.SUGGEST if counts.stopped else incident.automation,
        urgency=case.urgency,
        sensitive=_is_sensitive(case),
        open_places=max(0, case.places_wanted - counts.accepted),
        asked_now=counts.asked,
    )
    await _act(session, incident, case, plan, now=now)


def _is_sensitive(case: Case) -> bool:
    known = load_catalog().categories
    return any(known[name].sensitive for name in case.categories if name in known)


async def _score(session: AsyncSession, incident: Incident, case: Case) -> list[Scored]:
    assert incident.id is not None
    assert case.point is not None
    people = await candidates(
        session,
        incident.id,
        report_id=case.id,
        contact_id=case.contact_id,
        skills=case.categories,
        point=case.point,
    )
    sensitive = _is_sensitive(case)
    return [
        score_candidate(one, skills=case.categories, sensitive=sensitive, weights=incident.weights)
        for one in people
    ]


async def _act(session: AsyncSession, incident: Incident, case: Case, plan: Plan, *, now: datetime) -> None:
    assert incident.id is not None
    suggestions = [
        Suggestion(
            volunteer_id=one.candidate.volunteer_id,
            score=one.score,
            distance_m=one.candidate.distance_m,
            reasons=one.reasons,
        )
        for one in plan.propose
    ]
    ids = await propose_helpers(session, incident.id, case.id, suggestions, now=now)
    asked = {one.candidate.volunteer_id for one in plan.ask}
    for dispatch_id, one in zip(ids, plan.propose, strict=True):
        if one.candidate.volunteer_id in asked:
            await ask_helper(session, incident, dispatch_id, now=now)
    happening = Happening(
        what="report.matched",
        report_id=case.id,
        after={"suggested": len(ids), "asked": len(asked)},
        why="" if ids else "nobody able is on duty within reach",
    )
    record(session, incident.id, happening, now=now)


async def match_failed(
    session: AsyncSession, incident_id: int, report_id: int, *, reason: str, now: datetime
) -> None:
    """Count a failed look at a need; after the last try the desk sees it instead."""
    row = await session.execute(
        queries.MATCH_FAILED,
        {"incident_id": incident_id, "id": report_id, "again_at": now + BACK_OFF, "tries": TRIES},
    )
    if row.scalar() is None:
        happening = Happening(what="report.match_failed", report_id=report_id, why=reason[:200])
        record(session, incident_id, happening, now=now)
