"""What somebody at the desk wants to see: the address is the view, for lists, map and kept views alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from math import ceil, floor
from urllib.parse import urlencode

from app.errors import BadForm
from app.models.report import ReportKind, ReportState, Verified
from geo.point import Area, Point
from ingest.catalog import load_catalog

MOST_CORNERS = 200
STEP_DEGREES = 0.02  # about 2 km
LONGEST_WORDS = 200
LONGEST_NUMBER = 9
CHOICES: Mapping[str, frozenset[str]] = {
    "kind": frozenset(kind.value for kind in ReportKind),
    "state": frozenset(state.value for state in ReportState),
    "verified": frozenset({*(step.value for step in Verified), "rumour"}),
    "placed": frozenset({"yes", "no"}),
    "mine": frozenset({"yes"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """One choice of reports. What is empty narrows nothing; `urgency` is the least, `hours` the oldest."""

    kind: str = ""
    category: str = ""
    urgency: int = 0
    state: str = ""
    verified: str = ""
    language: str = ""
    area: str = ""
    placed: str = ""
    mine: str = ""  # yes: only what I have in hand
    hours: int = 0
    box: str = ""  # W,S,E,N in degrees
    poly: str = ""  # lat,lon;lat,lon;… at least three corners
    q: str = ""  # words to look for

    @property
    def query(self) -> str:
        """As the address says it, without what is empty: the same view has the same words."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def is_empty(self) -> bool:
        """Nothing is narrowed."""
        return self == Narrow()

    def values(self, now: datetime) -> dict[str, object]:
        """What `app.triage.queries.NARROW` is filled with, `:staff_id` apart."""
        return {
            "kind": self.kind,
            "category": self.category,
            "urgency": self.urgency,
            "in_state": self.state,
            "verified": self.verified,
            "language": self.language,
            "area": self.area,
            "placed": self.placed,
            "mine": self.mine,
            "since": now - timedelta(hours=self.hours) if self.hours else None,
            "inside": _ring(self.box, self.poly),
        }


def narrow_from(given: Mapping[str, str]) -> Narrow:
    """Read an address; raises `BadForm` with the sentence that mends it. Strange names are passed over."""
    said = {one.name: given.get(one.name, "").strip() for one in fields(Narrow)}
    for name, choices in CHOICES.items():
        if said[name] and said[name] not in choices:
            raise BadForm(f"«{name}» is one of: {', '.join(sorted(choices))}.")
    if said["category"] and said["category"] not in load_catalog().categories:
        raise BadForm("Choose the kind of help from the list.")
    _ring(said["box"], said["poly"])
    return Narrow(
        **{name: value for name, value in said.items() if name not in ("urgency", "hours", "q", "area")},
        urgency=_number("urgency", said["urgency"], 4),
        hours=_number("hours", said["hours"], 8_760),
        area=said["area"][:80],
        q=said["q"][:LONGEST_WORDS],
    )


def _number(name: str, said: str, most: int) -> int:
    if not said:
        return 0
    if not said.isdecimal() or len(said) > LONGEST_NUMBER or int(said) > most:
        raise BadForm(f"«{name}» is a whole number up to {most}.")
    return int(said)


def outline_of(narrow: Narrow) -> Area | None:
    """The box around what was outlined; None for the whole world."""
    corners = _outline(narrow.box, narrow.poly)
    if not corners:
        return None
    lats, lons = [one.lat for one in corners], [one.lon for one in corners]
    return Area(west=min(lons), south=min(lats), east=max(lons), north=max(lats))


def _outline(box: str, poly: str) -> list[Point]:
    if poly:
        corners = [_corner(pair) for pair in re.split(r"[; ]+", poly.strip("; "))]
        if not 3 <= len(corners) <= MOST_CORNERS:
            raise BadForm(f"An outline has between 3 and {MOST_CORNERS} corners.")
        return corners
    return _corners(box) if box else []


def _ring(box: str, poly: str) -> str:
    """The outline as WKT, longitude first; empty for the whole world."""
    corners = _outline(box, poly)
    if not corners:
        return ""
    ring = ", ".join(f"{one.lon} {one.lat}" for one in [*corners, corners[0]])
    return f"POLYGON(({ring}))"


def _corner(pair: str) -> Point:
    try:
        lat, lon = (float(part) for part in pair.split(","))
        return Point(lat=lat, lon=lon)
    except ValueError as error:
        raise BadForm("An outline is written as lat,lon;lat,lon;lat,lon in degrees.") from error


def _corners(box: str) -> list[Point]:
    try:
        west, south, east, north = (float(part) for part in box.split(","))
        area = Area(west=west, south=south, east=east, north=north)
    except ValueError as error:
        raise BadForm("A box is written as west,south,east,north in degrees.") from error
    return [
        Point(lat=area.south, lon=area.west),
        Point(lat=area.south, lon=area.east),
        Point(lat=area.north, lon=area.east),
        Point(lat=area.north, lon=area.west),
    ]


def widened(narrow: Narrow) -> Narrow:
    """Draw an outline out to coarse lines: many small ones would lead whoever sees rough places to a door."""
    area = outline_of(narrow)
    if area is None:
        return narrow
    west, south = (floor(edge / STEP_DEGREES) * STEP_DEGREES for edge in (area.west, area.south))
    east, north = (ceil(edge / STEP_DEGREES) * STEP_DEGREES for edge in (area.east, area.north))
    return replace(narrow, poly="", box=f"{west:.4f},{south:.4f},{east:.4f},{north:.4f}")
