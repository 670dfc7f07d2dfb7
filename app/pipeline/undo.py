"""Taking back what was decided: each kind of event has its inverse, and taking back is an event itself."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.access.powers import Power
from app.dispatch.hand import release_job
from app.errors import Conflict, NotFound
from app.history import Happening, record
from app.models.incident import Incident
from app.models.report import ReportKind, ReportState, Verified
from app.pipeline.correct import correct
from app.pipeline.merge import follow_merged, split_case
from app.places.forget import forget_report
from app.reports.correct import Correction
from app.reports.describe import describe_report, details_from, details_of
from app.reports.find import lock_report, report_by_id, report_by_reference
from app.reports.merge import lock_two
from app.reports.place import place_back
from app.reports.settle import settle_report, want_helpers
from app.reports.shapes import Case
from app.reports.twins import set_apart
from app.reports.verify import unmark_rumour, unverify
from app.safety.risk import mark_risky
from app.triage import queries
from app.triage.standing import Standing, set_standing, standing_of

TAKEN_BACK = "taken back"
BATCH_LASTS = timedelta(days=1)
# whoever was asked or came is free since: nobody goes there until somebody is asked again
OPEN_AGAIN = (ReportState.ASKED, ReportState.ACCEPTED, ReportState.DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One event that is to be taken back."""

    id: int
    who: str
    what: str
    report_id: int
    dispatch_id: int | None
    before: Mapping[str, object]
    after: Mapping[str, object]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who takes something back, where and when."""

    session: AsyncSession
    incident: Incident
    incident_id: int
    who: str
    now: datetime


Inverse = Callable[[Hand, Case, Past], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Undo:
    """How one kind of event is taken back, and what that asks of whoever does it."""

    run: Inverse
    power: Power = Power.VERIFY


async def _state(hand: Hand, case: Case, past: Past) -> None:
    """Give a case its state back; it is open where helpers were told that nobody is needed: they know."""
    if case.state.value != past.after.get("state"):
        raise Conflict(
            f"Case {case.reference} is {case.state.value} by now; take back what came later first."
        )
    state = ReportState(str(past.before["state"]))
    state = ReportState.OPEN if state in OPEN_AGAIN else state
    await settle_report(
        hand.session, hand.incident_id, case, state, who=hand.who, now=hand.now, why=TAKEN_BACK
    )
    if case.state is ReportState.CLOSED:
        await follow_merged(hand.session, hand.incident, case.id, state, who=hand.who, now=hand.now)
    await _stand(hand, case, past)


async def _stand(hand: Hand, case: Case, past: Past) -> None:
    """Put a case back into the lists where it stood; an event from before there were lists says nothing."""
    if "triaged_at" in past.before:
        before = Standing.from_data(dict(past.before))
        await set_standing(hand.session, hand.incident_id, case.id, before, now=hand.now)


async def _snoozed(hand: Hand, case: Case, past: Past) -> None:
    stands = await standing_of(hand.session, hand.incident_id, case.id)
    if stands.as_data()["snoozed_until"] != past.after.get("snoozed_until"):
        raise Conflict(f"Case {case.reference} does not sleep any more; there is nothing to take back.")
    await _stand(hand, case, past)


async def _corrected(hand: Hand, case: Case, past: Past) -> None:
    now_ = {"kind": case.kind.value, "categories": list(case.categories), "urgency": case.urgency}
    if any(past.after.get(name, value) != value for name, value in now_.items()):
        raise Conflict(f"Case {case.reference} was corrected again since; take that back first.")
    before = dict(now_) | {name: past.before[name] for name in now_ if name in past.before}
    names = before["categories"]
    assert isinstance(names, list)
    correction = Correction(
        kind=ReportKind(str(before["kind"])), categories=tuple(names), urgency=int(str(before["urgency"]))
    )
    await correct(hand.session, hand.incident, case, correction, who=hand.who, now=hand.now)


async def _placed(hand: Hand, case: Case, past: Past) -> None:
    if (case.place_name, case.radius_m) != (past.after.get("place"), past.after.get("radius_m")):
        raise Conflict(f"Case {case.reference} was placed again since; take that back first.")
    if "lat" not in past.before:
        raise Conflict("This was placed before old places were kept; set the place again by hand.")
    await place_back(
        hand.session, hand.incident_id, case, past.before, who=hand.who, now=hand.now, why=TAKEN_BACK
    )
    await forget_report(hand.session, hand.incident_id, case.id, who=hand.who, now=hand.now)


async def _merged(hand: Hand, case: Case, past: Past) -> None:
    """Make two again, told from either of both; what is part of a third case by now stays there."""
    into, other = str(past.after.get("into") or case.reference), case
    if holds := past.after.get("holds"):
        found = await report_by_reference(hand.session, hand.incident_id, str(holds))
        assert found is not None
        other = found
    if other.merged_into is not None:
        stands = await report_by_id(hand.session, hand.incident_id, other.merged_into)
        if stands.reference != into:
            raise Conflict(f"Case {other.reference} is part of {stands.reference} by now; split it there.")
    await split_case(hand.session, hand.incident, other, who=hand.who, now=hand.now)


async def _wanted(hand: Hand, case: Case, past: Past) -> None:
    if case.places_wanted != past.after.get("places"):
        raise Conflict(f"Case {case.reference} wants another number of helpers by now; take that back first.")
    places = int(str(past.before["places"]))
    await _want(hand, case, places)


async def _want(hand: Hand, case: Case, places: int) -> None:
    await want_helpers(
        hand.session, hand.incident_id, case, places, who=hand.who, now=hand.now, why=TAKEN_BACK
    )


async def _risky(hand: Hand, case: Case, past: Past) -> None:
    was = bool(past.before.get("risky"))
    if case.risky is was:
        raise Conflict(
            f"Whether case {case.reference} is risky was changed since; there is nothing to take back."
        )
    await mark_risky(hand.session, hand.incident_id, case.id, was, who=hand.who, why=TAKEN_BACK, now=hand.now)
    before = past.before.get("places_wanted")
    # two go where it is risky; who said another number since, meant it
    if isinstance(before, int) and case.places_wanted == past.after.get("places_wanted") != before:
        await _want(hand, case, before)


async def _asked(hand: Hand, case: Case, past: Past) -> None:
    assert past.dispatch_id is not None
    await release_job(
        hand.session, hand.incident, past.dispatch_id, who=hand.who, why="asked by mistake", now=hand.now
    )


async def _verified(hand: Hand, case: Case, past: Past) -> None:
    if case.verified.value != past.after.get("verified"):
        raise Conflict(f"How well case {case.reference} is known was changed since; take that back first.")
    before = Verified(str(past.before["verified"]))
    await unverify(hand.session, hand.incident_id, case, before, who=hand.who, now=hand.now, why=TAKEN_BACK)


async def _rumour(hand: Hand, case: Case, past: Past) -> None:
    before = bool(past.before.get("rumour"))
    await unmark_rumour(
        hand.session, hand.incident_id, case, before, who=hand.who, now=hand.now, why=TAKEN_BACK
    )


async def _described(hand: Hand, case: Case, past: Past) -> None:
    stood = await details_of(hand.session, hand.incident_id, case)
    if details_from(stood, past.after) != stood:
        raise Conflict(f"Case {case.reference} was corrected again since; take that back first.")
    before = details_from(stood, past.before)
    await describe_report(
        hand.session, hand.incident_id, case, before, who=hand.who, now=hand.now, why=TAKEN_BACK
    )


async def _set_apart(hand: Hand, case: Case, past: Past) -> None:
    twin = await report_by_reference(hand.session, hand.incident_id, str(past.after["twin"]))
    assert twin is not None
    apart = past.what != "report.not_twin"
    await set_apart(
        hand.session, hand.incident_id, case, twin, who=hand.who, now=hand.now, apart=apart, why=TAKEN_BACK
    )


# What can be taken back; an event that is not here cannot, for somebody outside acted on it.
UNDO: dict[str, Undo] = {
    **{f"report.{name}": Undo(_state) for name in ("open", "noise", "closed", "cancelled")},
    "report.triaged": Undo(_stand),
    "report.snoozed": Undo(_snoozed),
    "report.corrected": Undo(_corrected),
    "report.placed": Undo(_placed),
    "report.merged": Undo(_merged),
    "report.wanted": Undo(_wanted),
    "report.risky": Undo(_risky, Power.COORDINATE),
    "report.verified": Undo(_verified),
    "report.rumour": Undo(_rumour),
    "report.described": Undo(_described),
    "report.not_twin": Undo(_set_apart),
    "dispatch.asked": Undo(_asked, Power.DISPATCH),
}


def can_undo(what: str, who: str, why: str) -> bool:
    """Tell whether an event may be taken back: a hand of the desk did it, and not as an undo."""
    return what in UNDO and who.startswith("staff:") and why != TAKEN_BACK


async def power_for(session: AsyncSession, incident_id: int, event_id: int) -> Power:
    """What whoever takes this back must be able to do; raises `NotFound` and `Conflict`."""
    return _undo_of(await _past(session, incident_id, event_id)).power


async def undo_event(
    session: AsyncSession, incident: Incident, event_id: int, *, who: str, now: datetime
) -> Case:
    """Take back one event, once; raises `Conflict` with what stands in the way. Gives the case before it."""
    assert incident.id is not None
    past = await _past(session, incident.id, event_id)
    undo = _undo_of(past)
    case = await _hold(session, incident.id, past)
    later = await session.execute(
        queries.LATER, {"incident_id": incident.id, "report_id": past.report_id, "id": past.id}
    )
    if any(row.what == "event.undone" and row.after.get("undoes") == past.id for row in later):
        raise Conflict("This was taken back already.")
    hand = Hand(session=session, incident=incident, incident_id=incident.id, who=who, now=now)
    await undo.run(hand, case, past)
    happening = Happening(
        what="event.undone",
        who=who,
        report_id=past.report_id,
        dispatch_id=past.dispatch_id,
        after={"undoes": past.id, "what": past.what},
    )
    record(session, incident.id, happening, now=now)
    return case


async def events_of_batch(
    session: AsyncSession, incident_id: int, batch: str, *, now: datetime
) -> tuple[int, ...]:
    """What one press of many did, the last first."""
    values = {"incident_id": incident_id, "batch": batch, "since": now - BATCH_LASTS}
    return tuple((await session.execute(queries.OF_BATCH, values)).scalars().all())


async def _hold(session: AsyncSession, incident_id: int, past: Past) -> Case:
    """Hold the case of an event; a merge's two are held in the order in which merging holds them."""
    case = await report_by_id(session, incident_id, past.report_id)
    if held := past.after.get("holds"):
        other = await report_by_reference(session, incident_id, str(held))
        if other is not None:
            return (await lock_two(session, incident_id, case, other))[0]
    return await lock_report(session, incident_id, past.report_id)


def _undo_of(past: Past) -> Undo:
    if not can_undo(past.what, past.who, past.why):
        raise Conflict("This cannot be taken back; do the opposite by hand.")
    return UNDO[past.what]


async def _past(session: AsyncSession, incident_id: int, event_id: int) -> Past:
    row = (await session.execute(queries.EVENT, {"incident_id": incident_id, "id": event_id})).first()
    if row is None or row.report_id is None:
        raise NotFound("There is no such step here.")
    return Past(
        id=row.id,
        who=row.who,
        what=row.what,
        report_id=row.report_id,
        dispatch_id=row.dispatch_id,
        before=row.before,
        after=row.after,
        why=row.why,
    )
