"""What a map to carry is made of: nothing that strangers may not see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict


class Shape(TypedDict):
    """A GeoJSON feature."""

    type: str
    properties: Mapping[str, object]
    geometry: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One case as strangers see it: displaced, by what kind, how urgent, since which day."""

    lat: float
    lon: float
    radius_m: float
    kind: str
    category: str  # in the reader's language
    urgency: int
    state: str
    area: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A square with at least so many people whose needs are never shown one by one."""

    west: float
    south: float
    east: float
    north: float
    at_least: int
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that is open to everybody. `kind` and `words` in the reader's language."""

    lat: float
    lon: float
    kind: str
    name: str
    place: str
    state: str
    words: str
    checked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that the file says. `total`: how many cases there are, of which `marks` are the most urgent."""

    name: str
    drill: bool
    emergency_number: str
    time_zone: str
    west: float
    south: float
    east: float
    north: float
    made_at: datetime
    marks: Sequence[Mark]
    total: int
    squares: Sequence[Square] = ()
    spots: Sequence[Spot] = ()
    ground: Sequence[Shape] = ()  # each with its `layer`
    names: Sequence[tuple[float, float, str]] = ()  # latitude, longitude, what people call it
    credit: str = ""
