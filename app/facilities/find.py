"""Looking at places that are open: for strangers, for the desk, and the nearest for somebody in need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.facilities import queries
from app.facilities.shapes import OpenPlace
from app.hours import WEEK_H
from app.models.facility import FacilityKind
from geo.point import Point
from geo.spatial import ewkt

FRESH = timedelta(hours=24)  # what nobody has made sure of for longer is not named to anybody
SOON_H = 2  # whoever sets out now may wait so long at the door
MOST = 300
MOST_NEAR = 60
MOST_DRAWN = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """Something that was done to a place at the desk and can be taken back."""

    event_id: int
    at: datetime
    who: str
    what: str
    name: str


async def standing_places(
    session: AsyncSession,
    incident_id: int,
    *,
    kind: str = "",
    near: Point | None = None,
    most: int = MOST,
) -> tuple[OpenPlace, ...]:
    """List what nobody has ended: no more of it than strangers may read; by distance from a point."""
    values: dict[str, object] = {"incident_id": incident_id, "kind": kind, "most": most}
    if near is None:
        rows = await session.execute(queries.STANDING, values)
    else:
        rows = await session.execute(
            queries.STANDING_NEAR, values | {"near": ewkt(near), "most": min(most, MOST_NEAR)}
        )
    return tuple(OpenPlace.of(row) for row in rows.mappings())


async def places_to_check(session: AsyncSession, incident_id: int) -> tuple[OpenPlace, ...]:
    """List what stands for the desk, the longest unchecked first."""
    rows = await session.execute(queries.UNCHECKED_FIRST, {"incident_id": incident_id, "most": MOST_DRAWN})
    return tuple(OpenPlace.of(row) for row in rows.mappings())


async def count_places(session: AsyncSession, incident_id: int) -> int:
    """How many there are and were."""
    return int((await session.execute(queries.COUNT, {"incident_id": incident_id})).scalar_one())


async def nearest_place(
    session: AsyncSession,
    incident_id: int,
    report_id: int,
    *,
    point: Point,
    kinds: Sequence[FacilityKind],
    hour: int,
    within_m: float,
    now: datetime,
) -> OpenPlace | None:
    """Find the nearest to a case that has something left, is open now or soon, and has a safe way to it.

    None as well when its person was told of one already, or does not feel safe.
    """
    values = {
        "incident_id": incident_id,
        "report_id": report_id,
        "kinds": [kind.value for kind in kinds],
        "near": ewkt(point),
        "since": now - FRESH,
        "hours": [(hour + step) % WEEK_H for step in range(SOON_H + 1)],
        "within_m": within_m,
        "now": now,
    }
    row = (await session.execute(queries.NEAREST, values)).mappings().first()
    return OpenPlace.of(row) if row is not None else None


async def pressed_lately(session: AsyncSession, incident_id: int) -> tuple[Pressed, ...]:
    """List the last press of each place that stands so still, the newest first."""
    rows = (await session.execute(queries.LATELY, {"incident_id": incident_id})).mappings()
    seen: set[object] = set()
    found = []
    for row in rows:
        which = row["after"].get("facility")
        if which not in seen and row["what"] != "facility.undone":
            name = str(row["after"].get("called", ""))
            found.append(
                Pressed(event_id=row["id"], at=row["at"], who=row["who"], what=row["what"], name=name)
            )
        seen.add(which)
    return tuple(found)
