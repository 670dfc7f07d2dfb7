"""One job as the dispatch verbs hand it around."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import RowMapping

from app.models.dispatch import GOING, DispatchState
from app.models.report import ReportState
from app.models.volunteer import Trust
from geo.point import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One helper and one report, with what both need to be told."""

    id: int
    report_id: int
    volunteer_id: int
    state: DispatchState
    since_at: datetime
    distance_m: float | None
    expires_at: datetime | None
    check_in_at: datetime | None
    missed: int
    offered: bool = False  # the helper came forward by themselves
    helper_contact_id: int
    helper_name: str
    trust: Trust
    trust_by_kind: Mapping[str, str] = field(default_factory=dict)
    buddy_contact_id: int | None
    reference: str
    asker_contact_id: int
    report_state: ReportState
    category: str
    categories: tuple[str, ...]
    urgency: int
    risky: bool
    people: int | None
    places_wanted: int
    place_name: str
    radius_m: float | None
    point: Point | None

    @classmethod
    def of(cls, row: RowMapping) -> "Job":
        """Make a job of one row with `COLUMNS`."""
        facts = dict(row)
        lat, lon = facts.pop("lat"), facts.pop("lon")
        facts["point"] = Point(lat=lat, lon=lon) if lat is not None else None
        facts["state"] = DispatchState(row["state"])
        facts["report_state"] = ReportState(row["report_state"])
        facts["trust"] = Trust(row["trust"])
        facts["categories"] = tuple(row["categories"])
        return cls(**facts)

    @property
    def going(self) -> bool:
        """Whether the helper said yes and is not yet done."""
        return self.state in GOING


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A helper proposed for a report."""

    volunteer_id: int
    score: float
    distance_m: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many helpers of one report are asked, took it (coming or done), come, are done, felt unsafe."""

    asked: int
    accepted: int
    coming: int
    done: int
    stopped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one helper carries: jobs and open questions now, jobs taken and done within a day."""

    load: int
    load_cap: int
    taken: int
    daily_cap: int
    done: int

    @property
    def over_cap(self) -> bool:
        """Whether one question more would be above what they agreed to."""
        return self.load >= self.load_cap or self.taken >= self.daily_cap
