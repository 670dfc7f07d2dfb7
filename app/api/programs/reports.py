"""For the desk and other programs of coordinators: what waits, and every verdict about a report.

Each verdict answers with the case as it is now and the `batch` that takes it back; one that makes no sense
(any more) is a 409 that says why.
"""

from datetime import datetime
from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from app.api.deps import SessionDep, ViewerDep
from app.api.desk.press import Press, PressDep
from app.api.desk.shapes import QueueRowView
from app.api.desk.views.lists import list_rows, looking_at
from app.clock import now
from app.errors import Conflict, NotAllowed
from app.models.report import Verified
from app.pipeline.climb import climb
from app.pipeline.decide import Decision, Sleep, Verdict, decide
from app.pipeline.undo import events_of_batch, power_for, undo_event
from app.reports.find import lock_report, report_by_id
from app.reports.verify import LONGEST_HOW, mark_rumour
from app.safety.alarms import see_alarms
from app.triage.lists import Waits, counts_of
from app.triage.standing import standing_of

router = APIRouter(prefix="/api/v1/incidents/{slug}", tags=["desk"])
LANGUAGE = "en"  # of the names of categories: programs read them
BATCH = "^[0-9a-f]{12}$"
How = Annotated[str, Field(max_length=LONGEST_HOW)]


class WaitingOut(BaseModel):
    """One report of a list. `rough`: the place is known better than it is told to this account."""

    reference: str
    kind: str
    category: str
    urgency: int
    score: float
    people: int | None
    text: str
    language: str
    state: str
    verified: str
    rumour: bool
    place: str
    lat: float | None
    lon: float | None
    radius_m: int | None
    rough: bool
    created_at: datetime
    asleep_until: datetime | None
    in_hand_of: Annotated[str, Field(description="Who has it open at the desk; empty: nobody.")]


class QueueOut(BaseModel):
    """One list, what matters most first, and how many wait in each (none is counted beyond 1000)."""

    which: Waits
    waiting: dict[str, int]
    reports: list[WaitingOut]


class CaseOut(BaseModel):
    """A case after a verdict. `batch` takes the verdict back; it is empty after a step without one."""

    reference: str
    state: str
    verified: str
    rumour: bool
    looked_at: Annotated[datetime | None, Field(description="When somebody first decided about it.")]
    asleep_until: datetime | None
    batch: str


class SnoozeIn(BaseModel):
    """For how many minutes, or until the morning."""

    sleep: Sleep = Sleep.USUAL


class VerifyIn(BaseModel):
    """Which step of the ladder; none is the next one. `how`: whom you spoke with, and when."""

    step: Verified | None = None
    how: How = ""


class RumourIn(BaseModel):
    """Whether many tell this and nobody knows it to be true."""

    rumour: bool
    why: How = ""


class UndoIn(BaseModel):
    """The `batch` that a verdict answered with."""

    batch: Annotated[str, Field(pattern=BATCH)]


@router.get("/queue")
async def queue(
    request: Request,
    desk: ViewerDep,
    session: SessionDep,
    waits: Annotated[Waits, Query(alias="list")] = Waits.LOOK,
) -> QueueOut:
    """List what waits, as the desk does; the desk's filters narrow as they do in its address."""
    at = now()
    looking = await looking_at(session, desk, {**request.query_params, "list": waits.value}, now=at)
    rows = await list_rows(session, desk, looking, language=LANGUAGE, now=at)
    counts = await counts_of(session, desk.incident_id, now=at)
    return QueueOut(
        which=looking.waits,
        waiting={name.value: count for name, count in counts.items()},
        reports=[_waiting(row) for row in rows],
    )


@router.post("/reports/{reference}/accept")
async def accept(call: PressDep) -> CaseOut:
    """Say that it is real: it leaves the first look."""
    return await _decided(call, Verdict.ACCEPT)


