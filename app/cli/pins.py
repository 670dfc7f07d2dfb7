"""Reads pins from a table of words and positions, and writes them to one: what is wrong is told by line."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.cli.tables import first_of, numbered_rows
from app.places.fitting import fitting_words
from geo.coordinates import checked_pin
from geo.errors import BadCoordinates
from geo.gazetteer.teach import Pin, Taught
from geo.point import Area, Point

COLUMNS = ("words", "lat", "lon", "who", "taught_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file, and which of its columns say what."""

    path: Path
    words: tuple[str, ...]  # of several columns the first that is not empty
    lat: str
    lon: str

    @property
    def origin(self) -> str:
        """How its pins are named: the same file replaces its own rows."""
        return f"file:{self.path.name}"[:80]


class Left(StrEnum):
    """Why a row teaches nothing, though nothing is wrong with it."""

    EMPTY = "without words or without a position"
    UNFIT = "with a person's home, a number or a story for a name"
    OUTSIDE = "outside the incident's area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file holds: pins, rows that say nothing, and rows with something wrong."""

    pins: tuple[Pin, ...]
    left: Mapping[Left, int]
    flaws: tuple[str, ...]  # one sentence a row, with its line


def read_pins(source: Source, area: Area, *, now: datetime) -> Found:
    """Read a whole file; nothing is taught here."""
    pins: list[Pin] = []
    flaws: list[str] = []
    left: Counter[Left] = Counter()
    for line, row in numbered_rows(source.path, [*source.words, source.lat, source.lon]):
        said = fitting_words(first_of(row, list(source.words)))
        try:
            found = _point_of(row, source, area)
        except BadCoordinates as wrong:
            flaws.append(f"line {line}: {wrong}")
            continue
        if isinstance(found, Left):
            left[found] += 1
        elif not said:
            left[Left.UNFIT if first_of(row, list(source.words)).strip() else Left.EMPTY] += 1
        else:
            pins.append(_pin(source, said, found, line, now))
    return Found(pins=tuple(pins), left=left, flaws=tuple(flaws))


def write_pins(path: Path, taught: Iterable[Sequence[Taught]]) -> int:
    """Write pins as `teach` reads them back, with the role of who set them and nobody's name."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        rows.writerow(COLUMNS)
        for some in taught:
            for one in some:
                pin = one.pin
                rows.writerow(
                    (
                        pin.words,
                        pin.point.lat,
                        pin.point.lon,
                        role(pin),
                        f"{pin.taught_at:%Y-%m-%dT%H:%M:%SZ}",
                    )
                )
                written += 1
    return written


def role(pin: Pin) -> str:
    """Who set a pin, as strangers may know: the desk, a file, an incident."""
    return "desk" if pin.origin == "desk" else pin.origin


def _point_of(row: Mapping[str, str], source: Source, area: Area) -> Point | Left:
    """Where a row is; raises `BadCoordinates` for numbers that somebody has to look at."""
    lat, lon = (row[source.lat] or "").strip(), (row[source.lon] or "").strip()
    if not (lat or lon):
        return Left.EMPTY
    point = checked_pin(lat, lon)
    if area.holds(point):
        return point
    if abs(point.lon) <= 90 and area.holds(Point(lat=point.lon, lon=point.lat)):
        raise BadCoordinates(f"latitude {lat[:20]} and longitude {lon[:20]} look swapped")
    return Left.OUTSIDE


def _pin(source: Source, words: str, point: Point, line: int, now: datetime) -> Pin:
    origin = source.origin
    return Pin(words=words, point=point, who=origin, origin=origin, number=line, taught_at=now)
