"""One job as the dispatch verbs hand it around."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping

from app.models.dispatch import DispatchState
from app.models.report import ReportState
from geo.point import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One helper and one report, with what both need to be told."""

    id: int
    report_id: int
    volunteer_id: int
    state: DispatchState
    distance_m: float | None
    expires_at: datetime | None
    helper_contact_id: int
    helper_name: str
    reference: str
    asker_contact_id: int
    report_state: ReportState
    category: str
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
        return cls(**facts)


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
