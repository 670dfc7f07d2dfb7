"""One invented town, in which all tests take place.

              School
                |
              Mill ---- Bridge ---- Market                              Quarry, 9 km
                                      |
                                    Harbour

It lies at 18.9° N, where a degree of longitude is 5 % shorter than one of latitude: whoever measures in
degrees is found out.
"""

from math import cos, radians

from geo.place import Kind, Located, Place
from geo.point import Area, Point

MILL = Point(lat=18.9, lon=-72.6)
AREA = Area(west=-72.7, south=18.8, east=-72.4, north=19.0)
METRES_PER_DEGREE = 111_195
CORNERS = {  # metres east and north of the Mill
    "Mill": (0, 0),
    "Bridge": (300, 0),
    "School": (0, 600),
    "Market": (900, 0),
    "Harbour": (900, -700),
    "Quarry": (9_000, 0),
}
RADIUS_M = 60.0


def corner(name: str) -> Point:
    """Where a corner of the town is."""
    east_m, north_m = CORNERS[name]
    lat = MILL.lat + north_m / METRES_PER_DEGREE
    return Point(lat=lat, lon=MILL.lon + east_m / (METRES_PER_DEGREE * cos(radians(lat))))


def located(at: str | Point) -> Located:
    """A corner as the gazetteer finds it, or a bare point as a phone sends it."""
    if isinstance(at, Point):
        return Located(point=at, radius_m=30, name="", kind=Kind.WRITTEN, source="written")
    return Located(point=corner(at), radius_m=RADIUS_M, name=at, kind=Kind.LANDMARK, source="town")


PLACES = tuple(
    Place(name=name, kind=Kind.LANDMARK, point=corner(name), radius_m=RADIUS_M, source="town", importance=0.3)
    for name in CORNERS
)
