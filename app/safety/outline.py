"""What somebody drew as a zone, checked before anybody is kept away by it: an area of this incident."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from app.errors import BadForm
from geo.point import Area

MOST_POINTS = 2_000
WHOLE = 0.95  # a zone over so much of the incident's area would stop all help
HALF_WORLD = 180.0
SHAPES = ("Polygon", "MultiPolygon")
NOT_A_SHAPE = "Draw the zone as a GeoJSON Polygon or MultiPolygon: rings of [longitude, latitude]."


@dataclass(frozen=True, slots=True)
class Outline:
    """A sound outline as GeoJSON. `mended`: it crossed itself and was set right."""

    geojson: str
    mended: bool


def read_outline(drawn: Mapping[str, object], area: Area) -> Outline:
    """Check a GeoJSON geometry, feature or collection; raises `BadForm` with what to mend."""
    shape = shapely.force_2d(_parsed(drawn))
    if shape.is_empty or shape.geom_type not in SHAPES:
        raise BadForm(NOT_A_SHAPE)
    if shapely.get_num_coordinates(shape) > MOST_POINTS:
        raise BadForm(f"The zone has more than {MOST_POINTS} points; draw it more simply.")
    _check_on_earth(shape)
    mended = not shape.is_valid
    if mended:
        shape = _mend(shape)
    _check_inside(shape, area)
    return Outline(geojson=shapely.to_geojson(shape), mended=mended)


def _parsed(drawn: Mapping[str, object]) -> BaseGeometry:
    """Take the shape out of a feature; several shapes of a collection are one zone."""
    try:
        match drawn:
            case {"type": "FeatureCollection", "features": [*features]}:
                parts = [_parsed(one) for one in features if isinstance(one, Mapping)]
                return shapely.union_all([part for part in parts if part.geom_type in SHAPES])
            case {"type": "Feature", "geometry": Mapping() as geometry}:
                return _parsed(geometry)
            case {"type": "Polygon" | "MultiPolygon"}:
                return shapely.from_geojson(json.dumps(drawn, default=str))
    except shapely.errors.GEOSException as wrong:
        closed = "closed" in str(wrong) or "LinearRing" in str(wrong)
        open_ring = (
            "A ring of the zone is not closed: its last point must be its first, and it has at least four."
        )
        raise BadForm(open_ring if closed else NOT_A_SHAPE) from wrong
    raise BadForm(NOT_A_SHAPE)


def _check_on_earth(shape: BaseGeometry) -> None:
    west, south, east, north = shape.bounds
    # no comparison holds for what is not a number
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise BadForm("The zone is not on Earth; longitudes come first: [longitude, latitude].")
    if east - west > HALF_WORLD:
        raise BadForm("The zone goes half around the Earth; draw two zones where it crosses 180°.")


def _mend(shape: BaseGeometry) -> BaseGeometry:
    whole = shapely.make_valid(shape)
    parts = [part for part in shapely.get_parts(whole) if part.geom_type in SHAPES]
    mended = shapely.union_all(parts)
    if mended.is_empty or mended.area == 0:
        raise BadForm("The zone has no area: its lines lie on each other.")
    return mended


def _check_inside(shape: BaseGeometry, area: Area) -> None:
    if area.west > area.east:  # over the antimeridian, where a plain box says nothing
        return
    box = shapely.box(area.west, area.south, area.east, area.north)
    if not shape.intersects(box):
        raise BadForm("The zone lies outside the incident; longitudes come first: [longitude, latitude].")
    if shape.intersection(box).area >= WHOLE * box.area:
        raise BadForm("The zone covers the whole incident, and nobody could be asked; draw a smaller one.")
