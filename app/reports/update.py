"""A person tells more about their own case: it grows, and nothing they said before is taken away silently."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.models.report import NeedLine
from app.reports import queries
from app.reports.shapes import Case
from ingest.shapes import Intent, Quantity, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """What a case is after an update; `quantities` are those that the words tell."""

    people: int | None
    urgency: int
    categories: tuple[str, ...]
    quantities: tuple[Quantity, ...] = ()


def grown(case: Case, reading: Reading) -> Grown:
    """Add what was told: how many they are now, what else they need, and how urgent it has become."""
    needs = Intent.NEED in (reading.intent, *reading.also)
    named = tuple(label.name for label in reading.categories if label.name != "other") if needs else ()
    kept = tuple(name for name in case.categories if name != "other" or not named)
    return Grown(
        people=reading.people or case.people,
        urgency=max(case.urgency, int(reading.urgency.level)),
        categories=kept + tuple(name for name in named if name not in kept),
        quantities=reading.quantities if needs else (),
    )


async def update_report(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    now_is: Grown,
    *,
    who: str,
    message_id: int,
    now: datetime,
) -> bool:
    """Write down what a case has become, and match an open need again; says whether anything changed."""
    lines = [line for line in now_is.quantities if await _raise_line(session, incident_id, case.id, line)]
    before, after = _facts(case), _told(now_is)
    if before == after and not lines:
        return False
    values = {
        "incident_id": incident_id,
        "id": case.id,
        "people": now_is.people,
        "urgency": now_is.urgency,
        "category": now_is.categories[0],
        "categories": list(now_is.categories),
        "now": now,
    }
    await session.execute(queries.TOLD_MORE, values)
    more = {"lines": [f"{line.amount:g} {line.unit} {line.item}" for line in lines]} if lines else {}
    happening = Happening(
        what="report.updated",
        who=who,
        report_id=case.id,
        message_id=message_id,
        before=before,
        after=after | more,
    )
    record(session, incident_id, happening, now=now)
    return True


async def _raise_line(session: AsyncSession, incident_id: int, report_id: int, line: Quantity) -> bool:
    """Count a thing that was not counted yet, or more of it; less of it changes nothing."""
    which = {"incident_id": incident_id, "id": report_id, "item": line.item, "unit": line.unit}
    if not (await session.execute(queries.HAS_LINE, which)).scalar():
        session.add(
            NeedLine(
                incident_id=incident_id,
                report_id=report_id,
                item=line.item,
                amount=line.amount,
                unit=line.unit,
            )
        )
        await session.flush()
        return True
    raised = await session.execute(queries.RAISE_LINE, which | {"amount": line.amount})
    return raised.first() is not None


def _facts(case: Case) -> dict[str, object]:
    return {"people": case.people, "urgency": case.urgency, "categories": list(case.categories)}


def _told(now_is: Grown) -> dict[str, object]:
    return {"people": now_is.people, "urgency": now_is.urgency, "categories": list(now_is.categories)}
