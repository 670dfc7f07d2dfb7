"""A position on Earth, with its numbers named so that they cannot be swapped."""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, isfinite, radians, sin, sqrt

from geo.errors import BadCoordinates

EARTH_RADIUS_M = 6_371_008.8  # mean radius; PostGIS uses the same sphere for `<->` on geography


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """WGS 84 degrees. Raises `BadCoordinates` when the numbers are not a place on Earth."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lat) and isfinite(self.lon)):
            raise BadCoordinates
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise BadCoordinates


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A box of degrees; `west` may exceed `east` where it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Say whether the point lies in the box, its edges included."""
        if not self.south <= point.lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= point.lon <= self.east
        return point.lon >= self.west or point.lon <= self.east

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        width = self.east - self.west + (360 if self.west > self.east else 0)
        lon = self.west + width / 2
        return Point(lat=(self.south + self.north) / 2, lon=lon - 360 if lon > 180 else lon)


def unwound(lon: float, *, beside: float = 0.0) -> float:
    """A longitude within half a turn of another, so that both can be averaged over the antimeridian."""
    if abs(lon - beside) <= 180:
        return lon
    return beside + (lon - beside + 180) % 360 - 180


def distance_m(a: Point, b: Point) -> float:
    """Metres between two points along the sphere (haversine)."""
    north = radians(b.lat - a.lat)
    east = radians(b.lon - a.lon)
    half = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


def towards(start: Point, *, bearing: float, metres: float) -> Point:
    """The point so many metres from another along a great circle; `bearing` in degrees, 0 north, 90 east."""
    angle, lat, heading = metres / EARTH_RADIUS_M, radians(start.lat), radians(bearing)
    end = asin(min(1.0, max(-1.0, sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(heading))))
    turn = atan2(sin(heading) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sin(end))
    lon = (start.lon + degrees(turn) + 540) % 360 - 180
    return Point(lat=degrees(end), lon=lon)
