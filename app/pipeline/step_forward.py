"""«I can do this»: a helper offers for a need on the map; the incident's rule takes it, or the desk sees it.

What protects a helper who is asked protects them here as well: caps, rest, hours, closed ways. What protects
the person who asked does too: nothing sensitive is offered for, and what is risky goes through the desk.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.offer import has_room
from app.dispatch.offered import offer_oneself, own_jobs, take_offer
from app.dispatch.shapes import Suggestion
from app.dispatch.steps import load_of, tally
from app.hours import hour_of_week
from app.matching.candidates import Candidate, trust_for
from app.matching.choose import may_ask
from app.matching.kinds import is_sensitive, kinds_of_trust
from app.matching.score import Scored, score_candidate
from app.matching.weights import weigh
from app.models.dispatch import DispatchState
from app.models.incident import Incident
from app.pipeline.judge import need_of
from app.pipeline.match import automation_for, is_matched, stand_of
from app.reports.find import lock_report
from app.reports.shapes import Case
from app.safety.risk import risk_of
from app.safety.ways import way_barred
from app.supplies.promise import promise_for_job
from app.volunteers.find import Helper
from geo.point import distance_m


class Forward(StrEnum):
    """What became of an offer, or why it is not taken; the page has a kind sentence for each."""

    OFFERED = "offered"
    YOURS = "yours"
    ASKED = "asked"
    OVER = "over"
    FULL = "full"
    OWN = "own"
    OFF = "off"
    RESTING = "resting"
    HOURS = "hours"
    CAPS = "caps"
    PLACE = "place"
    ZONE = "zone"


async def step_forward(
    session: AsyncSession, incident: Incident, helper: Helper, report_id: int, *, now: datetime
) -> Forward:
    """Offer one helper for one need; pressed twice it is once."""
    assert incident.id is not None
    case = await lock_report(session, incident.id, report_id)
    jobs = await own_jobs(session, incident.id, helper.id)
    held = next((job for job in jobs if job.report_id == case.id), None)
    if held is not None and held.state is not DispatchState.PROPOSED:
        return Forward.ASKED if held.state is DispatchState.ASKED else Forward.YOURS
    waiting = sum(job.state is DispatchState.PROPOSED and job.report_id != case.id for job in jobs)
    if why_not := await _why_not(session, incident, helper, case, waiting=waiting, now=now):
        return why_not
    return await _offer(session, incident, helper, case, now=now)


async def _why_not(
    session: AsyncSession, incident: Incident, helper: Helper, case: Case, *, waiting: int, now: datetime
) -> Forward | None:
    """Say what stands against it, the case's own end first; None where nothing does.

    `waiting`: what else they have offered. All of it may be taken up, so it counts as what they carry.
    """
    assert incident.id is not None
    if not is_matched(case) or is_sensitive(case.categories) or case.point is None:
        return Forward.OVER
    if case.contact_id == helper.contact_id:
        return Forward.OWN
    if (await tally(session, incident.id, case.id)).accepted >= case.places_wanted:
        return Forward.FULL
    if not helper.on_duty:
        return Forward.OFF
    if helper.is_resting(now):
        return Forward.RESTING
    if helper.hours is not None and hour_of_week(now, incident.time_zone) not in helper.hours:
        return Forward.HOURS
    load = await load_of(session, incident.id, helper.id, now=now)
    if load.over_cap or load.load + waiting >= load.load_cap:
        return Forward.CAPS
    if helper.point is None:
        return Forward.PLACE
    barred = await way_barred(session, incident.id, here=helper.point, there=case.point, now=now)
    return Forward.ZONE if barred else None


async def _offer(
    session: AsyncSession, incident: Incident, helper: Helper, case: Case, *, now: datetime
) -> Forward:
    assert incident.id is not None
    risk = await risk_of(session, incident.id, case.id, now=now)
    load = await load_of(session, incident.id, helper.id, now=now)
    scored = _score(helper, case, incident, in_hazard=risk.in_hazard, load=load.load)
    suggestion = Suggestion(
        volunteer_id=helper.id,
        score=scored.score,
        distance_m=scored.candidate.distance_m,
        reasons=scored.reasons,
    )
    who = f"contact:{helper.contact_id}"
    dispatch_id = await offer_oneself(session, incident.id, case.id, suggestion, who=who, now=now)
    if not await _may_go_at_once(session, incident, case, scored, in_hazard=risk.in_hazard):
        return Forward.OFFERED
    if not await has_room(session, incident.id, helper.id, now=now):
        return Forward.OFFERED
    await take_offer(session, incident, dispatch_id, now=now)
    await promise_for_job(session, incident, dispatch_id, amount=None, now=now)
    return Forward.YOURS


def _score(helper: Helper, case: Case, incident: Incident, *, in_hazard: bool, load: int) -> Scored:
    assert helper.point is not None
    assert case.point is not None
    kinds = kinds_of_trust(case.categories)
    candidate = Candidate(
        volunteer_id=helper.id,
        contact_id=helper.contact_id,
        skills=helper.skills,
        trust=trust_for(kinds, general=helper.trust, by_kind=helper.trust_by_kind),
        reach_m=helper.reach_m,
        load_cap=helper.load_cap,
        load=load,
        distance_m=distance_m(helper.point, case.point),
        trades=helper.trades,
        vehicle=helper.vehicle,
        languages=helper.languages,
        words=helper.words,
        team=helper.team,
        buddy_id=helper.buddy_id,
        in_hazard=in_hazard,
    )
    return score_candidate(candidate, need_of(case, in_hazard=in_hazard), weights=weigh(incident.weights))


async def _may_go_at_once(
    session: AsyncSession, incident: Incident, case: Case, scored: Scored, *, in_hazard: bool
) -> bool:
    """Whether the incident's rule would have asked this very helper by itself."""
    assert incident.id is not None
    one = scored.candidate
    if not scored.trusted or one.distance_m > one.reach_m or not set(one.skills) & set(case.categories):
        return False
    counts = await tally(session, incident.id, case.id)
    return may_ask(
        stand_of(case, counts, in_hazard=in_hazard),
        automation=automation_for(incident, case, counts),
        auto_urgency=incident.auto_urgency,
    )
