"""The places that a text may be about: each name that stands in it, and numbers between known ones.

A candidate carries what speaks for and against it as plain numbers, its `signs`; `score` weighs them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from math import log2, log10

from geo.gazetteer.guards import SETTLEMENTS
from geo.gazetteer.keys import Gram
from geo.gazetteer.named import Named
from geo.gazetteer.numbers import Between, Numbered, between_numbers
from geo.gazetteer.question import Hit, Question
from geo.gazetteer.relations import Related, Relation, related
from geo.gazetteer.taught import SOURCE as TAUGHT
from geo.gazetteer.taught import tells
from geo.place import Kind
from geo.point import Area, Point, distance_m

WIDE_M = 20_000.0
MOST_REST = 4
MOST_WIDE = 200  # places of a text, the best known, that others may lie in
BESIDE_M = 3_000.0  # of where the sender was before
DEGREE_M = 111_194.0  # of latitude; a little less than it is, so that no distance is judged too far
TIGHTEST_M, WIDEST_M = 50.0, 200_000.0

Signs = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place that the text may be about, how the text speaks of it, and what tells for or against it."""

    hit: Hit
    related: Related
    signs: Signs
    whole: Named | None = None  # the wider place of the text that holds it
    alone: bool = False  # wider places are named and none holds it
    between: Between | None = None  # a number that lies between known ones
    number: int | None = None  # a number that stands with the name and is not part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is known beside the names: the words that seem to be the place, the area, where the sender was."""

    hint: tuple[int, int] = (0, 0)
    area: Area | None = None
    earlier: Sequence[Point] = ()

    def hints(self, gram: Gram) -> bool:
        """Say whether a run of words lies in the hint, in part at least."""
        return gram.start < self.hint[1] and self.hint[0] < gram.end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crowd:
    """All the hits of a text, sorted out once: a name may be that of two hundred places."""

    peers: Mapping[Gram, Sequence[Hit]]  # the places of one name
    spans: Set[tuple[int, int]]
    towns: Set[str]
    wide: Sequence[Hit]  # which may hold others
    starts: Sequence[int]  # in their order
    rest: int


def candidates(
    question: Question,
    hits: Sequence[Hit],
    setting: Setting,
    *,
    numbered: Mapping[Numbered, Sequence[Named]],
) -> list[Candidate]:
    """Make every hit a candidate, and every number that lies between known ones."""
    crowd = _crowd(hits, rest=_rest(question, hits, setting.hint))
    made = [_candidate(question, hit, crowd, setting) for hit in hits]
    for asked, known in numbered.items():
        found = between_numbers(asked.number, known)
        if found is None:
            continue
        hit = Hit(asked.gram, _numbered_place(asked, found))
        starts = sorted({*crowd.starts, asked.gram.start})
        street = replace(crowd, starts=starts, peers={}, towns=frozenset())  # and not the town of that name
        one = _candidate(question, hit, street, setting)
        made.append(replace(one, between=found, number=None, signs={**one.signs, "number": 1.0}))
    return made


def _numbered_place(asked: Numbered, found: Between) -> Named:
    return Named(
        key=asked.base,
        how="exact",
        id=-asked.number,
        name=asked.name,
        kind=Kind.STREET,
        source=found.source,
        point=found.point,
        radius_m=found.radius_m,
        pins=found.pins,
    )


def _crowd(hits: Sequence[Hit], *, rest: int) -> _Crowd:
    towns = towns_in(hits)
    peers: dict[Gram, list[Hit]] = {}
    for hit in hits:
        peers.setdefault(hit.gram, []).append(hit)
    wide = [
        hit
        for hit in hits
        if hit.named.how == "exact" and (hit.named.kind in SETTLEMENTS or hit.gram.exact in towns)
    ]
    return _Crowd(
        peers=peers,
        spans={gram_of(hit) for hit in hits},
        towns=towns,
        wide=sorted(wide, key=lambda hit: hit.named.importance, reverse=True)[:MOST_WIDE],
        starts=_starts(hits),
        rest=rest,
    )


