"""Nominatim: OpenStreetMap by name, strict about words; the public one takes a question a second at most."""

from collections.abc import Mapping
from typing import ClassVar

from geo.errors import BadCoordinates, GeocoderRefused
from geo.online.answer import Found, clean_name, reach_m
from geo.online.question import Question
from geo.online.service import MOST_PLACES, Inquiry, Service
from geo.place import Kind
from geo.point import Area, Point

KIND_OF = {
    "country": Kind.COUNTRY,
    **dict.fromkeys(("state", "region", "province", "state_district", "archipelago"), Kind.REGION),
    **dict.fromkeys(("county", "district", "municipality", "island"), Kind.DISTRICT),
    "city": Kind.CITY,
    **dict.fromkeys(("town", "village"), Kind.TOWN),
    **dict.fromkeys(
        ("suburb", "quarter", "neighbourhood", "borough", "city_district", "hamlet", "locality"), Kind.QUARTER
    ),
    **dict.fromkeys(("road", "street", "square"), Kind.STREET),
    **dict.fromkeys(("house_number", "house", "building"), Kind.ADDRESS),
}
# its ranks, for the many things that the names above do not cover: each up to and with this number
KIND_UP_TO = (
    (4, Kind.COUNTRY),
    (9, Kind.REGION),
    (12, Kind.DISTRICT),
    (16, Kind.CITY),
    (19, Kind.TOWN),
    (25, Kind.QUARTER),
    (27, Kind.STREET),
)
NO_ANSWER = "Nominatim's answer is no list of places as its format jsonv2 has them; nothing was changed"


class Nominatim(Service):
    """`/search` with `format=jsonv2`."""

    name: ClassVar[str] = "nominatim"

    def inquiry(self, question: Question) -> Inquiry:
        """Ask inside the box only, for names in the incident's languages."""
        area = question.area
        params = {"q": question.words, "format": "jsonv2", "limit": str(MOST_PLACES)}
        if area.west <= area.east:
            box = (area.west, area.south, area.east, area.north)
            params |= {"viewbox": ",".join(f"{edge:.5f}" for edge in box), "bounded": "1"}
        if question.country:
            params["countrycodes"] = question.country.lower()
        if question.languages:
            params["accept-language"] = ",".join(question.languages)
        if "@" in self.contact:
            params["email"] = self.contact
        return Inquiry(url=self.address("search"), params=params)

    def read(self, answer: object, question: Question) -> tuple[Found, ...]:
        """Read a list of places; one that cannot be read makes the whole answer doubtful."""
        if not isinstance(answer, list):
            raise GeocoderRefused(NO_ANSWER)
        try:
            return tuple(_found(one) for one in answer[:MOST_PLACES])
        except (BadCoordinates, ValueError) as error:
            raise GeocoderRefused(NO_ANSWER) from error


def _found(one: object) -> Found:
    match one:
        case {"lat": str() | float() | int() as lat, "lon": str() | float() | int() as lon, **rest}:
            point = Point(lat=float(str(lat)), lon=float(str(lon)))
        case _:
            raise GeocoderRefused(NO_ANSWER)
    kind = _kind(rest.get("addresstype"), rest.get("place_rank"))
    name = str(rest.get("name") or _first_words(str(rest.get("display_name") or "")))
    return Found(name=clean_name(name), kind=kind, point=point, radius_m=reach_m(kind, point, _box(rest)))


def _first_words(address: str) -> str:
    """Call what has no name by how its address begins; a house's number says nothing without its street."""
    first, _, rest = address.partition(",")
    street = rest.partition(",")[0]
    return f"{first}{street}" if first[:1].isdecimal() else first


def _kind(called: object, rank: object) -> Kind:
    if isinstance(called, str) and called in KIND_OF:
        return KIND_OF[called]
    if not isinstance(rank, int):
        return Kind.LANDMARK
    return next((kind for most, kind in KIND_UP_TO if rank <= most), Kind.LANDMARK)


def _box(rest: Mapping[object, object]) -> Area | None:
    """Its order is south, north, west, east, as text."""
    match rest.get("boundingbox"):
        case None:
            return None
        case [*edges] if len(edges) == 4:
            south, north, west, east = (float(str(edge)) for edge in edges)
            return Area(west=west, south=south, east=east, north=north)
    raise GeocoderRefused(NO_ANSWER)
