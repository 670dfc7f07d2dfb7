"""What the head of a PMTiles file says: enough to know whether browsers can draw it, and where.

The format is version 3 of the PMTiles specification, https://github.com/protomaps/PMTiles.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from geo.point import Area

HEAD = 127  # bytes
MAGIC = b"PMTiles"
VERSION = 3
DRAWN = 1  # the kind of tiles that hold shapes to be drawn; the others hold pictures
DEGREE = 10_000_000  # positions are written as whole numbers


@dataclass(frozen=True, slots=True)
class MapFile:
    """A file that can be used: where it lies, what it covers, and the deepest zoom it holds."""

    path: Path
    area: Area
    deepest: int


def read_map_file(path: Path) -> MapFile:
    """Read a file's head; raises `ValueError` with what is wrong, `OSError` where it cannot be read."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if len(head) < HEAD or head[:7] != MAGIC:
        raise ValueError(f"{path} is no PMTiles file")
    if head[7] != VERSION:
        raise ValueError(f"{path} is PMTiles of version {head[7]}; make one of version {VERSION}")
    if head[99] != DRAWN:
        raise ValueError(f"{path} holds pictures; serve them as tiles and set KONBIT_TILE_URL")
    deepest = head[101]
    west, south, east, north = (one / DEGREE for one in struct.unpack("<4i", head[102:118]))
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError(f"{path} does not say what it covers")
    return MapFile(path, Area(west=west, south=south, east=east, north=north), deepest)
