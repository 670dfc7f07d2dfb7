"""A tiny map file, written by hand from the PMTiles specification: one tile of land for the whole world."""

import gzip
import json
import struct

from geo.point import Area

EXTENT = 4096
DEGREE = 10_000_000


def pmtiles(area: Area, *, earth_to: int) -> bytes:
    """A PMTiles file, version 3, that says it reaches to a zoom and holds the world's one tile."""
    tile = _land_tile()
    root = gzip.compress(
        b"".join(map(_varint, (1, 0, 1, len(tile), 1)))
    )  # one entry: id 0, once, length, offset 0
    about = gzip.compress(json.dumps({"vector_layers": [{"id": "earth", "fields": {}}]}).encode())
    at = 127
    places = (at, len(root), at + len(root), len(about), 0, 0, at + len(root) + len(about), len(tile))
    head = b"PMTiles\x03" + struct.pack("<8Q", *places) + struct.pack("<3Q", 1, 1, 1)
    head += bytes(
        (1, 2, 1, 1, 0, earth_to)
    )  # clustered, packed by gzip, tiles as they are, shapes, the zooms
    box = (round(side * DEGREE) for side in (area.west, area.south, area.east, area.north))
    middle = area.centre
    head += struct.pack("<4i", *box) + struct.pack(
        "<B2i", 0, round(middle.lon * DEGREE), round(middle.lat * DEGREE)
    )
    assert len(head) == 127
    return head + root + about + tile


def _land_tile() -> bytes:
    """A vector tile whose one layer, `earth`, is full of land."""
    side = _zigzag(EXTENT)
    corners = (9, 0, 0, 26, side, 0, 0, side, _zigzag(-EXTENT), 0, 15)  # move to, three lines, close
    packed = b"".join(map(_varint, corners))
    feature = _field(3, 0, _varint(3)) + _field(4, 2, packed)  # a polygon
    layer = (
        _field(15, 0, _varint(2))
        + _field(1, 2, b"earth")
        + _field(2, 2, feature)
        + _field(5, 0, _varint(EXTENT))
    )
    return _field(3, 2, layer)


def _field(number: int, kind: int, value: bytes) -> bytes:
    return _varint(number << 3 | kind) + (_varint(len(value)) if kind == 2 else b"") + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes((*out, value))


def _zigzag(value: int) -> int:
    return value << 1 ^ value >> 63
