"""Two people told of one need: one case stands for both, until somebody says that they were two."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict
from app.history import Happening, record
from app.models.report import LIVE, ReportKind, ReportState
from app.reports import queries
from app.reports.find import lock_report
from app.reports.shapes import Case

TAKEN = (ReportState.ACCEPTED, ReportState.DONE)
OPEN_AGAIN = (ReportState.ASKED, ReportState.ACCEPTED, ReportState.DONE)  # whoever was asked is free by then


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
    session: AsyncSession, incident_id: int, *, into: Case, other: Case, who: str, now: datetime
) -> None:
    """Let one case stand for another; what that one was is remembered."""
    values = {"incident_id": incident_id, "id": other.id, "stands_id": into.id, "now": now}
    state = ReportState.OPEN if other.state in OPEN_AGAIN else other.state
    await session.execute(queries.MERGE, values | {"state": state})
    happening = Happening(
        what="report.merged",
        who=who,
        report_id=other.id,
        before={"state": other.state.value},
        after={"into": into.reference},
    )
    record(session, incident_id, happening, now=now)
    holds = Happening(what="report.merged", who=who, report_id=into.id, after={"holds": other.reference})
    record(session, incident_id, holds, now=now)


async def split_report(
    session: AsyncSession, incident_id: int, other: Case, *, who: str, now: datetime, why: str = ""
) -> None:
    """Give a merged case its own life back, as it was; raises `Conflict` when it is not merged."""
    if other.merged_into is None:
        raise Conflict(f"Case {other.reference} is not merged; there is nothing to split.")
    values = {"incident_id": incident_id, "id": other.id}
    before = ReportState((await session.execute(queries.STATE_BEFORE_MERGE, values)).scalar_one())
    state = ReportState.OPEN if before in OPEN_AGAIN else before
    if other.state is ReportState.CANCELLED:
        state = other.state  # its person withdrew it meanwhile, and has the last word
    looks = state in LIVE and other.kind is ReportKind.NEED and other.point is not None
    await session.execute(
        queries.SPLIT, values | {"state": state, "match_at": now if looks else None, "now": now}
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