@router.post("/reports/{reference}/reject")
async def reject(call: PressDep) -> CaseOut:
    """Set it aside as noise."""
    return await _decided(call, Verdict.NOISE)


@router.post("/reports/{reference}/close")
async def close(call: PressDep) -> CaseOut:
    """Close it: help came."""
    return await _decided(call, Verdict.CLOSE)


@router.post("/reports/{reference}/cancel")
async def cancel(call: PressDep) -> CaseOut:
    """Say that it is not needed any more."""
    return await _decided(call, Verdict.CANCEL)


@router.post("/reports/{reference}/snooze")
async def snooze(call: PressDep, given: SnoozeIn) -> CaseOut:
    """Let it sleep: it stands in no list until then."""
    return await _decided(call, Verdict.SNOOZE, given.sleep)


@router.post("/reports/{reference}/verify")
async def verify(call: PressDep, given: VerifyIn) -> CaseOut:
    """Take one step of the ladder: reported, called_back, seen, two_sources."""
    desk, batch = call.desk, token_hex(6)
    told = {"who": desk.who, "how": given.how.strip(), "batch": batch}
    await climb(call.session, desk.incident, call.case.id, step=given.step, now=now(), **told)
    return await _now(call, batch)


@router.post("/reports/{reference}/rumour")
async def rumour(call: PressDep, given: RumourIn) -> CaseOut:
    """Mark a rumour, or take the mark away with the same call."""
    desk, why = call.desk, given.why.strip()
    case = await lock_report(call.session, desk.incident_id, call.case.id)
    await mark_rumour(call.session, desk.incident_id, case, given.rumour, who=desk.who, now=now(), why=why)
    return await _now(call)


@router.post("/reports/{reference}/undo")
async def undo(call: PressDep, given: UndoIn) -> CaseOut:
    """Take one verdict about this case back, exactly; 409 when what came later stands in the way."""
    desk, at = call.desk, now()
    events = await events_of_batch(call.session, desk.incident_id, given.batch, now=at)
    if not events:
        raise Conflict("There is nothing to take back any more.")
    for event_id in events:
        if not desk.may(await power_for(call.session, desk.incident_id, event_id)):
            raise NotAllowed
        undone = await undo_event(call.session, desk.incident, event_id, who=desk.who, now=at)
        if undone.id != call.case.id:
            raise Conflict(f"This was done to case {undone.reference}; take it back there.")
    return await _now(call)


async def _decided(call: Press, verdict: Verdict, sleep: Sleep = Sleep.USUAL) -> CaseOut:
    decision = Decision(verdict=verdict, who=call.desk.who, batch=token_hex(6), sleep=sleep)
    await decide(call.session, call.desk.incident, call.case.id, decision, now=now())
    return await _now(call, decision.batch)


async def _now(call: Press, batch: str = "") -> CaseOut:
    """The case after a step; whoever takes one has looked at it."""
    session, incident_id = call.session, call.desk.incident_id
    await session.flush()
    await see_alarms(session, incident_id, call.case.id, who=call.desk.who, now=now())
    case = await report_by_id(session, incident_id, call.case.id)
    stands = await standing_of(session, incident_id, case.id)
    return CaseOut(
        reference=case.reference,
        state=case.state.value,
        verified=case.verified.value,
        rumour=case.rumour,
        looked_at=stands.triaged_at,
        asleep_until=stands.snoozed_until,
        batch=batch,
    )


def _waiting(row: QueueRowView) -> WaitingOut:
    return WaitingOut(
        reference=row.reference,
        kind=row.kind,
        category=row.category.name,
        urgency=row.urgency,
        score=row.score,
        people=row.people,
        text=row.words,
        language=row.language,
        state=row.state,
        verified=row.verified,
        rumour=row.rumour,
        place=row.place,
        lat=row.lat,
        lon=row.lon,
        radius_m=row.radius_m,
        rough=row.rough,
        created_at=row.at,
        asleep_until=row.asleep_until,
        in_hand_of=row.holder,
    )
