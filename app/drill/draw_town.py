"""Draws the invented town from its sketch: `python -m app.drill.draw_town` rewrites town.geojson.

The same sketch gives the same file to the last byte, on every machine.
"""

import json
import tomllib
from collections.abc import Iterator, Sequence
from math import cos, radians
from pathlib import Path
from random import Random

from app.drill.curves import Line, halfway, middle, nearest_on, ribbon, soft, swaying, thinned, weathered
from geo.geojson import point_geometry
from geo.point import Point

HERE = Path(__file__).parent
SKETCH = HERE / "sketch.toml"
TOWN = HERE / "town.geojson"

MIDDLE_LAT, MIDDLE_LON = 15.30, -64.10  # open sea: no real land within 60 km
METRES_PER_DEGREE = 111_195.0
DIGITS = 5  # of a degree: about a metre
MEETS_M = 48  # a street's end this near to another street meets it
LANDMARK_RADIUS_M = 70
SEA_SEED = 4636  # decides where the coast is jagged

Entry = dict[str, object]
Feature = dict[str, object]


def main() -> None:
    """Rewrite the file from the sketch."""
    TOWN.write_text(drawn(), encoding="utf-8")


def drawn() -> str:
    """The whole town as GeoJSON text, one feature a line so that a change is read as one."""
    sketch = tomllib.loads(SKETCH.read_text(encoding="utf-8"))
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in _features(sketch)]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def _features(sketch: dict[str, object]) -> Iterator[Feature]:
    rng = Random(SEA_SEED)
    for entry in _entries(sketch, "land"):
        yield _area("land", entry, _coast(entry, rng))
    for entry in _entries(sketch, "river"):
        course = soft(_spots(entry["via"]))
        yield _area("river", entry, _banks(entry, course), spot=halfway(course))
    for kind in ("park", "quarter"):
        for entry in _entries(sketch, kind):
            ring = soft(_spots(entry["ring"]), closed=True)
            yield _area(kind, entry, thinned([*ring, ring[0]], 3.0)[:-1])
    yield from _streets(_entries(sketch, "street"))
    for entry in _entries(sketch, "landmark"):
        (spot,) = _spots([entry["at"]])
        radius_m = _number(entry, "radius_m", LANDMARK_RADIUS_M)
        yield _feature("landmark", entry, "Point", _position(spot), spot=spot, radius_m=radius_m)
    (town,) = _entries(sketch, "town")
    (spot,) = _spots([town["at"]])
    yield _feature("town", town, "Point", _position(spot), spot=spot, radius_m=_number(town, "radius_m"))


def _coast(entry: Entry, rng: Random) -> Line:
    ring = _spots(entry["coast"])
    if not entry.get("straight"):
        calm = [(complex(east, north), reach_m) for east, north, reach_m in _rows(entry.get("calm", []))]
        ring = weathered(soft(ring, closed=True), _number(entry, "rough_m"), calm=calm, rng=rng)
    return thinned([*ring, ring[0]], 2.0)[:-1]


def _banks(entry: Entry, course: Line) -> Line:
    ((source_m, mouth_m),) = _rows([entry["width_m"]])
    banks = ribbon(course, (source_m, mouth_m))
    return thinned([*banks, banks[0]])[:-1]


def _streets(entries: list[Entry]) -> Iterator[Feature]:
    """Draw all streets; each one's ends meet the streets drawn before, which gain a corner there."""
    lines: list[Line] = []
    for entry in entries:
        spots = _spots(entry["via"])
        for end in (0, -1):
            spots[end] = _meeting(spots[end], lines) or spots[end]
        line = soft(spots)
        if sway_m := _number(entry, "sway", 0):
            line = swaying(line, by_m=sway_m)
        lines.append(thinned(line))
    _join(lines)
    for entry, line in zip(entries, lines, strict=True):
        spot = halfway(line)
        reach_m = max(abs(corner - spot) for corner in line)
        yield _feature(
            "street", entry, "LineString", [_position(s) for s in line], spot=spot, radius_m=reach_m
        )


def _join(lines: list[Line]) -> None:
    """Lead ends that stop just short of a street drawn later up to it."""
    for i, line in enumerate(lines):
        others = lines[:i] + lines[i + 1 :]
        if (spot := _meeting(line[0], others)) not in (None, line[0]):
            line.insert(0, spot)
        if (spot := _meeting(line[-1], others)) not in (None, line[-1]):
            line.append(spot)


def _meeting(end: complex, lines: list[Line]) -> complex | None:
    """Where the end of a street joins another, or None when none is near; the other gains a corner there."""
    near = [
        (abs(spot - end), i, after, spot)
        for i, line in enumerate(lines)
        for spot, after in [nearest_on(end, line)]
    ]
    away_m, i, after, spot = min(near, key=lambda one: one[:3], default=(MEETS_M + 1, 0, 0, end))
    if away_m > MEETS_M:
        return None
    if spot not in lines[i]:
        lines[i].insert(after + 1, spot)
    return spot


def _area(kind: str, entry: Entry, ring: Line, *, spot: complex | None = None) -> Feature:
    spot = middle(ring) if spot is None else spot
    reach_m = max(abs(corner - spot) for corner in ring)
    outline = [_position(corner) for corner in [*ring, ring[0]]]
    return _feature(kind, entry, "Polygon", [outline], spot=spot, radius_m=reach_m)


def _feature(
    kind: str, entry: Entry, shape: str, coordinates: object, *, spot: complex, radius_m: float
) -> Feature:
    point = _point(spot)
    properties: Entry = {"name": entry["name"], "kind": kind}
    properties |= {key: entry[key] for key in ("class", "names") if key in entry}
    properties |= {"radius_m": round(radius_m), "lat": point.lat, "lon": point.lon}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def _position(spot: complex) -> object:
    """The spot as GeoJSON writes it."""
    return point_geometry(_point(spot))["coordinates"]


def _point(spot: complex) -> Point:
    """The spot on Earth."""
    lat = MIDDLE_LAT + spot.imag / METRES_PER_DEGREE
    lon = MIDDLE_LON + spot.real / (METRES_PER_DEGREE * cos(radians(MIDDLE_LAT)))
    return Point(lat=round(lat, DIGITS), lon=round(lon, DIGITS))


def _entries(sketch: dict[str, object], kind: str) -> list[Entry]:
    found = sketch[kind]
    return list(found) if isinstance(found, list) else [found] if isinstance(found, dict) else []


def _spots(pairs: object) -> Line:
    """The sketch's [east, north] pairs as spots."""
    return [complex(east, north) for east, north in _rows(pairs)]


def _rows(table: object) -> list[list[float]]:
    assert isinstance(table, Sequence)
    return [[float(number) for number in row] for row in table]


def _number(entry: Entry, key: str, default: float | None = None) -> float:
    return float(str(entry.get(key, default)))


if __name__ == "__main__":
    main()
