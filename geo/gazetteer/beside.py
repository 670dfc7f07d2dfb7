"""What people would call a bare point: «200 m NE of Marché Salomon», or the town it lies in.

The nearest names are gathered by one statement; which of them helps to find the spot is decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import atan2, cos, degrees, radians, sin
from typing import TYPE_CHECKING

from geo.gazetteer import queries
from geo.place import Kind
from geo.point import Point, distance_m
from geo.spatial import ewkt

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

SPOTS = frozenset({Kind.LANDMARK, Kind.CROSSING, Kind.STREET})
SIGHT_M = 500.0  # so far a landmark says more than the name of the town
WALK_M = 2_000.0  # so far it still says more than a town that does not hold the point
SPOTS_M = 5_000.0  # a long street's middle may be so far although it passes by
RIDE_M = 50_000.0  # beyond that the nearest town is no help
WELL_INSIDE = 0.7  # of the circle of a town: near its edge it may be the neighbour's
KNOWN_M = 150.0  # by so much farther may be what everybody knows
LONG_M = 50.0  # a street is long: a landmark as near is the better mark
AT_M = 30.0  # nearer, there is no direction to speak of


class Bearing(StrEnum):
    """One of eight directions, as people say them."""

    N = "n"
    NE = "ne"
    E = "e"
    SE = "se"
    S = "s"
    SW = "sw"
    W = "w"
    NW = "nw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A named place near a point; `nearest` is its spot that is nearest, of a street somewhere along it."""

    name: str
    kind: Kind
    nearest: Point
    radius_m: float
    importance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A name for a point: so far from there, in that direction; without a direction it is there or around."""

    name: str
    kind: Kind
    distance_m: float
    bearing: Bearing | None


async def beside(session: "AsyncSession", incident_id: int, point: Point) -> Beside | None:
    """Say what is beside a point. It tells exactly where: only for who may know that."""
    return choose_beside(await _nearby(session, incident_id, point), point)


async def area_name(session: "AsyncSession", incident_id: int, point: Point) -> str:
    """Name the quarter or town around a point, '' where none is: for who may not know more."""
    around = choose_area(await _nearby(session, incident_id, point), point)
    return around.name if around else ""


def choose_beside(places: Iterable[Nearby], point: Point) -> Beside | None:
    """Take a landmark, crossing or street in sight, else the town that holds the point, else the nearest."""
    known = list(places)
    spots = [place for place in known if place.kind in SPOTS and _apart_m(place, point) <= WALK_M]
    spot = min(spots, key=lambda place: _effort_m(place, point), default=None)
    if spot is not None and _apart_m(spot, point) <= SIGHT_M:
        return _told(spot, point)
    inside = _holding(known, point)
    if inside is not None:
        return Beside(name=inside.name, kind=inside.kind, distance_m=0.0, bearing=None)
    settlement = _nearest_settlement(known, point)
    if spot is not None or settlement is None:
        return _told(spot, point) if spot is not None else None
    return _told(settlement, point)


def choose_area(places: Iterable[Nearby], point: Point) -> Nearby | None:
    """Take the narrowest quarter or town that holds a point, else the nearest."""
    known = list(places)
    return _holding(known, point) or _nearest_settlement(known, point)


def bearing(start: Point, end: Point) -> Bearing:
    """Say in which direction one goes from one point to another."""
    east = radians(end.lon - start.lon)
    a, b = radians(start.lat), radians(end.lat)
    angle = degrees(atan2(sin(east) * cos(b), cos(a) * sin(b) - sin(a) * cos(b) * cos(east)))
    return list(Bearing)[round(angle / 45) % 8]


async def _nearby(session: "AsyncSession", incident_id: int, point: Point) -> list[Nearby]:
    here = {"incident_id": incident_id, "point": ewkt(point), "spots_m": SPOTS_M, "towns_m": RIDE_M}
    rows = await session.execute(queries.BESIDE, here)
    return [
        Nearby(
            name=row.name,
            kind=Kind(row.kind),
            nearest=Point(lat=row.lat, lon=row.lon),
            radius_m=row.radius_m,
            importance=row.importance,
        )
        for row in rows
    ]


def _apart_m(place: Nearby, point: Point) -> float:
    return distance_m(place.nearest, point)


def _effort_m(place: Nearby, point: Point) -> float:
    longer = LONG_M if place.kind is Kind.STREET else 0.0
    return _apart_m(place, point) + longer - KNOWN_M * place.importance


def _holding(places: Iterable[Nearby], point: Point) -> Nearby | None:
    holding = [
        place
        for place in places
        if place.kind not in SPOTS and _apart_m(place, point) <= WELL_INSIDE * place.radius_m
    ]
    return min(holding, key=lambda place: place.radius_m, default=None)


def _nearest_settlement(places: Iterable[Nearby], point: Point) -> Nearby | None:
    near = [place for place in places if place.kind not in SPOTS and _apart_m(place, point) <= RIDE_M]
    return min(near, key=lambda place: _apart_m(place, point), default=None)


def _told(place: Nearby, point: Point) -> Beside:
    apart_m = _apart_m(place, point)
    towards = bearing(place.nearest, point) if apart_m >= AT_M else None
    return Beside(name=place.name, kind=place.kind, distance_m=round(apart_m, 1), bearing=towards)
