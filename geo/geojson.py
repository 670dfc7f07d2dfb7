"""Places as other programs draw and send them: GeoJSON, longitude first, checked on the way in."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

from geo.errors import BadCoordinates, BadGazetteer
from geo.place import Kind, Located, Place
from geo.point import Point

DEPTHS = {  # how many lists lie around a position
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
DIGITS = 6  # a tenth of a metre


def point_geometry(point: Point) -> dict[str, object]:
    """Write a point as a GeoJSON geometry."""
    return {"type": "Point", "coordinates": [round(point.lon, DIGITS), round(point.lat, DIGITS)]}


def point_from(geometry: object) -> Point:
    """Read a GeoJSON point; raises `BadCoordinates` when it is not one."""
    match geometry:
        case {"type": "Point", "coordinates": [lon, lat, *_]}:
            return _position([lon, lat])
    raise BadCoordinates("this is not a GeoJSON point: {'type': 'Point', 'coordinates': [lon, lat]}")


def located_feature(located: Located) -> dict[str, object]:
    """Write where a message is about, with its circle and the reasoning."""
    properties = {
        "name": located.name,
        "kind": located.kind.value,
        "radius_m": located.radius_m,
        "source": located.source,
        "words": located.words,
        "trail": list(located.trail),
    }
    return {"type": "Feature", "geometry": point_geometry(located.point), "properties": properties}


def place_feature(place: Place) -> dict[str, object]:
    """Write a gazetteer's place, drawn by its shape where it has one; the point is in the properties too."""
    properties = {
        "name": place.name,
        "kind": place.kind.value,
        "radius_m": place.radius_m,
        "source": place.source,
        "importance": place.importance,
        "names": list(place.names),
        "lat": place.point.lat,
        "lon": place.point.lon,
    }
    return {
        "type": "Feature",
        "geometry": place.shape or point_geometry(place.point),
        "properties": properties,
    }


def place_from(feature: object, *, source: str) -> Place:
    """Read one gazetteer's place; raises `BadGazetteer` for its form, `BadCoordinates` for its numbers."""
    match feature:
        case {
            "type": "Feature",
            "geometry": {"type": str()} as geometry,
            "properties": {"name": str(name)} as extra,
        }:
            pass
        case _:
            raise BadGazetteer("a place is a GeoJSON feature with a geometry and a name")
    positions = list(positions_of(geometry))
    if not positions:
        raise BadGazetteer(f"{name!r} has an empty geometry")
    try:
        kind = Kind(extra.get("kind", Kind.LANDMARK))
        return Place(
            name=name,
            kind=kind,
            point=_marked(extra) or _middle(positions),
            radius_m=float(extra.get("radius_m", 0.0)),
            source=source,
            importance=float(extra.get("importance", 0.0)),
            names=tuple(map(str, extra.get("names", ()))),
            shape=None if geometry["type"] == "Point" else dict(geometry),
        )
    except (TypeError, ValueError) as error:
        raise BadGazetteer(f"{name!r} has a property that cannot be read: {error}") from error


def places_from(collection: object, *, source: str) -> Iterator[Place]:
    """Read a gazetteer file; the error names the number of the feature that is wrong, counted from 1."""
    match collection:
        case {"type": "FeatureCollection", "features": list(features)}:
            pass
        case _:
            raise BadGazetteer("a gazetteer file is a GeoJSON FeatureCollection")
    for number, feature in enumerate(features, start=1):
        try:
            yield place_from(feature, source=source)
        except (BadGazetteer, BadCoordinates) as error:
            raise BadGazetteer(f"feature {number}: {error}") from error


def positions_of(geometry: object) -> Iterator[Point]:
    """Give every position; raises `BadGazetteer` for an unknown form, `BadCoordinates` for wrong numbers."""
    match geometry:
        case {"type": str(form), "coordinates": coordinates} if form in DEPTHS:
            yield from _walk(coordinates, DEPTHS[form])
        case _:
            raise BadGazetteer("this is not a GeoJSON geometry of points, lines or polygons")


def _walk(part: object, depth: int) -> Iterator[Point]:
    if depth == 0:
        yield _position(part)
        return
    if not isinstance(part, list | tuple):
        raise BadGazetteer("this geometry lacks a level of lists")
    for inner in part:
        yield from _walk(inner, depth - 1)


def _position(part: object) -> Point:
    match part:
        case [int() | float() as lon, int() | float() as lat, *_] if not isinstance(lon, bool) and isfinite(
            lat
        ):
            return Point(lat=float(lat), lon=float(lon))
    raise BadCoordinates(f"{str(part)[:60]} is not a position [longitude, latitude]")


def _marked(extra: Mapping[str, object]) -> Point | None:
    match extra:
        case {"lat": int() | float() as lat, "lon": int() | float() as lon}:
            return Point(lat=float(lat), lon=float(lon))
    return None


def _middle(positions: Sequence[Point]) -> Point:
    """Half way between the extremes: for a street that is on or near it, and it needs no projection."""
    lats, lons = [point.lat for point in positions], [point.lon for point in positions]
    return Point(lat=(min(lats) + max(lats)) / 2, lon=(min(lons) + max(lons)) / 2)
