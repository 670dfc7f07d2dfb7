"""A coordinator says what a message really is, and a case becomes that. Konbit learns from it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.models.report import ReportKind, ReportState
from app.reports import queries
from app.reports.shapes import Case

MATCHED = (ReportState.NEW, ReportState.OPEN, ReportState.ASKED, ReportState.ACCEPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says that a case is, all of it: what they left as it was, they have looked at."""

    kind: ReportKind
    categories: tuple[str, ...]
    urgency: int


def in_order(case: Case, categories: tuple[str, ...]) -> tuple[str, ...]:
    """Put what stays before what is new: the first category is the one that people are told."""
    kept = tuple(name for name in case.categories if name in categories)
    added = tuple(name for name in categories if name not in kept)
    return kept + added or ("other",)


async def correct_report(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    correction: Correction,
    *,
    who: str,
    now: datetime,
) -> Case:
    """Make a report what a person says it is, and match an open need again; returns the case as it is then.

    Nothing changed is worth an event too: somebody read it and says that it is right.
    """
    names = in_order(case, correction.categories)
    after = replace(
        case, kind=correction.kind, category=names[0], categories=names, urgency=correction.urgency
    )
    if after != case:
        await session.execute(
            queries.CORRECT,
            {
                "incident_id": incident_id,
                "id": case.id,
                "kind": after.kind,
                "category": after.category,
                "categories": list(names),
                "urgency": after.urgency,
                "match_at": now if _is_open_need(after) else None,
                "now": now,
            },
        )
    happening = Happening(
        what="report.corrected" if after != case else "report.confirmed",
        who=who,
        report_id=case.id,
        before=_facts(case),
        after=_facts(after),
    )
    record(session, incident_id, happening, now=now)
    return after


def _is_open_need(case: Case) -> bool:
    return case.kind is ReportKind.NEED and case.point is not None and case.state in MATCHED


def _facts(case: Case) -> dict[str, object]:
    return {"kind": case.kind.value, "categories": list(case.categories), "urgency": case.urgency}
