"""Where strangers may see a case: displaced, always by the same amount, and never where it is.

The displacement is planar Laplace noise: a bearing that is uniform and a distance that is the sum of two
exponentials, so small shifts are likely and large ones possible. The dice are not random but HMAC-SHA256 of
the case, the epoch and the 38 m around the truth, under the incident's key: every process on every machine
shows the same dot, reloading a page teaches nothing, and without the key the shift cannot be undone. The
result is the centre of a grid cell, which hides the fine digits too.

    scale    = cell_m                                 (so the mean distance is about two cells)
    bearing  = 2 pi u1
    distance = -scale (ln u2 + ln u3)                 u from the digest, in (0, 1]
    shown    = centre of the cell that holds the point moved so

The case is in the dice, and not the house: whoever files reports at every house of a street would else wait
for the one whose dot falls where their victim's does. The 38 m are in the dice too: a case that moves from a
place everybody knows to a door is thrown anew, or the dot's step would be the step to the door.

A dot that would land within a third of a cell of the truth is thrown again: nobody who walks to the dot
arrives at the person's door. An epoch is changed seldom: each new one is one more sample of the same secret.
It must change when the noise does, since the same dice under another scale tell the shift by division.
"""

import hmac
from hashlib import sha256
from math import ceil, cos, floor, log, pi, radians, sin

from geo.point import EARTH_RADIUS_M, Point, distance_m
from geo.tiles import morton

CELL_M = 300.0
STATED_M = 300.0  # what the map says: no stranger can tell the place better, not even from a household's dots
MOVED_M = 2_000.0  # 98 of 100 are moved by less
EPOCH = "2"
METRES_PER_DEGREE = EARTH_RADIUS_M * pi / 180
NORTHMOST = 89.0  # the noise is planar; nobody lives where that matters
THROWS = 64  # one throw in about twenty lands too close


def blur(point: Point, *, key: bytes, case: str, epoch: str = EPOCH, cell_m: float = CELL_M) -> Point:
    """Displace a point for strangers' eyes. The same case in the same epoch moves the same way everywhere."""
    around = morton(point)
    for throw in range(THROWS):
        u1, u2, u3 = _dice(key, f"{len(case)}:{case}|{len(epoch)}:{epoch}|{around}|{throw}")
        bearing, distance = 2 * pi * u1, -cell_m * (log(u2) + log(u3))
        shown = _cell_centre(
            _moved(point, north_m=distance * cos(bearing), east_m=distance * sin(bearing)), cell_m
        )
        if distance_m(point, shown) >= cell_m / 3:
            return shown
    return shown


def _dice(key: bytes, message: str) -> tuple[float, float, float]:
    """Three numbers above 0 and up to 1, each from eight bytes of the digest."""
    digest = hmac.digest(key, message.encode(), sha256)
    u1, u2, u3 = ((int.from_bytes(digest[i : i + 8]) + 1) / 2**64 for i in (0, 8, 16))
    return u1, u2, u3


def _moved(point: Point, *, north_m: float, east_m: float) -> Point:
    lat = max(-NORTHMOST, min(NORTHMOST, point.lat + north_m / METRES_PER_DEGREE))
    lon = point.lon + east_m / (METRES_PER_DEGREE * cos(radians(min(NORTHMOST, abs(point.lat)))))
    return Point(lat=lat, lon=_wrapped(lon))


def _cell_centre(point: Point, cell_m: float) -> Point:
    """Rows of equal height; in each row as many equal cells as fit around the Earth."""
    rows = ceil(180 * METRES_PER_DEGREE / cell_m)
    row = min(rows - 1, floor((point.lat + 90) / 180 * rows))
    lat = (row + 0.5) * 180 / rows - 90
    columns = max(1, ceil(360 * METRES_PER_DEGREE * cos(radians(lat)) / cell_m))
    column = floor((point.lon + 180) / 360 * columns) % columns
    return Point(lat=lat, lon=(column + 0.5) * 360 / columns - 180)


def _wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180
