"""The best guess of a place from its dots: what the noise is, everybody may read in `geo/privacy.py`."""

from collections.abc import Sequence
from math import cos, radians

import numpy as np

from geo.point import Point
from geo.privacy import CELL_M

METRES = 111_195.0
STEP_M = 25.0
BEYOND_M = 1_500.0  # the place is hardly farther outside of its dots


def likeliest(dots: Sequence[Point]) -> Point:
    """Weigh each spot around the dots by how likely they are from there, and give the middle of it all.

    Planar Laplace noise makes a dot at distance d likely as exp(-d / scale); nearer than a third of a cell
    there is none. The snapping is left out: it only widens what is said.
    """
    lat, lon = (sum(getattr(dot, axis) for dot in dots) / len(dots) for axis in ("lat", "lon"))
    wide = METRES * cos(radians(lat))
    east = np.array([(dot.lon - lon) * wide for dot in dots])
    north = np.array([(dot.lat - lat) * METRES for dot in dots])
    xs = np.arange(east.min() - BEYOND_M, east.max() + BEYOND_M, STEP_M)
    ys = np.arange(north.min() - BEYOND_M, north.max() + BEYOND_M, STEP_M)
    said = np.zeros((len(xs), len(ys)))
    for x, y in zip(east, north, strict=True):
        away = np.hypot(xs[:, None] - x, ys[None, :] - y)
        said += np.where(away < CELL_M / 3, -np.inf, -away / CELL_M) if len(dots) < 10 else -away / CELL_M
    weights = np.exp(said - said.max())
    weights /= weights.sum()
    return Point(
        lat=lat + float((weights.sum(0) * ys).sum()) / METRES,
        lon=lon + float((weights.sum(1) * xs).sum()) / wide,
    )
