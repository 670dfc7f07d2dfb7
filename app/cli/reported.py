"""Reports that people pinned, as measuring and fitting read them, and the places known around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli.tables import rows_of
from app.errors import BadForm
from app.incidents.begin import known_at_start
from geo.errors import BadCoordinates
from geo.gazetteer.files import Form, places_in
from geo.gazetteer.intake import Intake, point_at
from geo.place import Place
from geo.point import Area, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an operator wants to know."""

    streets: Path | None
    texts: Path | None
    area: Area
    country: str
    languages: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Words that somebody pinned."""

    serial: str
    at: str
    words: str
    point: Point

    @property
    def pinned(self) -> tuple[str, Point]:
        """What it teaches."""
        return self.words, self.point


def read_reports(path: Path, words: str) -> list[Report]:
    """Read pinned words, the oldest first; rows without words or a position are left out, and told."""
    found, left = [], 0
    for row in rows_of(path, ["serial", words, "lat", "lon"]):
        try:
            point = point_at(row["lat"], row["lon"])
        except BadCoordinates:
            left += 1
            continue
        said = row[words].strip()
        left += not said
        if said:
            found.append(Report(serial=row["serial"], at=row.get("at") or "", words=said, point=point))
    if left:
        print(f"{path.name}: {left} rows without words or without a position are left out")
    if not found:
        raise BadForm(f"{path.name} has no row with words and a position.")
    return sorted(found, key=lambda one: one.at)


def known_places(asked: Asked) -> dict[str, list[Place]]:
    """Gather what an incident there knows at the start, and the streets of a file."""
    known = known_at_start(asked.area, asked.country)
    if asked.streets is not None:
        intake = Intake(file=asked.streets.name, area=asked.area)
        known["streets"] = list(places_in(asked.streets, Form.GEOJSON, intake, source="streets"))
    return known


def parted(reports: Sequence[Report], share: float) -> tuple[Sequence[Report], Sequence[Report]]:
    """Part reports by date: the ones that teach from the ones that ask."""
    cut = int(len(reports) * share)
    if not 0 < cut < len(reports):
        raise BadForm("Too few reports to teach some and ask the others.")
    return reports[:cut], reports[cut:]
