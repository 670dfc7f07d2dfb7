"""How long the way takes by road, asked of the operator's own Valhalla; without it the straight line counts.

Positions of helpers and of who asks go to that server and nowhere else, with no word of who they are.
"""

import asyncio
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import httpx

from app.log import log
from app.matching.candidates import Candidate
from app.models.volunteer import Vehicle
from geo.point import Point

TIMEOUT_S = 1.5
COSTING = {
    Vehicle.NONE: "pedestrian",
    Vehicle.BICYCLE: "bicycle",
    Vehicle.MOTORBIKE: "auto",
    Vehicle.CAR: "auto",
    Vehicle.TRUCK: "auto",
}
BOAT_M_PER_S = 4.0  # there are no roads on the water


@dataclass(frozen=True, slots=True)
class Roads:
    """Seconds by volunteer id, for one report; empty where the straight line counts."""

    report_id: int = 0
    seconds: Mapping[int, float] = field(default_factory=dict)


NO_ROADS = Roads()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """From where one helper comes, and how."""

    volunteer_id: int
    start: Point
    vehicle: Vehicle
    distance_m: float

    @classmethod
    def of(cls, candidate: Candidate) -> "Way":
        """Keep of a candidate what the way needs: not their name, not even what they give."""
        assert candidate.point is not None
        return cls(
            volunteer_id=candidate.volunteer_id,
            start=candidate.point,
            vehicle=candidate.vehicle,
            distance_m=candidate.distance_m,
        )


async def road_times(
    http: httpx.AsyncClient, url: str, ways: Sequence[Way], *, to: Point
) -> Mapping[int, float]:
    """Give seconds by volunteer id, infinite where no road leads; nothing at all when the server fails.

    All or nothing: a score by road and one by the straight line cannot stand beside each other.
    """
    afloat = {one.volunteer_id: one.distance_m / BOAT_M_PER_S for one in ways if one.vehicle is Vehicle.BOAT}
    fleets: dict[str, list[Way]] = {}
    for one in ways:
        if one.vehicle in COSTING:
            fleets.setdefault(COSTING[one.vehicle], []).append(one)
    try:
        async with asyncio.timeout(TIMEOUT_S):
            found = await asyncio.gather(
                *(_ask(http, url, costing, fleet, to) for costing, fleet in fleets.items())
            )
    except (httpx.HTTPError, TimeoutError, ValueError, LookupError, TypeError) as failure:
        log.warning("road.failed", kind=type(failure).__name__)  # the message may name positions
        return {}
    return {volunteer_id: took_s for times in (afloat, *found) for volunteer_id, took_s in times.items()}


async def _ask(
    http: httpx.AsyncClient, url: str, costing: str, fleet: Sequence[Way], to: Point
) -> dict[int, float]:
    asked = {
        "sources": [_place(one.start) for one in fleet],
        "targets": [_place(to)],
        "costing": costing,
        "verbose": True,  # a cell each, as every version answers
    }
    answer = await http.post(f"{url}/sources_to_targets", json=asked, timeout=TIMEOUT_S)
    answer.raise_for_status()
    rows = answer.json()["sources_to_targets"]
    return {one.volunteer_id: _seconds(row[0]["time"]) for one, row in zip(fleet, rows, strict=True)}


def _place(point: Point) -> dict[str, float]:
    return {"lat": point.lat, "lon": point.lon}


def _seconds(told: object) -> float:
    """Read a time; null says that no road leads there."""
    if told is None:
        return math.inf
    if isinstance(told, bool) or not isinstance(told, (int, float)) or not math.isfinite(told) or told < 0:
        raise ValueError("a time is a number of seconds")
    return float(told)
