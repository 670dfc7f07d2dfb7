"""What OpenStreetMap's tags say a thing is, for extracts and for GeoJSON made from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import log10

from geo.gazetteer.circle import town_radius_m
from geo.place import Kind

Tags = Mapping[str, str]

NAMES = (
    "alt_name",
    "old_name",
    "official_name",
    "short_name",
    "loc_name",
    "int_name",
    "reg_name",
    "nat_name",
)
PLAIN = ("name", "official_name", "short_name", "loc_name", "alt_name")  # one of them is said as the name
MANY = ";"  # between the names of one tag
LANGUAGE_LETTERS = 3  # name:ht, name:fil, name:zh-Hant; not name:etymology or name:pronunciation


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind, how important it is (0 to 1), and how far it reaches without an outline (0: as its kind)."""

    kind: Kind
    importance: float
    radius_m: float = 0.0


PLACES = {
    "country": Sort(Kind.COUNTRY, 0.95),
    "state": Sort(Kind.REGION, 0.6),
    "province": Sort(Kind.REGION, 0.6),
    "region": Sort(Kind.REGION, 0.5),
    "district": Sort(Kind.DISTRICT, 0.5),
    "county": Sort(Kind.DISTRICT, 0.5, 20_000),
    "municipality": Sort(Kind.DISTRICT, 0.45),
    "city": Sort(Kind.CITY, 0.6),
    "town": Sort(Kind.TOWN, 0.45),
    "village": Sort(Kind.TOWN, 0.3),
    "hamlet": Sort(Kind.TOWN, 0.2, 1_000),
    "isolated_dwelling": Sort(Kind.TOWN, 0.1, 500),
    "borough": Sort(Kind.QUARTER, 0.4, 2_500),
    "suburb": Sort(Kind.QUARTER, 0.35, 1_500),
    "quarter": Sort(Kind.QUARTER, 0.3),
    "neighbourhood": Sort(Kind.QUARTER, 0.25),
    "city_block": Sort(Kind.QUARTER, 0.1, 200),
    "island": Sort(Kind.DISTRICT, 0.4, 5_000),
    "islet": Sort(Kind.LANDMARK, 0.1, 500),
    "locality": Sort(Kind.QUARTER, 0.1, 1_000),
    "square": Sort(Kind.LANDMARK, 0.25),
}
ADMIN = {  # boundary=administrative by admin_level; what a level is called differs, its size hardly
    "2": Sort(Kind.COUNTRY, 0.95),
    "3": Sort(Kind.REGION, 0.6),
    "4": Sort(Kind.REGION, 0.6),
    "5": Sort(Kind.DISTRICT, 0.5, 20_000),
    "6": Sort(Kind.DISTRICT, 0.5, 20_000),
    "7": Sort(Kind.DISTRICT, 0.45),
    "8": Sort(Kind.DISTRICT, 0.45),
    "9": Sort(Kind.QUARTER, 0.3, 2_500),
    "10": Sort(Kind.QUARTER, 0.25, 1_500),
    "11": Sort(Kind.QUARTER, 0.2),
}
ROADS = {
    "motorway": 0.35,
    "trunk": 0.35,
    "primary": 0.3,
    "secondary": 0.25,
    "tertiary": 0.2,
    "unclassified": 0.15,
    "residential": 0.12,
    "living_street": 0.12,
    "pedestrian": 0.12,
}
PATH = 0.05
NO_ROADS = frozenset("bus_stop platform street_lamp crossing traffic_signals stop give_way".split())
KNOWN = {  # landmarks that everybody knows the way to
    ("aeroway", "aerodrome"): Sort(Kind.LANDMARK, 0.4, 1_500),
    ("amenity", "hospital"): Sort(Kind.LANDMARK, 0.3),
    ("amenity", "university"): Sort(Kind.LANDMARK, 0.3),
    ("amenity", "marketplace"): Sort(Kind.LANDMARK, 0.3),
    ("leisure", "stadium"): Sort(Kind.LANDMARK, 0.25),
    ("leisure", "park"): Sort(Kind.LANDMARK, 0.2),
    ("amenity", "police"): Sort(Kind.LANDMARK, 0.2),
    ("amenity", "place_of_worship"): Sort(Kind.LANDMARK, 0.15),
    ("amenity", "school"): Sort(Kind.LANDMARK, 0.15),
    ("amenity", "townhall"): Sort(Kind.LANDMARK, 0.2),
    ("natural", "beach"): Sort(Kind.LANDMARK, 0.15, 500),
    ("natural", "peak"): Sort(Kind.LANDMARK, 0.1, 2_000),
}
LANDMARKS = (
    "amenity healthcare aeroway railway public_transport emergency military historic leisure tourism office "
    "shop craft man_made power building landuse natural bridge club"
).split()
LANDMARK = Sort(Kind.LANDMARK, 0.1)
WATER = Sort(Kind.LANDMARK, 0.05, 2_000)
NOTHING = frozenset({"no", "none"})


def sort_of(tags: Tags) -> Sort | None:
    """Say what a named thing is; None when people would not mean it as a place (a bus line)."""
    if tags.get("highway") and tags["highway"] not in NO_ROADS:
        return Sort(Kind.STREET, ROADS.get(tags["highway"].removesuffix("_link"), PATH))
    if sort := PLACES.get(tags.get("place", "")):
        return _peopled(sort, tags.get("population", ""))
    if tags.get("boundary") == "administrative":
        return ADMIN.get(tags.get("admin_level", ""))
    for (key, value), sort in KNOWN.items():
        if tags.get(key) == value:
            return sort
    if tags.get("highway") == "bus_stop" or any(tags.get(key, "no") not in NOTHING for key in LANDMARKS):
        return LANDMARK
    return WATER if tags.get("waterway") else None


def name_of(tags: Tags) -> str:
    """The name as it stands on the map; empty when it has none."""
    return next((tags[key].split(MANY)[0] for key in PLAIN if tags.get(key)), "")


def names_of(tags: Tags) -> Iterator[str]:
    """Every other name, in every language."""
    for key, value in tags.items():
        base, _, language = key.partition(":")
        if key in NAMES or key == "name" or ((base == "name" or base in NAMES) and _language(language)):
            yield from (name.strip() for name in value.split(MANY))


def address_of(tags: Tags) -> tuple[str, str] | None:
    """A house's number and the street it is counted in."""
    number, street = tags.get("addr:housenumber", ""), tags.get("addr:street") or tags.get("addr:place", "")
    return (number, street) if number and street else None


def _language(code: str) -> bool:
    return 2 <= len(code.split("-")[0].split("_")[0]) <= LANGUAGE_LETTERS and code.isascii()


def _peopled(sort: Sort, population: str) -> Sort:
    """A settlement's reach follows how many live there, where the map knows."""
    heads = int(population) if population.isdecimal() and len(population) < 10 else 0
    if not heads or sort.kind not in (Kind.CITY, Kind.TOWN):
        return sort
    importance = round(min(1.0, max(sort.importance, log10(heads) / 8)), 3)
    return replace(sort, importance=importance, radius_m=round(town_radius_m(heads)))
