"""One place as the verbs hand it around, what may be said of it, and how an event keeps it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import RowMapping

from app.hours import write_hours
from app.models.facility import FacilityKind
from geo.point import Point
from geo.spatial import ewkt


class Changes(TypedDict, total=False):
    """What somebody says of a place; what is not named stays as it was."""

    kind: FacilityKind
    name: str
    place: str
    point: Point
    capacity: int | None
    free: int | None
    stock: str
    hours: tuple[int, ...] | None
    notes: Mapping[str, str]
    source: str
    full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """A place as somebody tells of it for the first time."""

    kind: FacilityKind
    name: str
    point: Point
    source: str
    place: str = ""
    capacity: int | None = None
    free: int | None = None
    stock: str = ""
    hours: tuple[int, ...] | None = None
    notes: Mapping[str, str]
    full: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlace(NewPlace):
    """A place that is known. `distance_m`: from whoever asked, None where nobody did."""

    id: int
    reference: str
    checked_at: datetime
    ended_at: datetime | None = None
    distance_m: float | None = None

    @classmethod
    def of(cls, row: RowMapping) -> "OpenPlace":
        """Make one of a row with `SEEN` and a distance."""
        facts = dict(row)
        facts["point"] = Point(lat=facts.pop("lat"), lon=facts.pop("lon"))
        facts["kind"] = FacilityKind(row["kind"])
        facts["hours"] = tuple(row["hours"]) if row["hours"] is not None else None
        return cls(**facts)


def facts_of(place: OpenPlace) -> dict[str, object]:
    """Write a place into an event, so that it can be put back just as it was."""
    return {
        "kind": place.kind.value,
        "name": place.name,
        "place": place.place,
        "lat": place.point.lat,
        "lon": place.point.lon,
        "capacity": place.capacity,
        "free": place.free,
        "stock": place.stock,
        "hours": list(place.hours) if place.hours is not None else None,
        "notes": dict(place.notes),
        "source": place.source,
        "checked_at": place.checked_at.isoformat(),
        "full": place.full,
        "ended_at": place.ended_at.isoformat() if place.ended_at else None,
    }


def row_of(facts: Mapping[str, object]) -> dict[str, object]:
    """Turn facts into the columns of a row."""
    hours, checked, ended = facts["hours"], str(facts["checked_at"]), facts["ended_at"]
    point = Point(lat=float(str(facts["lat"])), lon=float(str(facts["lon"])))
    plain = {name: value for name, value in facts.items() if name not in ("lat", "lon")}
    return plain | {
        "point": ewkt(point),
        "hours": hours,
        "notes": json.dumps(facts["notes"], ensure_ascii=False),
        "checked_at": datetime.fromisoformat(checked),
        "ended_at": datetime.fromisoformat(str(ended)) if ended else None,
    }


def neat(point: Point) -> Point:
    """Keep a tenth of a metre: a sheet that is sent back unchanged then changes nothing."""
    return Point(lat=round(point.lat, 6), lon=round(point.lon, 6))


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """Keep of one what is another in the other."""
    return {name: value for name, value in before.items() if after.get(name) != value}


def hours_text(place: NewPlace) -> str:
    """Say hours as they are typed, for a sheet to be filled in again."""
    return write_hours(place.hours)
