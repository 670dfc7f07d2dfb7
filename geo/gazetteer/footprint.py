"""How far a place reaches, from its outline or line: where to put its point and how wide its circle must be.

The circle covers nine tenths of the shape: a street's far tip or a country's lonely island would make it
useless for everybody else. Longitude comes first in shapely, so shapes are touched here and nowhere else.
"""

import json
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry import shape as shape_of
from shapely.geometry.base import BaseGeometry

from geo.errors import BadGazetteer
from geo.point import EARTH_RADIUS_M, Point

COVERED = 0.9
GRID = 24  # lines each way; a thin outline gets the points of its own edge besides
STEPS = 64  # along a line
DRAWN_DEGREES = 0.0004  # some 45 m: finer than anybody's doubt
MOST_CORNERS = 400
DIGITS = 5  # a metre
HALF_WORLD = 180.0
OVERSEAS_DEGREES = 9.0  # a thousand kilometres from the greatest part


@dataclass(frozen=True, slots=True)
class Footprint:
    """The point to say for a shape, and how far from it nine tenths of the shape lie."""

    point: Point
    radius_m: float


def geometry_of(geojson: object) -> BaseGeometry:
    """Read a GeoJSON geometry; raises `BadGazetteer` when it is none."""
    try:
        shape = shape_of(json.loads(json.dumps(geojson)))
    except (
        AttributeError,
        IndexError,
        KeyError,
        TypeError,
        ValueError,
        shapely.errors.ShapelyError,
    ) as error:
        raise BadGazetteer("it has no GeoJSON geometry that can be read") from error
    if shape.is_empty:
        raise BadGazetteer("its geometry is empty")
    _check(shape)
    return shape


def footprint(shape: BaseGeometry) -> Footprint:
    """Find the point inside a shape and the circle around it that covers nine tenths of it."""
    turned = _over_the_edge(shape)
    middle = _middle(turned)
    away_m = _away_m(middle, _samples(turned))
    radius_m = float(np.quantile(away_m, COVERED)) if len(away_m) else 0.0
    lat, lon = middle.y, middle.x
    return Footprint(Point(lat=lat, lon=lon - 360 if lon > HALF_WORLD else lon), round(radius_m, 1))


def mainland(shape: BaseGeometry) -> Footprint:
    """Find the circle of a country without what it owns beyond the seas: that is texted by its own name."""
    parts = list(getattr(shape, "geoms", [shape]))
    greatest = max(parts, key=lambda part: part.area)
    return footprint(
        shapely.union_all([part for part in parts if part.distance(greatest) < OVERSEAS_DEGREES])
    )


def drawn(shape: BaseGeometry) -> dict[str, object]:
    """Make a shape small enough to keep beside a name and to draw, as GeoJSON."""
    tolerance = DRAWN_DEGREES
    small = shape.simplify(tolerance)
    while shapely.get_num_coordinates(small) > MOST_CORNERS:
        tolerance *= 2
        small = shape.simplify(tolerance)
    rounded = shapely.transform(small, lambda corners: corners.round(DIGITS))
    made: dict[str, object] = json.loads(json.dumps(mapping(rounded)))
    return made


def lines_along(shape: BaseGeometry) -> list[tuple[Point, ...]]:
    """Give the lines of a street, corner by corner."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "LineString"]
    return [tuple(Point(lat=y, lon=x) for x, y in shapely.get_coordinates(part).tolist()) for part in parts]


def line_shape(lines: list[tuple[Point, ...]]) -> BaseGeometry:
    """Put lines together as one shape, one line where they follow each other."""
    pieces = [shapely.LineString([(corner.lon, corner.lat) for corner in line]) for line in lines]
    return pieces[0] if len(pieces) == 1 else shapely.line_merge(shapely.MultiLineString(pieces))


def circle_of(points: list[Point]) -> Footprint:
    """Find the circle around the middle of some points; nine tenths of them are inside."""
    return footprint(shapely.MultiPoint([(point.lon, point.lat) for point in points]))


def _check(shape: BaseGeometry) -> None:
    corners = shapely.get_coordinates(shape)
    if (
        not np.isfinite(corners).all()
        or np.abs(corners[:, 1]).max() > 90
        or np.abs(corners[:, 0]).max() > 180
    ):
        raise BadGazetteer("its geometry is not on Earth: longitude first, -180 to 180, then latitude")


def _over_the_edge(shape: BaseGeometry) -> BaseGeometry:
    """A shape on both sides of the antimeridian is put together east of it."""
    west, _, east, _ = shape.bounds
    if east - west <= HALF_WORLD:
        return shape
    return shapely.transform(
        shape, lambda corners: np.column_stack([corners[:, 0] % 360, corners[:, 1]]), include_z=False
    )


def _middle(shape: BaseGeometry) -> shapely.Point:
    """The centre where it is in the shape, else the nearest of the shape: never the neighbour's ground."""
    centre = shape.centroid
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return centre if shape.contains(centre) else shape.representative_point()
    return centre if shape.geom_type == "MultiPoint" else shapely.shortest_line(shape, centre).interpolate(0)


def _samples(shape: BaseGeometry) -> np.ndarray:
    """Points spread evenly over a shape; rows of longitude and latitude."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        west, south, east, north = shape.bounds
        cells = (np.arange(GRID) + 0.5) / GRID
        lons, lats = np.meshgrid(west + (east - west) * cells, south + (north - south) * cells)
        shapely.prepare(shape)
        inside = shapely.contains_xy(shape, lons.ravel(), lats.ravel())
        grid = np.column_stack([lons.ravel(), lats.ravel()])[inside]
        return grid if len(grid) >= STEPS else shapely.get_coordinates(shape.segmentize(_step(shape)))
    if shape.geom_type in ("LineString", "MultiLineString"):
        return shapely.get_coordinates(shape.segmentize(_step(shape)))
    return shapely.get_coordinates(shape)


def _step(shape: BaseGeometry) -> float:
    return max(shape.length / STEPS, 1e-7)


def _away_m(middle: shapely.Point, corners: np.ndarray) -> np.ndarray:
    """Metres from the middle to each (haversine)."""
    lat, lon = np.radians(middle.y), np.radians(middle.x)
    lats, lons = np.radians(corners[:, 1]), np.radians(corners[:, 0])
    half = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    away: np.ndarray = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return away
