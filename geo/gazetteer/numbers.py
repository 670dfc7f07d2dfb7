"""Numbers behind and before a name: «Delmas 33», «272 route de Delmas», «ri Lamarre #12».

Streets that are known by number lie in their order along a line, and so do the houses of one street. So a
number that nobody knows is looked for between the nearest known ones, odd among the odd where that is known.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.gazetteer.keys import Gram, exact_key
from geo.gazetteer.named import Named
from geo.gazetteer.words import ROADS, STREETS
from geo.place import Kind
from geo.point import Point, distance_m, unwound

MOST_DIGITS = 4  # more are a telephone
HIGHEST = 10**MOST_DIGITS
SIGN = r"(?:#\s?|n[o°º]?[.°º]?\s?|num[a-z]{0,4}\.?\s|nimewo\s|nimero\s)"
BEHIND = re.compile(rf"(?:\s{{0,2}},?\s{{0,2}}{SIGN}|\s{{1,2}})(?P<n>\d{{1,5}})(?![\w.,]?\d)", re.IGNORECASE)
BEFORE = re.compile(
    rf"(?:(?<![\w.,#-])|{SIGN})(?P<n>\d{{1,5}})(?:\s?(?:bis|ter))?(?:\s?,)?\s{{0,2}}$", re.IGNORECASE
)
TELEPHONE = re.compile(
    r"(?:509[\s-])?(?:\d{4}[\s-]\d{4}|\d{3}[\s-]\d{3}[\s-]\d{4}|\d\d(?:[\s-]\d\d){3})(?![\s-]?\d)"
)
WAYS = STREETS | ROADS
LOOK_BACK = 16  # letters
FARTHEST_APART = 40  # numbers between two that are known: beyond, a line says nothing
NEAREST_M = 150.0  # how well a number between two known ones is known at best
NEAR_BY = 4.0  # numbers that count about the same
OTHER_SIDE = 1.5  # numbers by which a house over the street is farther
COUNTED = frozenset(
    """
    moun timoun fanmi blese mouri personnes gens enfants familles people persons kids children families
    personas ninos familias pessoas criancas tao kisi kişi aile watu familia km m metres meters metros
    """.split()
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number that stands with a name in a text, asked of the gazetteer by the name's key."""

    gram: Gram
    base: str
    number: int
    name: str  # for people: «Delmas 33»


@dataclass(frozen=True, slots=True)
class Between:
    """Where a number is by its known neighbours; `steps` numbers from the nearest of them, 0 when known."""

    point: Point
    radius_m: float
    names: tuple[str, ...]
    steps: int
    source: str
    pins: int
    kind: Kind = Kind.STREET  # as its neighbours: a house between houses, a street between streets


def number_of(text: str, gram: Gram) -> int | None:
    """Give the number that stands with a name, behind it rather than before it; None where none does."""
    behind = BEHIND.match(text, gram.end)
    if behind is not None and not _counts_things(text, behind.end()):
        if TELEPHONE.match(text, behind.start("n")):
            return None
        return _checked(behind["n"])
    before = BEFORE.search(text[max(0, gram.start - LOOK_BACK) : gram.start])
    if before is None or gram.exact.split("-")[0] not in WAYS:
        return None  # «16, Okap» says a number and a town
    return _checked(before["n"])


def _counts_things(text: str, end: int) -> bool:
    """«nan Delmas 20 moun» counts people, and is no Delmas 20."""
    words = text[end : end + 30].split(maxsplit=1)
    return bool(words) and words[0].strip(".,;:!?").lower() in COUNTED


def _checked(digits: str) -> int | None:
    number = int(digits)
    return number if len(digits) <= MOST_DIGITS and number > 0 else None


def number_keys(names: Sequence[str]) -> Iterator[str]:
    """Write numbered names so that the table's order is the order along their street, others not at all."""
    for name in names:
        parts = exact_key(name).split("-")
        for digits, base in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
            if not base or (base == parts[1:] and base[0] not in WAYS):
                continue  # «14 Delmas» is no house of Delmas
            if digits.isdecimal() and len(digits) <= MOST_DIGITS and any(part[0].isalpha() for part in base):
                yield number_key("-".join(base), int(digits))
                break


def number_key(base: str, number: int) -> str:
    """Write one number of a street, zeros before it."""
    return f"{base}#{number:05d}"


def number_in(key: str) -> int:
    """Read the number back."""
    return int(key.rpartition("#")[2])


def between_numbers(number: int, known: Sequence[Named]) -> Between | None:
    """Find a number among the known ones of its street, or along the line of those below and above it."""
    ordered = [(number_in(named.key), named) for named in known]
    if same := [named for n, named in ordered if n == number]:
        best = max(same, key=lambda named: named.pins)
        return Between(best.point, best.radius_m, (best.name,), 0, best.source, best.pins, _kind(best))
    below = _nearest(number, [one for one in ordered if one[0] < number])
    above = _nearest(number, [one for one in ordered if one[0] > number])
    if below is None or above is None or above[0] - below[0] > FARTHEST_APART:
        return None
    low, high = below[1].point, above[1].point
    return Between(
        _along(number, ordered),
        max(NEAREST_M, distance_m(low, high) / 2),
        (below[1].name, above[1].name),
        min(number - below[0], above[0] - number),
        below[1].source,
        min(below[1].pins, above[1].pins),
        _kind(below[1], above[1]),
    )


def _kind(*known: Named) -> Kind:
    return Kind.ADDRESS if all(named.kind is Kind.ADDRESS for named in known) else Kind.STREET


def _along(number: int, known: Sequence[tuple[int, Named]]) -> Point:
    """Lay a line through the known numbers, the nearer the heavier: one wrong pin does not bend it far."""
    weights = [
        (1 + named.pins) / (NEAR_BY + abs(n - number) + OTHER_SIDE * ((n - number) % 2)) ** 2
        for n, named in known
    ]
    total = sum(weights)
    middle = sum(w * n for w, (n, _) in zip(weights, known, strict=True)) / total
    spread = sum(w * (n - middle) ** 2 for w, (n, _) in zip(weights, known, strict=True))

    def at(degrees: Sequence[float]) -> float:
        mean = sum(w * d for w, d in zip(weights, degrees, strict=True)) / total
        if not spread:
            return mean
        lean = (
            sum(w * (n - middle) * d for w, (n, _), d in zip(weights, known, degrees, strict=True)) / spread
        )
        return mean + lean * (number - middle)

    first = known[0][1].point.lon
    return Point(
        lat=max(-90.0, min(90.0, at([named.point.lat for _, named in known]))),
        lon=unwound(at([unwound(named.point.lon, beside=first) for _, named in known])),
    )


def _nearest(number: int, known: Sequence[tuple[int, Named]]) -> tuple[int, Named] | None:
    """The nearest number; one on the other side of the street counts as a little farther."""
    return min(
        known,
        key=lambda one: (abs(one[0] - number) + OTHER_SIDE * ((one[0] - number) % 2), -one[1].pins),
        default=None,
    )
