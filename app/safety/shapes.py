"""The types between the verbs of safety and whoever calls them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping

from app.models.safety import AlarmKind
from geo.point import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One alarm with what is said about its case; nobody's words and no exact place."""

    id: int
    kind: AlarmKind
    report_id: int
    dispatch_id: int | None
    opened_at: datetime
    tried: int
    next_at: datetime
    seen_at: datetime | None
    seen_by: str
    reference: str
    category: str
    people: int | None
    urgency: int
    place_name: str
    point: Point | None

    @classmethod
    def of(cls, row: RowMapping) -> "Raised":
        """Make an alarm of one row with `ALARM_COLUMNS`."""
        facts = dict(row)
        lat, lon = facts.pop("lat"), facts.pop("lon")
        facts["point"] = Point(lat=lat, lon=lon) if lat is not None else None
        facts["kind"] = AlarmKind(row["kind"])
        return cls(**facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """One coordinator in the rota. `hours`: of the week, None for any."""

    id: int
    staff_id: int
    contact_id: int
    name: str
    email: str
    language: str
    turn: int
    hours: tuple[int, ...] | None
    reachable: bool = True  # False: the number asked for silence

    def watches(self, hour: int) -> bool:
        """Whether this hour of the week is theirs."""
        return self.hours is None or hour in self.hours
