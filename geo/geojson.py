"""Places as other programs draw and send them: GeoJSON, longitude first, checked on the way in."""

from geo.errors import BadCoordinates
from geo.place import Place
from geo.point import Point, towards

DIGITS = 6  # a tenth of a metre
CORNERS = 64  # of what stands for a circle: off by an eighth of a percent


def point_geometry(point: Point) -> dict[str, object]:
    """Write a point as a GeoJSON geometry."""
    return {"type": "Point", "coordinates": [round(point.lon, DIGITS), round(point.lat, DIGITS)]}


def point_from(geometry: object) -> Point:
    """Read a GeoJSON point; raises `BadCoordinates` when it is not one."""
    match geometry:
        case {"type": "Point", "coordinates": [int() | float() as lon, int() | float() as lat, *_]}:
            return Point(lat=float(lat), lon=float(lon))
    raise BadCoordinates("this is not a GeoJSON point: {'type': 'Point', 'coordinates': [lon, lat]}")


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


def circle_geometry(centre: Point, *, radius_m: float) -> dict[str, object]:
    """Write a circle on the ground as a GeoJSON polygon of 64 corners."""
    corners = [towards(centre, bearing=-360 / CORNERS * n, metres=radius_m) for n in range(CORNERS)]
    ring = [[round(corner.lon, DIGITS), round(corner.lat, DIGITS)] for corner in (*corners, corners[0])]
    return {"type": "Polygon", "coordinates": [ring]}
