"""The places that a text may be about: each name that stands in it, and numbers between known ones.

A candidate carries what speaks for and against it as plain numbers, its `signs`; `score` weighs them.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from geo.gazetteer.crowd import (
    Crowd,
    crowd_of,
    gap_of,
    holds,
    is_agreed_against,
    is_foremost,
    is_seconded,
    is_wider,
    is_within,
    rivals,
    size_of,
    town_sized,
    within_m,
)
from geo.gazetteer.guards import SETTLEMENTS
from geo.gazetteer.keys import Gram
from geo.gazetteer.named import Named
from geo.gazetteer.numbers import Between, Numbered, between_numbers
from geo.gazetteer.question import Hit, Question
from geo.gazetteer.relations import Related, Relation, related
from geo.gazetteer.taught import SOURCE as TAUGHT
from geo.place import Kind
from geo.point import Area, Point

BESIDE_M = 3_000.0  # of where the sender was before

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


def candidates(
    question: Question,
    hits: Sequence[Hit],
    setting: Setting,
    *,
    numbered: Mapping[Numbered, Sequence[Named]],
) -> list[Candidate]:
    """Make every hit a candidate, and every number that lies between known ones."""
    crowd = crowd_of(question, hits, setting.hint)
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
        kind=found.kind,
        source=found.source,
        point=found.point,
        radius_m=found.radius_m,
        pins=found.pins,
    )


def _candidate(question: Question, hit: Hit, crowd: Crowd, setting: Setting) -> Candidate:
    pinned, peers = hit.named, crowd.peers.get(hit.gram, ())
    hit = town_sized(hit, peers)
    named, gram = hit.named, hit.gram
    how = related(question, gram)
    town = named.kind in SETTLEMENTS or gram.exact in crowd.towns
    wider = [other.named for other in crowd.wide if is_wider(other, hit)]
    gap = gap_of(named, wider)
    wholes = [whole for whole in wider if holds(whole, named)]
    number = question.number(gram)
    digits = any(part[0].isdecimal() for part in gram.exact.split("-"))
    signs = {
        "narrow": -size_of(named),
        "exact": float(named.how == "exact"),
        "words": float(min(3, gram.last - gram.first)),
        "taught": float(named.source == TAUGHT),
        "spread": -size_of(pinned) if pinned.source == TAUGHT else 0.0,
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
        "within": float(any(is_within(span, hit) for span in crowd.spans)),
        "settlement": float(town),
        "street": float(named.kind in (Kind.STREET, Kind.CROSSING, Kind.ADDRESS)),
        "earlier": float(any(within_m(named.point, point, BESIDE_M) for point in setting.earlier)),
        "rivals": log2(1 + rivals(hit, peers)),
        "seconded": float(is_seconded(hit, peers)),
        "agreed": float(is_agreed_against(hit, peers)),
        "rest": float(crowd.rest),
        "vague": float(town and crowd.rest > 0),
        "country": float(named.kind in (Kind.COUNTRY, Kind.REGION)),
        "foremost": float(is_foremost(hit, peers)),
    }
    return Candidate(
        hit=hit,
        related=how,
        signs=signs,
        whole=min(wholes, key=lambda whole: whole.radius_m, default=None),
        alone=bool(signs["disagrees"]),
        number=number if not digits else None,
    )
