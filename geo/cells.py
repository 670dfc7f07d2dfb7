"""Letters that name a box of the Earth, each letter a smaller one: plus codes, geohashes, short map links.

All of them cut the world until the box is small enough. Callers give letters of the right alphabet alone.
"""

from dataclasses import dataclass
from math import cos, hypot, radians

from geo.claim import METRES_PER_DEGREE
from geo.point import Point

PLUS = "23456789CFGHJMPQRVWX"
GEOHASH = "0123456789bcdefghjkmnpqrstuvwxyz"
GE0 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
OSM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~"
WORLD = 400.0  # degrees: 20 times 20, more than there are, so that plus codes can go by twenties
PAIRS = 10  # after so many letters a plus code goes on with a grid of 5 by 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A box of degrees, by its south-western corner and its size."""

    south: float
    west: float
    height: float
    width: float

    @property
    def centre(self) -> Point:
        """The spot that stands for the whole box."""
        return Point(lat=self.south + self.height / 2, lon=self.west + self.width / 2)

    @property
    def radius_m(self) -> float:
        """How far the corners are from the centre."""
        east_m = self.width * cos(radians(self.centre.lat))
        return hypot(self.height, east_m) / 2 * METRES_PER_DEGREE


def plus_cell(letters: str, *, missing: int = 0) -> Cell:
    """Follow a plus code's letters, without its «+», into a box.

    A shortened code lacks its first letters; what comes is the south-westernmost of the boxes it may mean.
    """
    south, west, height, width = -90.0, -180.0, spacing(missing), spacing(missing)
    pairs, steps = letters[: PAIRS - missing], letters[PAIRS - missing :]
    for first, second in zip(pairs[::2], pairs[1::2], strict=True):
        height, width = height / 20, width / 20
        south, west = south + PLUS.index(first) * height, west + PLUS.index(second) * width
    for letter in steps:
        height, width = height / 5, width / 4
        row, column = divmod(PLUS.index(letter), 4)
        south, west = south + row * height, west + column * width
    return Cell(south=south, west=west, height=height, width=width)


def spacing(missing: int) -> float:
    """How far apart, in degrees, the boxes are that a plus code without its first letters may mean."""
    return WORLD / 20.0 ** (missing // 2)


def geohash_cell(letters: str) -> Cell:
    """Follow a geohash, in small letters, into its box."""
    return _halved([GEOHASH.index(letter) for letter in letters], bits=5, east_first=True)


def ge0_cell(letters: str) -> Cell:
    """Follow the nine letters behind the zoom in a link of Organic Maps or MAPS.ME into their box."""
    return _halved([GE0.index(letter) for letter in letters], bits=6, east_first=False)


def osm_cell(letters: str) -> Cell:
    """Follow a short link of OpenStreetMap (osm.org/go/…) into its box."""
    return _halved([OSM.index(letter) for letter in letters], bits=6, east_first=True)


def _halved(values: list[int], *, bits: int, east_first: bool) -> Cell:
    """Halve the world by the bits of the values, longitude and latitude in turn."""
    corner, size, axis = [-90.0, -180.0], [180.0, 360.0], int(east_first)
    for value in values:
        for place in reversed(range(bits)):
            size[axis] /= 2
            corner[axis] += size[axis] * (value >> place & 1)
            axis = 1 - axis
    return Cell(south=corner[0], west=corner[1], height=size[0], width=size[1])
