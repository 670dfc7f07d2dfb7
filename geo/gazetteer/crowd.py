"""How one place of a text stands to the others: those of its name, the wider ones, the words left over."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from math import log10

from geo.gazetteer.guards import SETTLEMENTS
from geo.gazetteer.keys import Gram
from geo.gazetteer.named import Named
from geo.gazetteer.question import Hit, Question
from geo.gazetteer.taught import SOURCE as TAUGHT
from geo.gazetteer.taught import tells
from geo.place import Kind
from geo.point import Point, distance_m

WIDE_M = 20_000.0  # a country or a region: it tells no place
MOST_REST = 4
MOST_WIDE = 200  # places of a text, the best known, that others may lie in
DEGREE_M = 111_194.0  # of latitude; a little less than it is, so that no distance is judged too far
TIGHTEST_M, WIDEST_M = 50.0, 200_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """All the hits of a text, sorted out once: a name may be that of two hundred places."""

    peers: Mapping[Gram, Sequence[Hit]]  # the places of one name
    spans: Set[tuple[int, int]]
    towns: Set[str]
    wide: Sequence[Hit]  # which may hold others
    starts: Sequence[int]  # in their order
    rest: int


def crowd_of(question: Question, hits: Sequence[Hit], hint: tuple[int, int]) -> Crowd:
    """Sort the hits of a text out once; `hint` is the span of the words that seem to be the place."""
    towns = towns_in(hits)
    peers: dict[Gram, list[Hit]] = {}
    for hit in hits:
        peers.setdefault(hit.gram, []).append(hit)
    wide = [
        hit
        for hit in hits
        if hit.named.how == "exact" and (hit.named.kind in SETTLEMENTS or hit.gram.exact in towns)
    ]
    return Crowd(
        peers=peers,
        spans={gram_of(hit) for hit in hits},
        towns=towns,
        wide=sorted(wide, key=lambda hit: hit.named.importance, reverse=True)[:MOST_WIDE],
        starts=_starts(hits),
        rest=_rest(question, hits, hint),
    )


def _rest(question: Question, hits: Sequence[Hit], hint: tuple[int, int]) -> int:
    """Count the words of the hint that no name explains: «Lakou Zaboka, Delmas» says more than Delmas."""
    explained = {at for hit in hits for at in range(hit.gram.first, hit.gram.last + 1)}
    return min(
        MOST_REST,
        sum(
            hint[0] <= unit.start < hint[1] and at not in explained and tells(unit.folded)
            for at, unit in enumerate(question.units)
        ),
    )


def town_sized(hit: Hit, peers: Sequence[Hit]) -> Hit:
    """A town where pins put its middle is still as wide as the town."""
    if hit.named.source != TAUGHT:
        return hit
    towns = [
        other.named
        for other in peers
        if other.named.kind in SETTLEMENTS
        and within_m(other.named.point, hit.named.point, other.named.radius_m + hit.named.radius_m)
    ]
    if not towns:
        return hit
    town = max(towns, key=lambda town: town.importance)
    return Hit(
        hit.gram, replace(hit.named, kind=town.kind, radius_m=town.radius_m, importance=town.importance)
    )


def towns_in(hits: Iterable[Hit]) -> set[str]:
    """The names in a text that a town bears, whoever else bears them."""
    return {hit.gram.exact for hit in hits if hit.named.kind in SETTLEMENTS and hit.named.how == "exact"}


def _starts(hits: Sequence[Hit]) -> list[int]:
    """Where the names begin that tell a place and not only its country."""
    return sorted({hit.gram.start for hit in hits if hit.named.radius_m <= WIDE_M})


def is_foremost(hit: Hit, peers: Sequence[Hit]) -> bool:
    """Of several places with this name, it is the best known."""
    rivals = [other.named.importance for other in peers if other.named is not hit.named]
    return bool(rivals) and hit.named.importance > max(rivals)


def is_seconded(hit: Hit, peers: Sequence[Hit]) -> bool:
    """Another source has this name at the same place."""
    return any(
        other.named.source != hit.named.source
        and within_m(other.named.point, hit.named.point, max(other.named.radius_m, hit.named.radius_m))
        for other in peers
    )


def is_agreed_against(hit: Hit, peers: Sequence[Hit]) -> bool:
    """Two pins and more say that people here mean another place by this name than the gazetteer has."""
    named = hit.named
    if named.source != TAUGHT or named.pins < 2:
        return False
    others = [other.named for other in peers if other.named.source != TAUGHT]
    return bool(others) and not any(holds(other, named) for other in others)


def gram_of(hit: Hit) -> tuple[int, int]:
    """The span of text that a hit covers."""
    return hit.gram.start, hit.gram.end


def is_within(span: tuple[int, int], hit: Hit) -> bool:
    """Say whether a hit stands inside a longer run of words."""
    return span[0] <= hit.gram.start and hit.gram.end <= span[1] and span != gram_of(hit)


def rivals(hit: Hit, peers: Sequence[Hit]) -> int:
    """Count the other places of this name that a wider circle would not reach."""
    return sum(
        other.named.id != hit.named.id
        and not within_m(other.named.point, hit.named.point, 2 * hit.named.radius_m)
        for other in peers
    )


def is_wider(other: Hit, hit: Hit) -> bool:
    """Another name in the text, of a place so much larger that this one may lie in it."""
    apart = other.gram.end <= hit.gram.start or hit.gram.end <= other.gram.start
    larger = other.named.radius_m > 1.3 * hit.named.radius_m
    return apart and larger and hit.named.kind is not Kind.COUNTRY


def holds(whole: Named, part: Named) -> bool:
    """Say whether a place lies in a wider one, or at its edge."""
    return within_m(whole.point, part.point, 1.5 * whole.radius_m + part.radius_m)


def within_m(a: Point, b: Point, metres: float) -> bool:
    """Say whether two points are so near; of namesakes all over the world the latitude alone tells most."""
    return abs(a.lat - b.lat) * DEGREE_M <= metres and distance_m(a, b) <= metres


def gap_of(named: Named, wider: Sequence[Named]) -> float:
    """How far a place lies outside the nearest of the wider places that the text names: 0 to 2 (100 km)."""
    if not wider:
        return 0.0
    nearest = min(distance_m(named.point, other.point) - other.radius_m for other in wider)
    return min(2.0, log10(1 + max(0.0, nearest) / 1_000))


def size_of(named: Named) -> float:
    """The logarithm of a place's kilometres."""
    return log10(min(WIDEST_M, max(TIGHTEST_M, named.radius_m)) / 1_000)
