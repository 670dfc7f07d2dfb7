"""What an online geocoder may be asked: place words alone, without anything that reaches a person."""

import re
import unicodedata
from dataclasses import dataclass
from math import cos, radians

from geo.place import Located
from geo.point import Area, Point

LONGEST = 120  # characters; whoever writes more tells a story, and stories stay here
MOST_WORDS = 16  # the longest addresses have about as many
LONGEST_TOWN = 70
LEAST_LETTERS = 3
# mail addresses, links, and seven digits or more however they are spaced: all that could be dialled
REACHES_A_PERSON = re.compile(
    r"(?<!\S)\S+@\S+|\b(?:https?://|www\.)\S+|\+?\(?\d(?:[\W_]{0,3}\d){6,}", re.IGNORECASE
)
EDGES = " \t.,;:!?()[]{}\"'«»“”-–—"
METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """All that leaves the house: nothing else of a message is at hand where the call is made."""

    words: str  # as `askable` gives them
    area: Area  # where an answer must lie
    town: str = ""  # the wide place that was heard, if one was: its «rue du Pont» is not the next town's
    country: str = ""  # ISO 3166-1 alpha-2
    languages: tuple[str, ...] = ()  # in which names are wanted, the best first

    @property
    def kept_as(self) -> str:
        """Under which words the answer is kept; the town's name is not sent, for maps spell it their way."""
        return f"{self.words}, {self.town.casefold()[:LONGEST_TOWN]}" if self.town else self.words


def question_about(place_words: str, area: Area, *, heard: Located | None) -> Question | None:
    """Ask for place words inside the area, or inside a wide place that was heard; None for unfit words."""
    words = askable(place_words)
    if not words:
        return None
    if heard is None or not area.holds(heard.point):
        return Question(words=words, area=area)
    return Question(words=words, area=narrowed(area, heard.point, heard.radius_m), town=heard.name)


def askable(words: str) -> str:
    """Give place words as they may be sent and are kept; empty for what is too long, or names nothing.

    Small letters and single spaces: geocoders fold both away, and the same words then are asked once.
    """
    plain = "".join(" " if _is_unseen(c) else c for c in unicodedata.normalize("NFC", words))
    kept = " ".join(REACHES_A_PERSON.sub(" ", plain).split()).strip(EDGES).casefold()
    if len(kept) > LONGEST or len(kept.split()) > MOST_WORDS:
        return ""
    return kept if sum(c.isalpha() for c in kept) >= LEAST_LETTERS else ""


def _is_unseen(c: str) -> bool:
    return unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and c not in "\u200c\u200d"


def narrowed(area: Area, point: Point, radius_m: float) -> Area:
    """Cut an area down to what a wide circle covers; an area that the circle misses stays as it is."""
    if area.west > area.east:  # across the antimeridian a box is no pair of intervals
        return area
    high = radius_m / METRES_PER_DEGREE
    wide = high / max(0.01, cos(radians(point.lat)))
    west, east = max(area.west, point.lon - wide), min(area.east, point.lon + wide)
    south, north = max(area.south, point.lat - high), min(area.north, point.lat + high)
    if west >= east or south >= north:
        return area
    return Area(west=west, south=south, east=east, north=north)
