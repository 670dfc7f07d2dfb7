"""Streets put together from their stretches, and the crossings where two of them meet.

Maps cut a street wherever its surface changes. Stretches of one name that touch are one street here; two
streets of one name in two towns stay two.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.gazetteer.footprint import drawn, footprint, line_shape
from geo.gazetteer.keys import exact_key
from geo.place import Kind, Place
from geo.point import Point, distance_m

APART_M = 100.0  # two carriageways meet a street twice, and it is one crossing
CROSSING_M = 150.0
SAME_CORNER = 7  # digits of a degree: a centimetre
Corner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One piece of a street as a map has it."""

    name: str
    names: tuple[str, ...]
    line: tuple[Point, ...]
    importance: float = 0.0


@dataclass(frozen=True, slots=True)
class Street:
    """All the stretches of one street."""

    name: str
    stretches: tuple[Stretch, ...]


def road_places(stretches: Iterable[Stretch], *, source: str) -> Iterator[Place]:
    """Make places of all streets that some stretches make up, and of their crossings."""
    streets = joined(stretches)
    yield from street_places(streets, source=source)
    yield from crossing_places(streets, source=source)


def joined(stretches: Iterable[Stretch]) -> list[Street]:
    """Put stretches of one name that touch together."""
    named: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        named.setdefault(exact_key(stretch.name) or stretch.name, []).append(stretch)
    return [street for group in named.values() for street in _touching(group)]


def street_places(streets: Iterable[Street], *, source: str) -> Iterator[Place]:
    """Make a place of each street, with the line to draw."""
    for street in streets:
        shape = line_shape([stretch.line for stretch in street.stretches])
        reach = footprint(shape)
        others = dict.fromkeys(name for one in street.stretches for name in (one.name, *one.names))
        yield Place(
            name=street.name,
            kind=Kind.STREET,
            point=reach.point,
            radius_m=max(50.0, reach.radius_m),
            source=source,
            importance=max(stretch.importance for stretch in street.stretches),
            names=tuple(name for name in others if name != street.name),
            shape=drawn(shape),
        )


def crossing_places(streets: Sequence[Street], *, source: str) -> Iterator[Place]:
    """Make a place of each corner that two streets of different names share, named both ways around.

    A text says «Rue A / Rue B», «angle Rue A et Rue B»: whatever stands between the two, their names in this
    order make the key.
    """
    for left, right, corners in _meetings(streets):
        for spot in _apart(corners):
            yield Place(
                name=f"{left} / {right}",
                kind=Kind.CROSSING,
                point=spot,
                radius_m=CROSSING_M,
                source=source,
                importance=0.1,
                names=(f"{right} / {left}",),
            )


def _touching(group: Sequence[Stretch]) -> Iterator[Street]:
    """Follow shared corners from stretch to stretch (a union of sets, each known by its first member)."""
    first = list(range(len(group)))

    def root(n: int) -> int:
        while first[n] != n:
            first[n] = first[first[n]]
            n = first[n]
        return n

    at: dict[Corner, int] = {}
    for n, stretch in enumerate(group):
        for corner in map(_corner, stretch.line):
            other = at.setdefault(corner, n)
            if other != n:
                first[max(root(n), root(other))] = min(root(n), root(other))
    sets: dict[int, list[Stretch]] = {}
    for n, stretch in enumerate(group):
        sets.setdefault(root(n), []).append(stretch)
    for members in sets.values():
        yield Street(members[0].name, tuple(members))


def _meetings(streets: Sequence[Street]) -> Iterator[tuple[str, str, list[Point]]]:
    """Pairs of names and where streets of these names meet, each pair once."""
    keys = [exact_key(street.name) for street in streets]
    at: dict[Corner, int] = {}
    met: dict[tuple[str, str], tuple[str, str, list[Point]]] = {}
    for n, street in enumerate(streets):
        for spot in (spot for stretch in street.stretches for spot in stretch.line):
            other = at.setdefault(_corner(spot), n)
            if keys[other] != keys[n]:
                pair = (keys[other], keys[n]) if keys[other] < keys[n] else (keys[n], keys[other])
                met.setdefault(pair, (streets[other].name, street.name, []))[2].append(spot)
    yield from met.values()


def _apart(corners: Iterable[Point]) -> Iterator[Point]:
    kept: list[Point] = []
    for corner in corners:
        if all(distance_m(corner, other) > APART_M for other in kept):
            kept.append(corner)
            yield corner


def _corner(spot: Point) -> Corner:
    return round(spot.lat * 10**SAME_CORNER), round(spot.lon * 10**SAME_CORNER)
