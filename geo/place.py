"""A place as Konbit knows it: a point, how far off it may be, and why we think so."""

from dataclasses import dataclass
from enum import StrEnum

from geo.point import Point


class Kind(StrEnum):
    """What a named place is; from it follows how wide its circle must be."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"  # a commune or a county: a town and the country around it
    CITY = "city"
    TOWN = "town"
    QUARTER = "quarter"
    STREET = "street"
    LANDMARK = "landmark"
    CROSSING = "crossing"  # where two streets meet
    ADDRESS = "address"  # a house with its number
    WRITTEN = "written"  # coordinates, a map link, a dropped pin


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One named place of a gazetteer. `radius_m` is how far from `point` it reaches, 0 when unknown."""

    name: str
    kind: Kind
    point: Point
    radius_m: float
    source: str  # geonames, osm, drill, taught …
    importance: float = 0.0  # 0 (a path) to 1 (a capital)
    names: tuple[str, ...] = ()  # other spellings and languages, not the name itself
    shape: dict[str, object] | None = None  # GeoJSON geometry to draw: a street's line, a quarter's outline
    pins: int = 0  # how many people's pins a taught name rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Where a message is about: inside `radius_m` of `point`, nine times of ten."""

    point: Point
    radius_m: float
    name: str  # for people: «Delmas 33»; empty for bare coordinates
    kind: Kind
    source: str  # written | gazetteer | geonames | drill | desk …
    words: str = ""  # the words it was found from
    trail: tuple[str, ...] = ()  # the reasoning, one sentence a step
