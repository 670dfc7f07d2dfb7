"""Places as a table: `name, lat, lon` and, where known, `names, kind, radius_m, importance`.

Commas, semicolons or tabs; the first line names the columns in any order, and others are left alone. What
`konbit gazetteer export` writes is read back as it was, shapes apart.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from geo.errors import BadCoordinates, BadGazetteer
from geo.gazetteer.formats.lines import lines_of
from geo.gazetteer.intake import (
    FORMULA,
    Intake,
    kind_from,
    name_from,
    names_from,
    number_from,
    point_at,
)
from geo.place import Kind, Place

COLUMNS = ("name", "lat", "lon", "names", "kind", "radius_m", "importance", "source")
NEEDED = ("name", "lat", "lon")
CALLED = {"latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "alternatenames": "names"}
BETWEEN_NAMES = "|"
FARTHEST_M = 10_000_000.0
LONGEST_FIELD = 1_000_000


def table_places(path: Path, intake: Intake, *, source: str) -> Iterator[Place]:
    """Read the places of a table; wrong rows are told to the intake by their line."""
    csv.field_size_limit(LONGEST_FIELD)
    lines = _Lines(lines_of(path, intake))
    head = next(lines, "")
    columns = _columns(path, head)
    reader = csv.reader(lines, delimiter=_delimiter(head), strict=False)
    while True:
        begun = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            intake.refuse(f"line {begun}", f"{error}")
            continue
        if not any(cells):
            continue
        intake.count()
        try:
            place = _place(columns, cells, source=source, kind=intake.kind)
        except (BadGazetteer, BadCoordinates) as error:
            intake.refuse(f"line {begun}", error)
            continue
        if intake.wants(place.point, kind=place.kind, radius_m=place.radius_m):
            yield place


def table_row(place: Place) -> list[str]:
    """Write a place as a row under `COLUMNS`, safe to open in a spreadsheet."""
    names = BETWEEN_NAMES.join(name.replace(BETWEEN_NAMES, "/") for name in place.names)
    numbers = [f"{place.point.lat:.6f}", f"{place.point.lon:.6f}"]
    return [
        guarded(place.name),
        *numbers,
        guarded(names),
        place.kind.value,
        f"{place.radius_m:g}",
        f"{place.importance:g}",
        guarded(place.source),
    ]


def guarded(cell: str) -> str:
    """Put a quote before a cell that a spreadsheet would run."""
    return f"'{cell}" if cell.lstrip("'")[:1] in (*FORMULA,) else cell


def unguarded(cell: str) -> str:
    """Take that quote away again."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'")[:1] in (*FORMULA,) else cell


class _Lines:
    """Lines for `csv`, which asks for more than one where a cell is quoted; keeps the number of the last."""

    def __init__(self, numbered: Iterable[tuple[int, str]]) -> None:
        self._numbered = iter(numbered)
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        self.number, line = next(self._numbered)
        return line.replace("\0", "")


def _delimiter(head: str) -> str:
    return max("\t,;", key=head.count)


def _columns(path: Path, head: str) -> Mapping[str, int]:
    cells = next(csv.reader([head], delimiter=_delimiter(head)), [])
    plain = [cell.strip().lower() for cell in cells]
    columns = {CALLED.get(cell, cell): n for n, cell in enumerate(plain)}
    if missing := [name for name in NEEDED if name not in columns]:
        raise BadGazetteer(
            f"{path.name}, line 1 has no column {', '.join(missing)}; it has {', '.join(plain)[:200]}."
            f" A table of places begins with: {', '.join(COLUMNS[:-1])}"
        )
    return columns


def _place(columns: Mapping[str, int], cells: list[str], *, source: str, kind: Kind | None) -> Place:
    def cell(column: str) -> str:
        place = columns.get(column, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    if len(cells) <= max(columns[name] for name in NEEDED):
        raise BadGazetteer(
            f"it has {len(cells)} columns where the first line has {len(columns)}: was it cut off?"
        )
    name = name_from(unguarded(cell("name")))
    return Place(
        name=name,
        kind=kind or (kind_from(cell("kind")) if cell("kind") else Kind.LANDMARK),
        point=point_at(cell("lat"), cell("lon")),
        radius_m=number_from(cell("radius_m"), what="radius_m", most=FARTHEST_M),
        source=source,
        importance=number_from(cell("importance"), what="importance", most=1.0),
        names=names_from(unguarded(cell("names")).split(BETWEEN_NAMES), name=name),
    )
