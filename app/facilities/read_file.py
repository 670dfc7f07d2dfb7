"""Places from a file as others keep them: a table with a head line, or GeoJSON points."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.errors import BadForm
from app.facilities.shapes import NewPlace
from app.hours import parse_hours
from app.models.facility import FacilityKind
from geo.coordinates import checked_pin
from geo.errors import BadCoordinates

COLUMNS = (
    "kind",
    "name",
    "lat",
    "lon",
    "place",
    "hours",
    "capacity",
    "free",
    "stock",
    "source",
    "note",
    "full",
)
NEEDED = ("kind", "name", "lat", "lon")
MOST_ROWS = 10_000
YES = frozenset({"yes", "true", "1", "full"})
NO = frozenset({"", "no", "false", "0"})


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a file, or what is wrong with it; `line` as an editor counts, of GeoJSON the feature."""

    line: int
    said: NewPlace | None
    fault: str = ""


def read_rows(written: str, *, language: str, source: str) -> tuple[Row, ...]:
    """Read a file, GeoJSON or a table; raises `BadForm` when it is neither. Notes are in `language`."""
    plain = written.removeprefix("\ufeff")
    records = _features(plain) if plain.lstrip().startswith("{") else _table(plain)
    rows = tuple(_row(line, values, language, source) for line, values in records)
    if not rows:
        raise BadForm("There is no place in this file.")
    return rows


def _row(line: int, values: Mapping[str, str], language: str, source: str) -> Row:
    try:
        return Row(line, _said(values, language, source))
    except (BadForm, BadCoordinates) as wrong:
        return Row(line, None, str(wrong))


def _said(values: Mapping[str, str], language: str, source: str) -> NewPlace:
    note, full = values.get("note", ""), values.get("full", "").casefold()
    if full not in YES | NO:
        raise BadForm("Write «full» as yes or no.")
    return NewPlace(
        kind=kind_of(values.get("kind", "")),
        name=values.get("name", ""),
        point=checked_pin(values.get("lat", ""), values.get("lon", "")),
        source=values.get("source", "") or source,
        place=values.get("place", ""),
        capacity=number_of(values.get("capacity", "")),
        free=number_of(values.get("free", "")),
        stock=values.get("stock", ""),
        hours=parse_hours(values.get("hours", "")),
        notes={language: note} if note else {},
        full=full in YES,
    )


def kind_of(written: str) -> FacilityKind:
    """Read a kind; raises `BadForm` with all there are."""
    try:
        return FacilityKind(written.strip().casefold())
    except ValueError as wrong:
        raise BadForm(f"Choose a kind: {', '.join(kind.value for kind in FacilityKind)}.") from wrong


def number_of(written: str) -> int | None:
    """Read how many, None where nobody knows; raises `BadForm`."""
    plain = written.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 7):
        raise BadForm("Write how many people in digits, or leave it empty when nobody knows.")
    return int(plain)


def _table(written: str) -> Iterator[tuple[int, dict[str, str]]]:
    first = written.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(written), delimiter=max("\t;,", key=first.count), strict=True)
    try:
        named = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
    except csv.Error as wrong:
        raise BadForm(f"The first line is no line of a table: {wrong}.") from wrong
    if missing := [name for name in NEEDED if name not in named]:
        raise BadForm(f"The first line names the columns; missing: {', '.join(missing)}.")
    reader.fieldnames = named
    try:
        for record in reader:
            if reader.line_num > MOST_ROWS:
                raise BadForm(f"This file has more than {MOST_ROWS:,} lines; cut it.")
            yield reader.line_num, {name: str(record.get(name) or "").strip() for name in COLUMNS}
    except csv.Error as wrong:
        raise BadForm(f"Line {reader.line_num} is no line of a table: {wrong}.") from wrong


def _features(written: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError) as wrong:
        raise BadForm("This is no GeoJSON.") from wrong
    features = found.get("features")
    if found.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise BadForm("This is no GeoJSON FeatureCollection.")
    if len(features) > MOST_ROWS:
        raise BadForm(f"This file has more than {MOST_ROWS:,} places; cut it.")
    for number, feature in enumerate(features, start=1):
        yield number, _feature(feature)


def _feature(feature: object) -> dict[str, str]:
    match feature:
        case {"geometry": {"type": "Point", "coordinates": [lon, lat, *_]}, "properties": {**known}}:
            words = {name: str(known[name]).strip() for name in COLUMNS if known.get(name) is not None}
            return words | {"lat": str(lat), "lon": str(lon)}
    return {}
