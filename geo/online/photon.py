"""Photon: OpenStreetMap by name, forgiving about spelling, so that what it finds is looked at again here."""

from difflib import SequenceMatcher
from typing import ClassVar

from geo.errors import BadCoordinates, BadGazetteer, GeocoderRefused
from geo.gazetteer.keys import exact_key
from geo.gazetteer.words import FUNCTION, GENERIC, LINKS, SPLICES, SQUARES, STREETS
from geo.geojson import point_from
from geo.online.answer import Found, clean_name, reach_m
from geo.online.question import Question
from geo.online.service import MOST_PLACES, Inquiry, Service
from geo.place import Kind
from geo.point import Area

KIND_OF = {
    "country": Kind.COUNTRY,
    "state": Kind.REGION,
    "county": Kind.DISTRICT,
    "city": Kind.CITY,
    **dict.fromkeys(("district", "locality"), Kind.QUARTER),
    "street": Kind.STREET,
}
SETTLEMENTS = {
    **dict.fromkeys(("town", "village"), Kind.TOWN),
    **dict.fromkeys(("suburb", "quarter", "neighbourhood", "hamlet"), Kind.QUARTER),
    "city": Kind.CITY,
}
SAY_LITTLE = FUNCTION | GENERIC | LINKS | SPLICES | SQUARES | STREETS
ALIKE = 0.75  # of two words: one slip in four letters
NO_ANSWER = "Photon's answer is no GeoJSON of places; nothing was changed"


class Photon(Service):
    """`/api`. Languages go as a header: as a parameter, one that the server was not made with is an error."""

    name: ClassVar[str] = "photon"

    def inquiry(self, question: Question) -> Inquiry:
        """Ask inside the box only; many servers know no countries yet, and refuse what they do not know."""
        area = question.area
        params = {"q": question.words, "limit": str(MOST_PLACES)}
        if area.west <= area.east:
            box = (area.west, area.south, area.east, area.north)
            params["bbox"] = ",".join(f"{edge:.5f}" for edge in box)
        headers = {"accept-language": ",".join(question.languages)} if question.languages else {}
        return Inquiry(url=self.address("api"), params=params, headers=headers)

    def read(self, answer: object, question: Question) -> tuple[Found, ...]:
        """Read the features that share a telling word with the question."""
        match answer:
            case {"features": [*features]}:
                pass
            case _:
                raise GeocoderRefused(NO_ANSWER)
        try:
            found = [_found(feature) for feature in features[:MOST_PLACES]]
        except (BadCoordinates, BadGazetteer, ValueError, OverflowError) as error:
            raise GeocoderRefused(NO_ANSWER) from error
        return tuple(one for one in found if is_alike(question.words, one.name))


def is_alike(words: str, name: str) -> bool:
    """Whether a telling word of the name stands in the question, a slip aside: «rue» alone tells nothing."""
    asked, named = _telling(words), _telling(name)
    return any(SequenceMatcher(None, one, other).ratio() >= ALIKE for one in asked for other in named)


def _telling(words: str) -> set[str]:
    parts = {part for part in exact_key(words).split("-") if len(part) > 2 and not part.isdecimal()}
    return parts - SAY_LITTLE


def _found(feature: object) -> Found:
    match feature:
        case {"geometry": geometry, "properties": dict() as facts}:
            point = point_from(geometry)
        case _:
            raise GeocoderRefused(NO_ANSWER)
    kind = _kind(facts)
    return Found(name=_name(facts), kind=kind, point=point, radius_m=reach_m(kind, point, _box(facts)))


def _name(facts: dict[str, object]) -> str:
    """A house has no name of its own, but a street."""
    name = facts.get("name") or " ".join(
        str(facts[key]) for key in ("street", "housenumber") if facts.get(key)
    )
    return clean_name(str(name))


def _kind(facts: dict[str, object]) -> Kind:
    key, value, layer = (str(facts.get(name, "")) for name in ("osm_key", "osm_value", "type"))
    if key == "place" and value in SETTLEMENTS:
        return SETTLEMENTS[value]
    if key == "highway" and layer in ("street", ""):
        return Kind.STREET
    if layer == "house" and facts.get("housenumber") and not facts.get("name"):
        return Kind.ADDRESS
    return KIND_OF.get(layer, Kind.LANDMARK)


def _box(facts: dict[str, object]) -> Area | None:
    """Its order is west, north, east, south: not that of GeoJSON's `bbox`."""
    match facts.get("extent"):
        case None:
            return None
        case [*edges] if len(edges) == 4:
            west, north, east, south = (float(str(edge)) for edge in edges)
            return Area(west=west, south=south, east=east, north=north)
    raise GeocoderRefused(NO_ANSWER)
