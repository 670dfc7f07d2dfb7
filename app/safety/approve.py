"""Who agreed that helpers may be asked: that the questions were gone through, and that a risk is taken."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict
from app.history import Happening, record
from app.models.safety import ApprovalKind
from app.safety import queries

RISK_NEEDS = 2  # different coordinators, and helpers who go together
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Approvals:
    """The accounts that agreed, first to last."""

    checklist: tuple[int, ...] = ()
    risk: tuple[int, ...] = ()


async def approve(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    kind: ApprovalKind,
    *,
    staff_id: int,
    now: datetime,
) -> None:
    """Note that a coordinator agrees; twice is once."""
    values = {"incident_id": incident_id, "report_id": report_id, "kind": kind, "staff_id": staff_id}
    if (await session.execute(queries.APPROVE, values | {"now": now})).scalar() is not None:
        said = Happening(
            what="approval.given",
            who=f"staff:{staff_id}",
            report_id=report_id,
            after={"kind": kind.value},
        )
        record(session, incident_id, said, now=now)


async def withdraw_approval(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    kind: ApprovalKind,
    *,
    staff_id: int,
    now: datetime,
) -> None:
    """Take a coordinator's own word back; who was asked already stays asked."""
    values = {"incident_id": incident_id, "report_id": report_id, "kind": kind, "staff_id": staff_id}
    if (await session.execute(queries.WITHDRAW, values)).scalar() is not None:
        said = Happening(
            what="approval.withdrawn",
            who=f"staff:{staff_id}",
            report_id=report_id,
            before={"kind": kind.value},
        )
        record(session, incident_id, said, now=now)


async def approvals_of(session: AsyncSession, incident_id: int, report_id: int) -> Approvals:
    """Say who agreed to what about a case."""
    values = {"incident_id": incident_id, "report_id": report_id}
    rows = (await session.execute(queries.APPROVALS, values)).all()
    given = {kind: tuple(row.staff_id for row in rows if row.kind == kind) for kind in ApprovalKind}
    return Approvals(checklist=given[ApprovalKind.CHECKLIST], risk=given[ApprovalKind.RISK])


def check_may_ask(approvals: Approvals, *, checks: bool, risky: bool, places_wanted: int) -> None:
    """Raise `Conflict` with what is missing before a helper of this case may be asked.

    `checks`: whether its kinds of need have questions to go through.
    """
    if checks and not approvals.checklist:
        raise Conflict("Go through the questions of this case first; then ask.")
    if not risky:
        return
    if len(set(approvals.risk)) < RISK_NEEDS:
        raise Conflict("This is risky. A second coordinator must agree first.")
    if places_wanted < RISK_NEEDS:
        raise Conflict("This is risky, so nobody goes alone: say that two helpers are wanted.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """An open case that is risky or was agreed on. `names`: the coordinators, with what each agreed to."""

    reference: str
    category: str
    risky: bool
    names: tuple[tuple[str, ApprovalKind], ...]


async def agreed_cases(session: AsyncSession, incident_id: int) -> list[Agreed]:
    """List the open cases on which somebody must agree or has, the risky ones first."""
    rows = (await session.execute(queries.AGREED, {"incident_id": incident_id, "most": MOST_SHOWN})).all()
    cases = {row.reference: row for row in rows}
    return [
        Agreed(
            reference=reference,
            category=case.category,
            risky=case.risky,
            names=tuple(
                (row.name, ApprovalKind(row.kind)) for row in rows if row.reference == reference and row.kind
            ),
        )
        for reference, case in cases.items()
    ]
