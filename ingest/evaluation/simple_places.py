"""The simple method to compare with: the longest name that stands in the text, and nothing else.

No sound, no circle, no agreement between names: the longest taught name, in the middle of its pins, else the
longest name of a town, and of several towns the one in which most people live.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from statistics import median

from geo.place import Kind, Located, Place
from geo.point import Point

_WORD = re.compile(r"[\w'’-]+")  # hyphens stay: «Prince» is not Port-au-Prince
_PART = re.compile(r"[,;/()]")
SHORTEST = 3  # letters
LONGEST = 8  # words


class SimplePlaces:
    """Towns by name, and names that pins taught."""

    def __init__(self, towns: Iterable[Place]) -> None:
        self._towns: dict[str, Place] = {}
        self._taught: dict[str, list[Point]] = {}
        self._shared: set[str] = set()
        for town in towns:
            for name in {_folded(name) for name in (town.name, *town.names)}:
                known = self._towns.get(name)
                if known is not None:
                    self._shared.add(name)
                if len(name) >= SHORTEST and (known is None or known.importance < town.importance):
                    self._towns[name] = town

    def teach(self, words: str, point: Point) -> None:
        """Let words mean a point, whole and by what stands between commas."""
        for name in {_folded(part) for part in (words, *_PART.split(words))}:
            if len(name) >= SHORTEST:
                self._taught.setdefault(name, []).append(point)

    def find(self, text: str) -> Located | None:
        """Find the longest name that was taught, else the longest of a town."""
        taught = _longest(text, self._taught)
        if taught:
            return _said(_middle(self._taught[taught]), taught)
        town = _longest(text, self._towns)
        return _said(self._towns[town].point, town) if town else None

    def unmistakable(self, words: str) -> Place | None:
        """Give the town that bears this name, if the words say nothing else and it is the only one."""
        name = _folded(words)
        return None if name in self._shared else self._towns.get(name)


def _middle(pins: list[Point]) -> Point:
    return Point(lat=median(pin.lat for pin in pins), lon=median(pin.lon for pin in pins))


def _longest(text: str, known: Mapping[str, object]) -> str:
    words = _folded(text).split()
    for size in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size])
            if name in known:
                return name
    return ""


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter))))


def _said(point: Point, name: str) -> Located:
    return Located(point=point, radius_m=0.0, name=name, kind=Kind.TOWN, source="simple", words=name)
