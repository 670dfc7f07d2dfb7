"""Two people told of one need: one case stands for both, until somebody says that they were two.

A merged case keeps all its own: words, thread, needs, promises, approvals, how well it is known, how it was
looked at, even its suggestions. So a split restores three things only: that it stands by itself, its state,
and whether helpers are to be looked for.
"""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict
from app.history import Happening, record
from app.models.report import LIVE, ReportKind, ReportState
from app.reports import queries
from app.reports.find import lock_report
from app.reports.shapes import Case

TAKEN = (ReportState.ACCEPTED, ReportState.DONE)
OPEN_AGAIN = (ReportState.ASKED, ReportState.ACCEPTED, ReportState.DONE)  # whoever was asked is free by then
STALE = timedelta(minutes=10)  # helpers come and go: older suggestions are looked for anew
MATCHED = (ReportState.NEW, ReportState.OPEN)


async def lock_two(session: AsyncSession, incident_id: int, one: Case, two: Case) -> tuple[Case, Case]:
    """Hold both rows, the older first whichever is asked for first: two presses never wait for each other."""
    held = {id_: await lock_report(session, incident_id, id_) for id_ in sorted({one.id, two.id})}
    return held[one.id], held[two.id]


async def check_may_merge(session: AsyncSession, incident_id: int, into: Case, other: Case) -> None:
    """Raise `Conflict` with what stands in the way of one case standing for both."""
    if why := why_not(into, other):
        raise Conflict(why)
    values = {"incident_id": incident_id, "id": other.id}
    if (await session.execute(queries.HOLDS_OTHERS, values)).scalar():
        raise Conflict(f"Case {other.reference} already stands for others; split those first.")


def why_not(into: Case, other: Case) -> str:
    """Say why two cases cannot become one; empty when they can."""
    if into.id == other.id:
        return "A case cannot be merged into itself; choose another one."
    if other.merged_into is not None:
        return f"Case {other.reference} is merged already; split it first."
    if into.merged_into is not None:
        return f"Case {into.reference} is itself part of another case; merge into that one."
    if into.kind is not other.kind:
        return f"{into.reference} and {other.reference} are not of one kind; correct one of them first."
    if into.state not in LIVE or other.state not in LIVE:
        return "Only cases that are still open can be merged; open the closed one first."
    if other.state in TAKEN:
        return f"A helper goes to {other.reference}; release them first, or merge the other way round."
    return ""


async def merge_reports(
    session: AsyncSession,
    incident_id: int,
    *,
    into: Case,
    other: Case,
    who: str,
    now: datetime,
    freed: int = 0,
    batch: str = "",
) -> None:
    """Let one case stand for another; what that one was is remembered. `freed`: who was asked for it."""
    values = {"incident_id": incident_id, "id": other.id, "stands_id": into.id, "now": now}
    state = ReportState.OPEN if other.state in OPEN_AGAIN else other.state
    match_at = (await session.execute(queries.MERGE, values | {"state": state})).scalar_one()
    happening = Happening(
        what="report.merged",
        who=who,
        report_id=other.id,
        before={"state": other.state.value, "match_at": match_at.isoformat() if match_at else None},
        after={"into": into.reference, "state": state.value, "freed": freed}
        | ({"batch": batch} if batch else {}),
    )
    record(session, incident_id, happening, now=now)
    holds = Happening(what="report.merged", who=who, report_id=into.id, after={"holds": other.reference})
    record(session, incident_id, holds, now=now)


async def split_report(
    session: AsyncSession, incident_id: int, other: Case, *, who: str, now: datetime, why: str = ""
) -> None:
    """Give a merged case its own life back, exactly as it was; raises `Conflict` when it is not merged.

    What was done to it meanwhile stays done: a better place, a correction, a state that it was given. What
    befell it with the case that stood for it is undone. Whoever was asked for it and heard that nobody is
    needed cannot be untold: then it is open, and helpers are looked for again.
    """
    if other.merged_into is None:
        raise Conflict(f"Case {other.reference} is not merged; there is nothing to split.")
    await session.flush()  # what happened in this very transaction counts too
    values = {"incident_id": incident_id, "id": other.id}
    was = (await session.execute(queries.BEFORE_MERGE, values)).one()
    before = ReportState(was.state)
    state = ReportState.OPEN if before in OPEN_AGAIN else before
    if was.own_state:
        state = other.state
    match_at = was.match_at
    if was.grew or was.freed or now - was.at > STALE or (was.own_state and state is ReportState.OPEN):
        match_at = now
    looks = state in MATCHED and other.kind is ReportKind.NEED and other.point is not None
    await session.execute(
        queries.SPLIT, values | {"state": state, "looks": looks, "match_at": match_at, "now": now}
    )
    happening = Happening(
        what="report.split",
        who=who,
        report_id=other.id,
        before={"state": other.state.value, "into": other.merged_into},
        after={"state": state.value},
        why=why,
    )
    record(session, incident_id, happening, now=now)


async def free_merged(
    session: AsyncSession, incident_id: int, report_id: int, *, who: str, now: datetime
) -> None:
    """Split off all that a case stood for: who needs nothing more speaks for nobody else."""
    rows = await session.execute(queries.OTHERS_OF, {"incident_id": incident_id, "id": report_id})
    for other_id in rows.scalars().all():
        other = await lock_report(session, incident_id, other_id)
        if other.state not in LIVE:
            continue
        why = "the case that stood for it was withdrawn"
        await split_report(session, incident_id, other, who=who, now=now, why=why)
