"""Moving a case along: opened, called off, put aside as noise, closed."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.history import Happening, record
from app.models.report import ReportKind, ReportState
from app.reports import queries
from app.reports.shapes import Case

ENDED = frozenset({ReportState.NOISE, ReportState.CLOSED, ReportState.CANCELLED})


async def settle_report(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    state: ReportState,
    *,
    who: str,
    now: datetime,
    why: str = "",
    stood: Mapping[str, object] | None = None,
    batch: str = "",
) -> None:
    """Give a report its next state; helpers are looked for again where a need waits.

    `stood` says how it stood in the lists before, and `batch` of which press of many this is one.
    """
    if case.state is state:
        return
    # one that had ended lost its suggestions
    waits = state is ReportState.OPEN or (state is ReportState.NEW and case.state in ENDED)
    again = waits and case.kind is ReportKind.NEED and case.point is not None
    await session.execute(
        queries.SET_STATE,
        {
            "incident_id": incident_id,
            "id": case.id,
            "state": state,
            "match_at": now if again else None,
            "now": now,
        },
    )
    happening = Happening(
        what=f"report.{state.value}",
        who=who,
        report_id=case.id,
        before={**(stood or {}), "state": case.state.value},
        after={"state": state.value} | ({"batch": batch} if batch else {}),
        why=why,
    )
    record(session, incident_id, happening, now=now)


async def want_helpers(
    session: AsyncSession,
    incident_id: int,
    case: Case,
    places: int,
    *,
    who: str,
    now: datetime,
    why: str = "",
) -> None:
    """Say how many helpers a case needs; hop 3 looks again."""
    await session.execute(
        queries.SET_PLACES_WANTED,
        {"incident_id": incident_id, "id": case.id, "places": places, "now": now},
    )
    happening = Happening(
        what="report.wanted",
        who=who,
        report_id=case.id,
        before={"places": case.places_wanted},
        after={"places": places},
        why=why,
    )
    record(session, incident_id, happening, now=now)