def _candidate(question: Question, hit: Hit, crowd: _Crowd, setting: Setting) -> Candidate:
    pinned, peers = hit.named, crowd.peers.get(hit.gram, ())
    hit = _town_sized(hit, peers)
    named, gram = hit.named, hit.gram
    how = related(question, gram)
    town = named.kind in SETTLEMENTS or gram.exact in crowd.towns
    wider = [other.named for other in crowd.wide if _is_wider(other, hit)]
    gap = _gap(named, wider)
    wholes = [whole for whole in wider if _holds(whole, named)]
    number = question.number(gram)
    digits = any(part[0].isdecimal() for part in gram.exact.split("-"))
    signs = {
        "narrow": -_size(named),
        "exact": float(named.how == "exact"),
        "words": float(min(3, gram.last - gram.first)),
        "taught": float(named.source == TAUGHT),
        "spread": -_size(pinned) if pinned.source == TAUGHT else 0.0,
        "pins": log2(1 + min(named.pins, 31)),
        "number": float(digits),
        "unnumbered": float(number is not None and not digits),
        "hinted": float(setting.hints(gram)),
        "near": float(how.relation is not Relation.AT),
        "outside": float(setting.area is not None and not setting.area.holds(named.point)),
        "agrees": float(bool(wholes)),
        "disagrees": 0.0 if town else gap,
        "apart": gap if town else 0.0,
        "known": named.importance,
        "late": bisect_left(crowd.starts, gram.start) / max(1, len(crowd.starts) - 1),
        "within": float(any(_is_within(span, hit) for span in crowd.spans)),
        "settlement": float(town),
        "street": float(named.kind in (Kind.STREET, Kind.CROSSING, Kind.ADDRESS)),
        "earlier": float(any(_within_m(named.point, point, BESIDE_M) for point in setting.earlier)),
        "rivals": log2(1 + _rivals(hit, peers)),
        "seconded": float(_is_seconded(hit, peers)),
        "agreed": float(_is_agreed_against(hit, peers)),
        "rest": float(crowd.rest),
        "vague": float(town and crowd.rest > 0),
        "country": float(named.kind in (Kind.COUNTRY, Kind.REGION)),
        "foremost": float(_is_foremost(hit, peers)),
    }
    return Candidate(
        hit=hit,
        related=how,
        signs=signs,
        whole=min(wholes, key=lambda whole: whole.radius_m, default=None),
        alone=bool(signs["disagrees"]),
        number=number if not digits else None,
    )


def _size(named: Named) -> float:
    """The logarithm of a place's kilometres."""
    return log10(min(WIDEST_M, max(TIGHTEST_M, named.radius_m)) / 1_000)


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


def _town_sized(hit: Hit, peers: Sequence[Hit]) -> Hit:
    """A town where pins put its middle is still as wide as the town."""
    if hit.named.source != TAUGHT:
        return hit
    towns = [
        other.named
        for other in peers
        if other.named.kind in SETTLEMENTS
        and _within_m(other.named.point, hit.named.point, other.named.radius_m + hit.named.radius_m)
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


def _is_foremost(hit: Hit, peers: Sequence[Hit]) -> bool:
    """Of several places with this name, it is the best known."""
    rivals = [other.named.importance for other in peers if other.named is not hit.named]
    return bool(rivals) and hit.named.importance > max(rivals)


def _is_seconded(hit: Hit, peers: Sequence[Hit]) -> bool:
    """Another source has this name at the same place."""
    return any(
        other.named.source != hit.named.source
        and _within_m(other.named.point, hit.named.point, max(other.named.radius_m, hit.named.radius_m))
        for other in peers
    )


def _is_agreed_against(hit: Hit, peers: Sequence[Hit]) -> bool:
    """Two pins and more say that people here mean another place by this name than the gazetteer has."""
    named = hit.named
    if named.source != TAUGHT or named.pins < 2:
        return False
    others = [other.named for other in peers if other.named.source != TAUGHT]
    return bool(others) and not any(_holds(other, named) for other in others)


def gram_of(hit: Hit) -> tuple[int, int]:
    """The span of text that a hit covers."""
    return hit.gram.start, hit.gram.end


def _is_within(span: tuple[int, int], hit: Hit) -> bool:
    return span[0] <= hit.gram.start and hit.gram.end <= span[1] and span != gram_of(hit)


def _rivals(hit: Hit, peers: Sequence[Hit]) -> int:
    """Count the other places of this name that a wider circle would not reach."""
    return sum(
        other.named.id != hit.named.id
        and not _within_m(other.named.point, hit.named.point, 2 * hit.named.radius_m)
        for other in peers
    )


def _is_wider(other: Hit, hit: Hit) -> bool:
    """Another name in the text, of a place so much larger that this one may lie in it."""
    apart = other.gram.end <= hit.gram.start or hit.gram.end <= other.gram.start
    larger = other.named.radius_m > 1.3 * hit.named.radius_m
    return apart and larger and hit.named.kind is not Kind.COUNTRY


def _holds(whole: Named, part: Named) -> bool:
    return _within_m(whole.point, part.point, 1.5 * whole.radius_m + part.radius_m)


def _within_m(a: Point, b: Point, metres: float) -> bool:
    """Say whether two points are so near; of namesakes all over the world the latitude alone tells most."""
    return abs(a.lat - b.lat) * DEGREE_M <= metres and distance_m(a, b) <= metres


def _gap(named: Named, wider: Sequence[Named]) -> float:
    """How far a place lies outside the nearest of the wider places that the text names: 0 to 2 (100 km)."""
    if not wider:
        return 0.0
    nearest = min(distance_m(named.point, other.point) - other.radius_m for other in wider)
    return min(2.0, log10(1 + max(0.0, nearest) / 1_000))
