"""A case as the verbs hand it around."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping

from app.models.report import ReportKind, ReportState, Verified
from geo.point import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The facts of one report that other hops need."""

    id: int
    reference: str
    link_token: str
    contact_id: int
    kind: ReportKind
    state: ReportState
    category: str
    categories: tuple[str, ...]
    urgency: int
    people: int | None
    language: str
    text: str
    place_text: str
    place_name: str
    place_source: str
    place_asked: int = 0  # how often the sender was asked where this is
    radius_m: float | None
    places_wanted: int
    risky: bool = False
    drive: bool = False
    verified: Verified = Verified.REPORTED
    rumour: bool = False
    merged_into: int | None = None  # the case that stands for this one too
    created_at: datetime
    point: Point | None

    @classmethod
    def of(cls, row: RowMapping) -> "Case":
        """Make a case of one row with `REPORT_COLUMNS`."""
        facts = dict(row)
        lat, lon = facts.pop("lat"), facts.pop("lon")
        facts["point"] = Point(lat=lat, lon=lon) if lat is not None else None
        facts["kind"], facts["state"] = ReportKind(row["kind"]), ReportState(row["state"])
        facts["categories"], facts["verified"] = tuple(row["categories"]), Verified(row["verified"])
        return cls(**facts)
