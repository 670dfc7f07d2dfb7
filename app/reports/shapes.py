"""A case as the verbs hand it around."""

from dataclasses import dataclass
from datetime import datetime

from app.models.report import ReportKind, ReportState
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
    radius_m: float | None
    places_wanted: int
    created_at: datetime
    point: Point | None

    @classmethod
    def of(cls, row: dict[str, object]) -> "Case":
        """Make a case of one row with `REPORT_COLUMNS`."""
        lat, lon = row.pop("lat"), row.pop("lon")
        point = Point(lat=lat, lon=lon) if isinstance(lat, float) and isinstance(lon, float) else None
        typed = {
            "kind": ReportKind(str(row["kind"])),
            "state": ReportState(str(row["state"])),
            "categories": tuple(row["categories"]),  # type: ignore[arg-type]
        }
        return cls(**row | typed, point=point)  # type: ignore[arg-type]
