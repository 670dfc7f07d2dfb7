"""One verdict of the desk on one case, with all that follows from it: the same for one press and for many."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.dispatch.complete import call_off
from app.errors import Conflict
from app.history import Happening, record
from app.models.incident import Incident
from app.models.report import ReportState
from app.pipeline.merge import follow_merged
from app.reports.find import lock_report
from app.reports.settle import settle_report
from app.reports.shapes import Case
from app.supplies.pledges import end_pledges
from app.triage.standing import Standing, note_decided, snooze_report, standing_of

MORNING = 6  # o'clock, where the incident is


class Verdict(StrEnum):
    """What somebody decides about a case by one key."""

    ACCEPT = "accept"
    NOISE = "noise"
    CLOSE = "close"
    CANCEL = "cancel"
    SNOOZE = "snooze"


class Sleep(StrEnum):
    """How long a case may sleep."""

    SHORT = "10"
    USUAL = "30"
    LONG = "120"
    MORNING = "morning"


THEN = {
    Verdict.NOISE: ReportState.NOISE,
    Verdict.CLOSE: ReportState.CLOSED,
    Verdict.CANCEL: ReportState.CANCELLED,
}
ENDED = frozenset(THEN.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict as it was pressed: by whom, in which press of many, and for how long it may sleep."""

    verdict: Verdict
    who: str
    batch: str = ""
    sleep: Sleep = Sleep.USUAL


def wakes_at(sleep: Sleep, now: datetime, *, zone: str) -> datetime:
    """When a case that sleeps is shown again."""
    if sleep is not Sleep.MORNING:
        return now + timedelta(minutes=int(sleep.value))
    here = now.astimezone(ZoneInfo(zone))
    day = here.date() if here.hour < MORNING else here.date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, MORNING, tzinfo=here.tzinfo).astimezone(now.tzinfo)


async def decide(
    session: AsyncSession, incident: Incident, report_id: int, decision: Decision, *, now: datetime
) -> Case:
    """Hold the case and do what was pressed; raises `Conflict` when it makes no sense any more."""
    assert incident.id is not None
    case = await lock_report(session, incident.id, report_id)
    if decision.verdict is Verdict.SNOOZE:
        until_at = wakes_at(decision.sleep, now, zone=incident.time_zone)
        who, batch = decision.who, decision.batch
        await snooze_report(session, incident.id, case.id, until_at=until_at, who=who, now=now, batch=batch)
    elif decision.verdict is Verdict.ACCEPT:
        await _accept(session, incident.id, case, decision, now=now)
    else:
        await _end(session, incident, case, decision, now=now)
    return case


async def _accept(
    session: AsyncSession, incident_id: int, case: Case, decision: Decision, *, now: datetime
) -> None:
    """Say that a case is real: a new or ended one is open, whoever is asked or goes stays so."""
    if case.merged_into is not None:
        raise Conflict(f"Case {case.reference} is part of another one; decide there, or split it first.")
    if case.state is ReportState.NEW or case.state in ENDED:
        stood = await note_decided(session, incident_id, case.id, now=now)
        await _settle(session, incident_id, case, ReportState.OPEN, decision, stood, now=now)
    else:
        await _note(session, incident_id, case, decision, now=now)


async def _note(
    session: AsyncSession, incident_id: int, case: Case, decision: Decision, *, now: datetime
) -> None:
    """Write down that somebody has looked, and nothing else."""
    stood = await note_decided(session, incident_id, case.id, now=now)
    happening = Happening(
        what="report.triaged",
        who=decision.who,
        report_id=case.id,
        before=stood.as_data(),
        after={"state": case.state.value} | ({"batch": decision.batch} if decision.batch else {}),
    )
    record(session, incident_id, happening, now=now)


async def look_too(
    session: AsyncSession,
    incident: Incident,
    report_id: int,
    *,
    who: str,
    batch: str,
    now: datetime,
    opens: bool = True,
) -> None:
    """Whoever does something about a case has looked at it: in the same press it leaves the first look.

    `opens`: it is real from here on; who is about to ask a helper moves the case by asking.
    """
    assert incident.id is not None
    case = await lock_report(session, incident.id, report_id)
    stands = await standing_of(session, incident.id, case.id)
    decision = Decision(verdict=Verdict.ACCEPT, who=who, batch=batch)
    if opens and case.state is ReportState.NEW:
        await _accept(session, incident.id, case, decision, now=now)
    elif stands.triaged_at is None and case.merged_into is None:
        await _note(session, incident.id, case, decision, now=now)


async def _end(
    session: AsyncSession, incident: Incident, case: Case, decision: Decision, *, now: datetime
) -> None:
    assert incident.id is not None
    then, who = THEN[decision.verdict], decision.who
    if case.state is then:
        raise Conflict(f"Case {case.reference} was {then.value} already.")
    await call_off(session, incident, case.id, now=now, who=who)
    await end_pledges(session, incident, case.id, who=who, now=now)
    stood = await note_decided(session, incident.id, case.id, now=now)
    await _settle(session, incident.id, case, then, decision, stood, now=now)
    await follow_merged(session, incident, case.id, then, who=who, now=now)


async def _settle(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    state: ReportState,
    decision: Decision,
    stood: Standing,
    *,
    now: datetime,
) -> None:
    await settle_report(
        session,
        incident_id,
        case,
        state,
        who=decision.who,
        now=now,
        stood=stood.as_data(),
        batch=decision.batch,
    )
