"""What strangers may see of one case: a displaced place, a kind, a state. No words, no number."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Self

from geo.point import Point
from geo.privacy import STATED_M, blur
from geo.tiles import morton
from ingest.catalog import load_catalog

SHOWN_KINDS = frozenset({"need", "offer"})
GONE = frozenset({"cancelled", "noise"})
# Further reports of one person from one square of about 2 km are about the same home. A square of the map and
# not a circle around the home: whoever forges their number would else learn where the circle ends, and so its
# middle.
ONE_HOME_LEVEL = 14
STEPS_M = (500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0, 20_000.0, 50_000.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One report as it stands, and its anchor: the first that the same person sent from about there."""

    id: int
    contact_id: int
    kind: str
    category: str
    categories: Sequence[str]
    urgency: int
    state: str
    link_token: str
    created_at: datetime
    radius_m: float | None
    merged: bool
    lat: float | None
    lon: float | None
    anchor_token: str | None
    anchor_lat: float | None
    anchor_lon: float | None
    last_at: datetime | None  # of its newest event

    @property
    def sensitive(self) -> bool:
        """Whether it is told only as a square with enough people in it."""
        known = load_catalog().categories
        return any(known[name].sensitive for name in self.categories if name in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """One case as strangers see it."""

    kind: str
    category: str
    urgency: int
    state: str
    point: Point
    radius_m: float
    day: date

    @property
    def grade(self) -> int:
        """How it is drawn and sorted: 0 for an offer, the urgency of a need."""
        return self.urgency if self.kind == "need" else 0

    @property
    def morton(self) -> int:
        """The code of the spot where it is drawn."""
        return morton(self.point)

    def kept(self) -> dict[str, object]:
        """Write it down for when its delay is over; the true place is not in it."""
        return {
            "kind": self.kind,
            "category": self.category,
            "urgency": self.urgency,
            "state": self.state,
            "lat": self.point.lat,
            "lon": self.point.lon,
            "radius_m": self.radius_m,
            "day": self.day.isoformat(),
        }

    @classmethod
    def from_kept(cls, kept: dict[str, object]) -> Self:
        """Read what `kept` wrote."""
        return cls(
            kind=str(kept["kind"]),
            category=str(kept["category"]),
            urgency=int(str(kept["urgency"])),
            state=str(kept["state"]),
            point=Point(lat=float(str(kept["lat"])), lon=float(str(kept["lon"]))),
            radius_m=float(str(kept["radius_m"])),
            day=date.fromisoformat(str(kept["day"])),
        )


@dataclass(frozen=True, slots=True)
class Hidden:
    """One case of a sensitive kind, as it counts towards a square: roughly where, and by whom."""

    cell: int
    reporter: bytes


def public_state(state: str) -> str:
    """Strangers learn open, coming or helped; who was asked is nobody's business."""
    if state in ("new", "open", "asked"):
        return "open"
    return "coming" if state == "accepted" else "helped"


def showing(case: Case, *, key: bytes, zone: tzinfo) -> Showing | None:
    """Decide what strangers see of a report, or that they see nothing.

    Sensitive needs are never shown as points: where few live, even a displaced dot names a door.
    """
    if not _may_be_told(case) or case.sensitive:
        return None
    return Showing(
        kind=case.kind,
        category=case.category,
        urgency=case.urgency,
        state=public_state(case.state),
        point=displaced(case, key=key),
        radius_m=shown_radius_m(case.radius_m or 0),
        day=case.created_at.astimezone(zone).date(),
    )


def hiding(case: Case, *, key: bytes) -> Hidden | None:
    """Decide what an open sensitive need adds to the squares; of any other report nothing."""
    if not _may_be_told(case) or not case.sensitive:
        return None
    if case.kind != "need" or public_state(case.state) == "helped":
        return None
    return Hidden(
        cell=morton(displaced(case, key=key)),
        reporter=hmac.digest(key, f"reporter\x1f{case.contact_id}".encode(), hashlib.sha256),
    )


def displaced(case: Case, *, key: bytes) -> Point:
    """Say where a case is drawn: where the first report of the same person from about there is drawn.

    Each case is moved by dice of its own. Fifty of one home would be fifty throws around it, whose middle is
    the home; so all of them are shown at the first, and are one throw.
    """
    assert case.lat is not None
    assert case.lon is not None
    if case.anchor_token is None or case.anchor_lat is None or case.anchor_lon is None:
        return blur(Point(lat=case.lat, lon=case.lon), key=key, case=case.link_token)
    return blur(Point(lat=case.anchor_lat, lon=case.anchor_lon), key=key, case=case.anchor_token)


def shown_radius_m(doubt_m: float) -> float:
    """How far off the dot may be at least, in steps; never how far this very case was moved."""
    if doubt_m <= STATED_M:
        return STATED_M
    return next((step for step in STEPS_M if step >= doubt_m), STEPS_M[-1])


def _may_be_told(case: Case) -> bool:
    placed = case.lat is not None and case.lon is not None
    return placed and case.kind in SHOWN_KINDS and case.state not in GONE and not case.merged
