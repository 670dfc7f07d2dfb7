"""What pins teach: which names stand in the words of a pin, and where a name is after all its pins.

Every run of words that can be a name counts: a pin on «legliz jòn nan, Delmas 33» says something about the
church and about Delmas 33. How far the pins of one name lie apart is how wide its circle must be, so a name
that is used all over the country teaches itself to be wide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from geo.gazetteer.circle import taught_radius_m
from geo.gazetteer.keys import Gram, ngrams
from geo.place import Kind, Place
from geo.point import Point, distance_m

SOURCE = "taught"
MOST_NAMES = 60  # of one pin
MOST_PINS = 200  # of one name: the newest say enough
SHORTEST = 3  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What one pin taught: these words mean about this point.

    `origin` and `number` say where it came from («desk» and the report, «file:NAME» and the line); teaching
    the same again replaces it.
    """

    words: str
    point: Point
    who: str
    origin: str
    number: int
    taught_at: datetime
    radius_m: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """One stored pin with the names it counts for."""

    id: int
    pin: Pin
    names: tuple[str, ...]


def names_in(words: str) -> dict[str, str]:
    """Give the names in a pin's words: each key with the words as they were written."""
    found: dict[str, str] = {}
    for gram in ngrams(words):
        if len(gram.exact) >= SHORTEST and len(found) < MOST_NAMES:
            found.setdefault(gram.exact, _written(words, gram))
    return found


def work_out(name: str, points: Sequence[Point]) -> Place:
    """Say where a name is and how wide, after all its pins, the newest first."""
    points = points[:MOST_PINS]
    middle = _middle(points)
    apart = sorted(distance_m(middle, point) for point in points)
    return Place(
        name=name,
        kind=Kind.LANDMARK,
        point=middle,
        radius_m=taught_radius_m(apart),
        source=SOURCE,
        pins=agreeing(apart),
    )


def agreeing(apart: Iterable[float]) -> int:
    """Count the pins near the middle."""
    return sum(metres <= AGREE_M for metres in apart)


AGREE_M = 1_000.0


def _middle(points: Sequence[Point]) -> Point:
    """The pin that is nearest to all the others: pins far off do not pull it away."""
    if len(points) < 3:
        return points[0]
    some = points[:25]
    return min(some, key=lambda one: sum(min(distance_m(one, other), 20_000.0) for other in some))


def _written(words: str, gram: Gram) -> str:
    return words[gram.start : gram.end]
