"""What pins teach: which names stand in the words of a pin, and where a name is after all its pins.

Every run of words that can be a name counts: a pin on «legliz jòn nan, Delmas 33» says something about the
church and about Delmas 33. How far the pins of one name lie apart is how wide its circle must be, so a name
that is used all over the country teaches itself to be wide.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from math import exp, log

from geo.gazetteer.question import Question, ask
from geo.gazetteer.relation_words import relation_words
from geo.gazetteer.words import FUNCTION, GENERIC, HEADS, LINKS
from geo.place import Kind, Place
from geo.point import Point, distance_m

SOURCE = "taught"
MOST_NAMES = 60  # of one pin
MOST_PINS = 200  # of one name: the newest say enough
AGREE_M = 1_000.0
FIRST_PIN_M, FIRST_PIN_WEIGHT = 1_200.0, 1.0
LEAST_PIN_M = 150.0  # nobody pins better
TO_NINE_TENTHS = 2.5  # from the middle error to one that nine of ten stay under
FAR_M = 20_000.0  # a pin farther off is a mistake, and how great a one does not matter
SHORTEST = 3  # letters
ENDS = re.compile(r"[,;:()\n/\"«»]|\s-\s|\.\s")
AROUND = HEADS | LINKS | FUNCTION | relation_words().lone
EVERYWHERE = AROUND | (
    frozenset(
        """
        area section zone sector region department departement depatman commune komin quartier katye ville
        bwat corner angle intersection main upper lower haut bas haute basse north south east west nord sud
        est ouest big large unknown generally somewhere address adres prolonge prolongee house
        st saint sainte notre dame location place national international gros grande grands belle
        nouveau nouvelle new old vieux cite morne plaine km gps coordinates coords lat lon map maps
        http https www com eme ieme ere nd rd th
        """.split()
    )
)  # in so many names that a pin on one says nothing of the others


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


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was written; whether it stood alone, and the share of the pin's words that it is."""

    written: str
    alone: bool
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """One stored pin with the names it counts for."""

    id: int
    pin: Pin
    names: tuple[str, ...]


def names_in(words: str) -> dict[str, Name]:
    """Give the names in a pin's words by their keys."""
    question = ask(words)
    whole = set(_whole(question))
    found: dict[str, Name] = {}
    for gram in question.grams:
        if len(gram.exact) < SHORTEST or not tells(gram.exact):
            continue
        written = words[gram.start : gram.end]
        alone = (gram.first, gram.last) in whole
        if alone or tells(gram.exact, EVERYWHERE | GENERIC):
            found.setdefault(gram.exact, Name(written, alone, share=len(written) / len(words)))
    for numbered in question.numbers():
        if tells(numbered.base):
            share = min(1.0, len(numbered.name) / len(words))
            found.setdefault(
                f"{numbered.base}-{numbered.number}", Name(numbered.name, alone=True, share=share)
            )
            known = found.get(numbered.base)
            if known is not None and (numbered.gram.first, numbered.gram.last + 1) in whole:
                found[numbered.base] = replace(known, alone=True)  # «Delmas 33» lies in a Delmas
    return dict(islice(found.items(), MOST_NAMES))


def _whole(question: Question) -> Iterator[tuple[int, int]]:
    """Find the runs of words that stand alone between commas, with and without «rue» and «school» around."""
    first = 0
    for at, unit in enumerate(question.units):
        last = at + 1 == len(question.units)
        if not last and not ENDS.search(question.text[unit.end : question.units[at + 1].start]):
            continue
        yield first, at
        inner, outer = first, at
        while inner < outer and question.units[inner].parts[-1] in AROUND:
            inner += 1
        while inner < outer and question.units[outer].parts[-1] in AROUND:
            outer -= 1
        if inner < outer:  # one word that is left over names little
            yield inner, outer
            yield inner, at
        first = at + 1


def tells(name: str, everywhere: Set[str] = EVERYWHERE) -> bool:
    """Leave out words that stand in any place's name: «rue», «the school», «2nd section»."""
    return any(part[0].isalpha() and part not in everywhere for part in name.split("-"))


def work_out(pinned: Sequence[tuple[Name, Point]]) -> Place | None:
    """Say where a name is and how wide, after all its pins, the newest first.

    None for words that never stood alone and on whose place no two names agree: they may be no name at all.
    """
    pinned = pinned[:MOST_PINS]
    at = _middle(pinned)
    middle = pinned[at][1]
    apart = [(distance_m(middle, point), name.share) for n, (name, point) in enumerate(pinned) if n != at]
    agreed = 1 + sum(metres <= AGREE_M for metres, _ in apart)
    if not any(name.alone for name, _ in pinned) and not _is_met_again(pinned, middle):
        return None
    return Place(
        name=max(pinned, key=lambda one: one[0].alone)[0].written,
        kind=Kind.LANDMARK,
        point=middle,
        radius_m=_reach_m(apart),
        source=SOURCE,
        pins=agreed,
    )


def _is_met_again(pinned: Sequence[tuple[Name, Point]], middle: Point) -> bool:
    """Say whether words that never stood alone were pinned at one place as part of two different names."""
    return len({name.share for name, point in pinned if distance_m(middle, point) <= AGREE_M}) > 1


def _middle(pinned: Sequence[tuple[Name, Point]]) -> int:
    """The pin, by its number, that is nearest to all the others: pins far off do not pull it away.

    A pin whose words are this name and little else says most about it.
    """
    if len(pinned) < 3:
        return max(range(len(pinned)), key=lambda at: pinned[at][0].share)
    some = pinned[:25]
    return min(
        range(len(some)),
        key=lambda at: sum(name.share * min(distance_m(some[at][1], other), FAR_M) for name, other in some),
    )


def _reach_m(apart: Iterable[tuple[float, float]]) -> float:
    """Say how far the pins of a taught name lie from its middle: metres, each with its weight.

    In the mean of their logarithms one pin in another town counts as one pin. What names of one pin turned
    out to be off by stands in for the pins that are still to come.
    """
    weighed = [(log(max(LEAST_PIN_M, metres)), weight) for metres, weight in apart]
    weighed.append((log(FIRST_PIN_M), FIRST_PIN_WEIGHT))
    mean = sum(value * weight for value, weight in weighed) / sum(weight for _, weight in weighed)
    return round(TO_NINE_TENTHS * exp(mean), 1)
