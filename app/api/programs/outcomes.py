"""For programs of coordinators: the figures of the outcome board and of the review. They name nobody."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app.api.deps import SessionDep, ViewerDep
from app.clock import now
from app.outcomes.figures import Waited, Waits, outcomes_of
from app.outcomes.period import Stretch, days_between, period_of
from app.outcomes.review import LATE_H, review_of

router = APIRouter(prefix="/api/v1/incidents/{slug}", tags=["desk"])


class WaitsOut(BaseModel):
    """How long cases waited; of those answered, half waited at most `median_s`, nine in ten `p90_s`."""

    cases: int
    answered: int
    median_s: float | None
    p90_s: float | None


class StepOut(BaseModel):
    """One step of time: what came in it, and what was open at its end."""

    at: datetime
    reports: int
    needs: int
    noise: int
    open: int
    first_reply: WaitsOut
    help: WaitsOut


class GroupOut(BaseModel):
    """One area, kind of need or language."""

    name: str
    first_reply: WaitsOut | None
    help: WaitsOut


class OutcomesOut(BaseModel):
    """The outcome board."""

    start_at: datetime
    end_at: datetime
    step_s: int
    open: int
    open_for_a_day: int
    first_reply: WaitsOut
    help: WaitsOut
    steps: list[StepOut]
    groups: Annotated[dict[str, list[GroupOut]], Field(description="By area, category and language.")]


class DayOut(BaseModel):
    """One day of an incident, in its own time zone."""

    day: date
    arrived: int
    looked: int
    asked: int
    accepted: int
    done: int
    confirmed: int
    unmet: int


class KindInAreaOut(BaseModel):
    """How long one kind of need waited for help in one area."""

    area: str
    category: str
    waits: WaitsOut


class UnmetOut(BaseModel):
    """Needs that help never reached; `told`: they heard that nobody could come."""

    area: str
    category: str
    cases: int
    told: int
    oldest_at: datetime


class UndoneOut(BaseModel):
    """One thing that was taken back."""

    at: datetime
    what: str
    undone: str
    why: str
    reference: str


class AlarmsAnsweredOut(BaseModel):
    """How long alarms of one kind waited for somebody to look."""

    kind: str
    raised: int
    seen: int
    median_s: float | None
    p90_s: float | None
    longest_s: float | None


class BulletinToldOut(BaseModel):
    """One bulletin, language by language."""

    texts: dict[str, str]
    source: str
    at: datetime
    ended_at: datetime | None


class SaidOut(BaseModel):
    """Words of somebody at the desk, without numbers."""

    at: datetime
    text: str


class ReviewOut(BaseModel):
    """The after-action review of some days."""

    start_at: datetime
    end_at: datetime
    late_h: Annotated[int, Field(description="Open needs older than so many hours count as unmet.")]
    help: WaitsOut
    days: list[DayOut]
    waits: list[KindInAreaOut]
    unmet: list[UnmetOut]
    undone: list[UndoneOut]
    alarms: list[AlarmsAnsweredOut]
    bulletins: list[BulletinToldOut]
    challenges: list[SaidOut]
    learned: list[SaidOut]


@router.get("/outcomes")
async def outcomes(
    desk: ViewerDep, session: SessionDep, span: Annotated[Stretch, Query()] = Stretch.DAY
) -> OutcomesOut:
    """Give the figures of the outcome board."""
    at, incident = now(), desk.incident
    period = period_of(span, began_at=incident.created_at, now=at, zone=incident.time_zone)
    found = await outcomes_of(session, desk.incident_id, period, now=at)
    steps = [
        StepOut(
            at=begin,
            **asdict(arrived),
            open=open_,
            first_reply=_waits(reply),
            help=_waits(help_),
        )
        for begin, arrived, open_, reply, help_ in zip(
            period.steps,
            found.arrivals,
            found.backlog[1:],
            found.first_reply.steps,
            found.help.steps,
            strict=True,
        )
    ]
    return OutcomesOut(
        start_at=period.start_at,
        end_at=period.end_at,
        step_s=round(period.step.total_seconds()),
        open=found.backlog[-1],
        open_for_a_day=found.open_old,
        first_reply=_waits(found.first_reply.whole),
        help=_waits(found.help.whole),
        steps=steps,
        groups={name: _groups(name, found.help, found.first_reply) for name in found.help.groups},
    )


@router.get("/review")
async def review(
    desk: ViewerDep,
    session: SessionDep,
    first: Annotated[str, Query(max_length=10, description="The first day, like 2026-05-01.")] = "",
    last: Annotated[str, Query(max_length=10, description="The last day, included.")] = "",
    late_h: Annotated[int, Query(ge=1, le=720)] = LATE_H,
) -> ReviewOut:
    """Give the after-action review of some days."""
    at, incident = now(), desk.incident
    period = days_between(first, last, began_at=incident.created_at, now=at, zone=incident.time_zone)
    found = await review_of(session, desk.incident_id, period, zone=incident.time_zone, now=at, late_h=late_h)
    return ReviewOut(
        start_at=period.start_at,
        end_at=period.end_at,
        late_h=late_h,
        help=_waits(found.whole),
        days=[DayOut(**asdict(one)) for one in found.days],
        waits=[KindInAreaOut(**asdict(one)) for one in found.waits],
        unmet=[UnmetOut(**asdict(one)) for one in found.unmet],
        undone=[UndoneOut(**asdict(one)) for one in found.undone],
        alarms=[AlarmsAnsweredOut(**asdict(one)) for one in found.alarms],
        bulletins=[BulletinToldOut(**asdict(one)) for one in found.bulletins],
        challenges=[SaidOut(at=one.at, text=one.text) for one in found.challenges],
        learned=[SaidOut(at=one.at, text=one.text) for one in found.learned],
    )


def _waits(waits: Waits) -> WaitsOut:
    return WaitsOut(**asdict(waits))


def _groups(name: str, helped: Waited, replied: Waited) -> list[GroupOut]:
    replies = dict(replied.groups[name])
    return [
        GroupOut(
            name=group, help=_waits(waits), first_reply=_waits(replies[group]) if group in replies else None
        )
        for group, waits in helped.groups[name]
    ]
