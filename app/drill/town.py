"""Reads the drawn town: its places for the gazetteer, its ground for the base map."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypedDict

from geo.place import Kind, Place
from geo.point import Area, Point

SOURCE = "drill"
AREA = Area(west=-64.130, south=15.282, east=-64.071, north=15.3205)  # the island and a little sea around it

GROUND = ("land", "river", "park")
KINDS = {
    "island": Kind.REGION,
    "town": Kind.TOWN,
    "quarter": Kind.QUARTER,
    "street": Kind.STREET,
    "landmark": Kind.LANDMARK,
    "park": Kind.LANDMARK,  # «nan Plas Libète» is how people say where they are
    "river": Kind.LANDMARK,
    "land": Kind.LANDMARK,
}
IMPORTANCE = {
    "island": 0.4,
    "town": 0.5,
    "quarter": 0.35,
    "landmark": 0.25,
    "main": 0.2,
    "minor": 0.12,
    "path": 0.06,
}


class Properties(TypedDict, total=False):
    """What the file says of one feature besides its shape."""

    name: str
    kind: str
    names: list[str]
    radius_m: int
    lat: float
    lon: float


class Feature(TypedDict):
    """One GeoJSON feature; `properties.class` is main, minor, path, wood, school …"""

    type: str
    properties: Properties
    geometry: dict[str, object]


def town_places() -> Iterator[Place]:
    """Every named place of the town, with the shape to draw it by."""
    for feature in features():
        yield _place(feature)


def town_ground() -> tuple[Feature, ...]:
    """What lies under the streets: the islands, the river, the parks and woods, in the order to draw them."""
    return tuple(
        feature for kind in GROUND for feature in features() if feature["properties"]["kind"] == kind
    )


@cache
def features() -> tuple[Feature, ...]:
    """All that was drawn."""
    drawn = json.loads(Path(__file__).with_name("town.geojson").read_text(encoding="utf-8"))
    return tuple(drawn["features"])


def _place(feature: Feature) -> Place:
    known = feature["properties"]
    kind, sort = known["kind"], str(known.get("class", ""))
    return Place(
        name=known["name"],
        kind=KINDS.get(sort, KINDS[kind]),
        point=Point(lat=known["lat"], lon=known["lon"]),
        radius_m=float(known["radius_m"]),
        source=SOURCE,
        importance=IMPORTANCE.get(sort, IMPORTANCE.get(kind, 0.15)),
        names=tuple(known.get("names", ())),
        shape=None if feature["geometry"]["type"] == "Point" else feature["geometry"],
    )
