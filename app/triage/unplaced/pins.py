"""Places that people far away propose: one alone is a proposal, two who agree place the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import Conflict
from app.history import Happening, record
from app.triage.unplaced import queries
from geo.point import Point, distance_m

AGREE_M = 300.0
PLACED_ALREADY = "This case has a place by now; the next one is open."


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one person says about one case."""

    who: str
    point: Point
    name: str


def agreeing(proposals: Iterable[Proposal], point: Point, *, who: str) -> Proposal | None:
    """The nearest word of somebody else that is near enough to be the same place."""
    others = (one for one in proposals if one.who != who and distance_m(one.point, point) <= AGREE_M)
    return min(others, key=lambda one: distance_m(one.point, point), default=None)


async def proposals_of(session: AsyncSession, incident_id: int, report_id: int) -> tuple[Proposal, ...]:
    """What was proposed for one case so far, the last word of each person."""
    rows = await session.execute(queries.PROPOSED, {"incident_id": incident_id, "report_id": report_id})
    found = sorted(rows, key=lambda one: one.at)
    return tuple(
        Proposal(who=one.who, point=Point(lat=one.lat, lon=one.lon), name=one.name or "") for one in found
    )


async def hold_unplaced(session: AsyncSession, incident_id: int, report_id: int) -> None:
    """Hold the row of a case that has no place yet; raises `Conflict` when it has one by now."""
    values = {"incident_id": incident_id, "id": report_id}
    if (await session.execute(queries.HOLD, values)).first() is None:
        raise Conflict(PLACED_ALREADY)


async def propose_pin(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    *,
    point: Point,
    name: str,
    who: str,
    now: datetime,
) -> Proposal | None:
    """Note what somebody says; give the word of another that agrees, with which the case can be placed."""
    await hold_unplaced(session, incident_id, report_id)
    other = agreeing(await proposals_of(session, incident_id, report_id), point, who=who)
    said: dict[str, object] = {"lat": point.lat, "lon": point.lon, "name": name}
    happening = Happening(
        what="report.pin_proposed",
        who=who,
        report_id=report_id,
        after=said | ({"agrees_with": other.who} if other else {}),
    )
    record(session, incident_id, happening, now=now)
    return other
