"""Hop 3: one open need meets the people near it, on the desk or, where the incident lets it, by text."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.offer import ask_helper, has_room, propose_helpers
from app.dispatch.shapes import Suggestion, Tally
from app.dispatch.steps import match_again, tally
from app.dispatch.unmet import tell_unmet
from app.history import Happening, record
from app.matching.candidates import candidates
from app.matching.choose import Plan, Stand, choose, is_unmet
from app.matching.road import NO_ROADS, Roads
from app.models.incident import Automation, Incident
from app.models.report import ReportKind, ReportState
from app.pipeline import queries
from app.pipeline.judge import judge, need_of, search_for
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


async def hold_need(session: AsyncSession, incident_id: int, report_id: int, *, now: datetime) -> bool:
    """Take this need and hold its row; False when somebody else has it or it waits no more."""
    values = {"incident_id": incident_id, "id": report_id, "now": now}
    return (await session.execute(queries.HOLD_NEED, values)).scalar() is not None


async def match(
    session: AsyncSession, incident: Incident, report_id: int, *, now: datetime, roads: Roads = NO_ROADS
) -> None:
    """Gather, decide, act for one need whose row this transaction holds."""
    assert incident.id is not None
    case = await lock_report(session, incident.id, report_id)
    await session.execute(queries.MATCHED, {"incident_id": incident.id, "id": report_id})
    if not is_matched(case):
        return
    people = await candidates(session, search_for(incident, case, now=now))
    counts = await tally(session, incident.id, case.id)
    scored = judge(people, case, weights=incident.weights, roads=roads)
    plan = choose(
        scored,
        stand_of(case, counts, in_hazard=any(one.in_hazard for one in people)),
        automation=automation_for(incident, case, counts),
        auto_urgency=incident.auto_urgency,
    )
    await _act(session, incident, case, plan, now=now)
    if not plan.propose:
        await _give_back(session, incident, case, counts, now=now)


def is_matched(case: Case) -> bool:
    """Tell whether helpers are found for a case; for one that was merged the other stands.

    A supply drive is open to everybody's promises, and nobody is asked for it.
    """
    placed = case.kind is ReportKind.NEED and case.point is not None
    return placed and case.state in OPEN and case.merged_into is None and not case.drive


def stand_of(case: Case, counts: Tally, *, in_hazard: bool) -> Stand:
    """Say how a case stands, for the choice of its helpers."""
    need = need_of(case)
    return Stand(
        urgency=case.urgency,
        sensitive=need.sensitive,
        risky=need.risky or in_hazard,
        open_places=max(0, case.places_wanted - counts.accepted),
        asked_now=counts.asked,
    )


def automation_for(incident: Incident, case: Case, counts: Tally) -> Automation:
    """Leave it to people where somebody felt unsafe, and where questions come before an ask."""
    if counts.stopped:
        return Automation.SUGGEST
    if load_catalog().needs_person(case.categories) and not incident.drill:
        return Automation.SUGGEST
    return incident.automation


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
    wanted = {one.candidate.volunteer_id for one in plan.ask}
    asked = 0
    for dispatch_id, one in zip(ids, plan.propose, strict=True):
        helper_id = one.candidate.volunteer_id
        if helper_id in wanted and await has_room(session, incident.id, helper_id, now=now):
            await ask_helper(session, incident, dispatch_id, now=now)
            asked += 1
    if asked < len(wanted):  # somebody was asked for another need in this moment
        await match_again(session, incident.id, case.id, now=now + BACK_OFF)
    happening = Happening(
        what="report.matched",
        report_id=case.id,
        after={"suggested": len(ids), "asked": asked},
        why="" if ids else "nobody able is on duty within reach",
    )
    record(session, incident.id, happening, now=now)


async def _give_back(
    session: AsyncSession, incident: Incident, case: Case, counts: Tally, *, now: datetime
) -> None:
    """Put a need that everybody declined or let pass back into the queue; its person hears it once."""
    assert incident.id is not None
    values = {"incident_id": incident.id, "report_id": case.id}
    tried = (await session.execute(queries.TRIED, values)).mappings().one()
    open_places = max(0, case.places_wanted - counts.accepted)
    if is_unmet(proposed=0, open_places=open_places, asked_now=counts.asked, tried=dict(tried)):
        await tell_unmet(session, incident, case.id, now=now)


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
