"""How well a report is known to be true, one step at a time: each has somebody who says how they know."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict
from app.history import Happening, record
from app.models.report import Verified
from app.reports import queries
from app.reports.shapes import Case

LADDER = tuple(Verified)
LONGEST_HOW = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step that stands: who took it and when, and how they know; `how` may be said later."""

    step: Verified
    who: str
    at: datetime
    how: str = ""


def step_after(step: Verified) -> Verified | None:
    """Give the next step up; None on the last."""
    at = LADDER.index(step) + 1
    return LADDER[at] if at < len(LADDER) else None


def step_before(step: Verified) -> Verified | None:
    """Give the next step down; None on the first."""
    at = LADDER.index(step)
    return LADDER[at - 1] if at else None


async def verify_report(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    step: Verified,
    *,
    who: str,
    now: datetime,
    how: str = "",
    why: str = "",
    batch: str = "",
) -> None:
    """Put a report on a step of the ladder, up or down; on the one it stands on, say only how it is known."""
    if step is case.verified:
        if not how:
            raise Conflict(f"Case {case.reference} stands on this step already; say how it is known.")
        await vouch(session, incident_id, case, how, who=who, now=now)
        return
    values = {"incident_id": incident_id, "id": case.id, "verified": step, "now": now}
    await session.execute(queries.SET_VERIFIED, values)
    happening = Happening(
        what="report.verified",
        who=who,
        report_id=case.id,
        before={"verified": case.verified.value},
        after={"verified": step.value, "how": how} | ({"batch": batch} if batch else {}),
        why=why,
    )
    record(session, incident_id, happening, now=now)


async def vouch(
    session: AsyncSession, incident_id: int, case: Case, how: str, *, who: str, now: datetime
) -> None:
    """Say how the step is known on which a report stands: with whom somebody spoke, when, by which source."""
    happening = Happening(
        what="report.vouched",
        who=who,
        report_id=case.id,
        after={"verified": case.verified.value, "how": how},
        why=how,
    )
    record(session, incident_id, happening, now=now)


async def unverify(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    before: Verified,
    *,
    who: str,
    now: datetime,
    why: str,
) -> None:
    """Take a step back to where a report stood before: the inverse of `verify_report`."""
    await verify_report(session, incident_id, case, before, who=who, now=now, why=why)


async def mark_rumour(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    rumour: bool,
    *,
    who: str,
    now: datetime,
    why: str = "",
) -> None:
    """Mark what many tell and nobody knows to be true, or take the mark away."""
    if case.rumour is rumour:
        raise Conflict(f"Case {case.reference} is {'' if rumour else 'not '}marked as a rumour already.")
    await session.execute(
        queries.SET_RUMOUR, {"incident_id": incident_id, "id": case.id, "rumour": rumour, "now": now}
    )
    happening = Happening(
        what="report.rumour",
        who=who,
        report_id=case.id,
        before={"rumour": case.rumour},
        after={"rumour": rumour},
        why=why,
    )
    record(session, incident_id, happening, now=now)


async def unmark_rumour(
    session: AsyncSession, incident_id: int, case: Case, before: bool, *, who: str, now: datetime, why: str
) -> None:
    """Give a report the mark back that it had: the inverse of `mark_rumour`."""
    await mark_rumour(session, incident_id, case, before, who=who, now=now, why=why)


async def rungs_of(session: AsyncSession, incident_id: int, case_id: int, step: Verified) -> tuple[Rung, ...]:
    """List the steps on which a report stands, the lowest first: for each the last one who took it."""
    if step is LADDER[0]:
        return ()  # that one is where everything begins
    rows = (await session.execute(queries.VERIFIED_STEPS, {"incident_id": incident_id, "id": case_id})).all()
    stands = LADDER[1 : LADDER.index(step) + 1]
    found: list[Rung] = []
    for one in stands:
        taken = next((row for row in rows if row.step == one and row.what == "report.verified"), None)
        said = next((row.how for row in rows if row.step == one and row.how), "")
        if taken is not None:
            found.append(Rung(step=one, who=taken.who, at=taken.at, how=said))
    return tuple(found)
