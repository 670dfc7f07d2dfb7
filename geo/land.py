"""The coast under every map, cut to where the incident is, from Natural Earth's TopoJSON (npm `world-atlas`).

TopoJSON keeps every stretch of coast once, as small whole-number steps; a ring is a list of stretches, and a
negative number means the stretch is walked backwards. Decoding that takes a page, so no library is needed.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from shapely import make_valid, set_precision
from shapely.geometry import MultiPolygon, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geo.errors import BadGazetteer
from geo.point import Area

Coast = list[tuple[float, float]]  # longitude first, as in the file
PADDING = 0.5  # of the area's size, on each side, so that panning a little shows no cut edge
LEAST_DEGREES = 0.5
GRID_DEGREES = 0.0005  # 50 m: finer than the map's own error


def land(atlas: Path, area: Area) -> dict[str, object]:
    """Give the land in and around an area as GeoJSON; raises `BadGazetteer` for another kind of file."""
    try:
        topology = json.loads(atlas.read_text())
        polygons = list(_polygons(topology))
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadGazetteer(f"{atlas.name} is not a TopoJSON file with an object named land") from error
    frame = _frame(area)
    near = [
        make_valid(polygon).intersection(frame) for polygon in polygons if polygon.intersects(frame.envelope)
    ]
    return _geometry(set_precision(unary_union(near), GRID_DEGREES))


def country_shape(atlas: Path, number: int) -> BaseGeometry | None:
    """Give the outline of a country by its ISO number; None when the atlas does not draw it."""
    try:
        drawn = _countries(atlas)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadGazetteer(f"{atlas.name} is not a TopoJSON file with an object named countries") from error
    return drawn.get(number)


@lru_cache(maxsize=1)
def _countries(atlas: Path) -> dict[int, BaseGeometry]:
    topology = json.loads(atlas.read_text())
    arcs = _arcs(topology)
    return {
        int(country["id"]): unary_union([make_valid(_polygon(rings, arcs)) for rings in _ring_lists(country)])
        for country in topology["objects"]["countries"]["geometries"]
        if str(country.get("id", "")).isdecimal()
    }


def _frame(area: Area) -> BaseGeometry:
    """The area with its padding; two boxes where it crosses the antimeridian."""
    width = area.east - area.west + (360 if area.west > area.east else 0)
    beside = max(LEAST_DEGREES, width * PADDING)
    above = max(LEAST_DEGREES, (area.north - area.south) * PADDING)
    south, north = max(-90.0, area.south - above), min(90.0, area.north + above)
    west, east = area.west - beside, area.west + width + beside
    return _turned(box(west, south, east, north))


def frame_of(area: Area) -> BaseGeometry:
    """The area as it is; two boxes where it crosses the antimeridian."""
    width = area.east - area.west + (360 if area.west > area.east else 0)
    return _turned(box(area.west, area.south, area.west + width, area.north))


def _turned(whole: Polygon) -> BaseGeometry:
    """What sticks out of the map on one side comes in on the other."""
    world = box(-180, -90, 180, 90)
    turns = [
        whole.intersection(world),
        _shifted(whole, 360).intersection(world),
        _shifted(whole, -360).intersection(world),
    ]
    return unary_union([turn for turn in turns if not turn.is_empty])


def _shifted(shape: Polygon, degrees: float) -> Polygon:
    return Polygon([(lon + degrees, lat) for lon, lat in shape.exterior.coords])


def _polygons(topology: dict[str, object]) -> Iterator[Polygon]:
    match topology:
        case {"objects": {"land": dict(top)}}:
            arcs = _arcs(topology)
        case _:
            raise KeyError("objects.land")
    for rings in _ring_lists(top):
        yield _polygon(rings, arcs)


def _arcs(topology: dict[str, object]) -> list[Coast]:
    match topology:
        case {"transform": {"scale": [kx, ky], "translate": [dx, dy]}, "arcs": list(steps)}:
            return [_arc(arc, (kx, ky), (dx, dy)) for arc in steps]
    raise KeyError("transform, arcs")


def _polygon(rings: list[list[int]], arcs: list[Coast]) -> Polygon:
    outer, *holes = (_ring(ring, arcs) for ring in rings)
    return Polygon(outer, [hole for hole in holes if len(hole) > 3])


def _ring_lists(shape: dict[str, object]) -> Iterator[list[list[int]]]:
    match shape:
        case {"type": "GeometryCollection", "geometries": list(parts)}:
            for part in parts:
                yield from _ring_lists(part)
        case {"type": "MultiPolygon", "arcs": list(polygons)}:
            yield from polygons
        case {"type": "Polygon", "arcs": list(rings)}:
            yield rings


def _arc(steps: list[list[int]], scale: tuple[float, float], shift: tuple[float, float]) -> Coast:
    columns = accumulate(step[0] for step in steps)
    rows = accumulate(step[1] for step in steps)
    return [(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in zip(columns, rows, strict=True)]


def _ring(indexes: list[int], arcs: list[Coast]) -> Coast:
    """Join the stretches; each begins where the one before ended, so its first position is dropped."""
    ring: Coast = []
    for index in indexes:
        stretch = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(stretch[1:] if ring else stretch)
    return ring


def _geometry(shape: BaseGeometry) -> dict[str, object]:
    """Polygons alone: cutting may leave a stray line or point behind."""
    parts = [
        part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon) and not part.is_empty
    ]
    drawn: dict[str, object] = json.loads(json.dumps(mapping(MultiPolygon(parts))))
    return drawn
