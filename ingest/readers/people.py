"""Reads how many people a text speaks for: «nou se 6 moun», «famille de cinq», «2 timoun ak manman yo»."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.catalog import Hit, Hits, Kind
from ingest.words import Gap, Number, Words

HOUSEHOLD = 5  # people; who counts families does not count heads
MOST = 1_000_000
# How often each kind of count was right, counted by eye on 100 numbers in real messages of 2010: totals
# 37 of 46, parts 17 of 18, bare «we are 6» 12 of 17, one person 1 of 8. Families were 10 of 11, yet their
# size is our guess.
RATED = {"total": 0.8, "part": 0.94, "we": 0.7, "family": 0.6, "one": 0.13}


@dataclass(frozen=True, slots=True)
class People:
    """So many people, the words that say so, and how sure that is."""

    count: int
    first: int
    stop: int
    confidence: float


@dataclass(frozen=True, slots=True)
class _Group:
    name: str  # total, we, part or family
    count: int
    first: int
    stop: int

    @property
    def confidence(self) -> float:
        # «one person» is more often somebody else than all who ask
        return RATED["one" if self.count == 1 else self.name]


@dataclass(frozen=True, slots=True)
class _Said:
    """The words for people by where they begin and where they end; `goods`: the words for something else."""

    starts: Mapping[int, list[Hit]]
    ends: Mapping[int, Mapping[str, Hit]]
    goods: Collection[int]
    dead: Collection[int]
    known: Collection[int]


def read_people(words: Words, hits: Hits, numbers: tuple[Number, ...]) -> People | None:
    """Count the people of a text: a stated total wins over its parts, both over counted families."""
    spoken = hits.of(Kind.PEOPLE)
    said = _said(spoken, hits)
    groups = [group for n in numbers if _is_count(n) for group in _group(words, n, said)]
    totals = [group for group in groups if group.name in ("total", "we")]
    if totals:
        most = max(totals, key=lambda group: group.count)
        return People(most.count, most.first, most.stop, most.confidence)
    parts = [group for group in groups if group.name == "part"]
    if parts:
        return _sum([*parts, *_unnumbered(spoken, parts)])
    families = [group for group in groups if group.name == "family"]
    return _sum(families) if families else None


def _said(spoken: Sequence[Hit], hits: Hits) -> _Said:
    starts: dict[int, list[Hit]] = defaultdict(list)
    ends: dict[int, dict[str, Hit]] = defaultdict(dict)
    for hit in spoken:
        starts[hit.first].append(hit)
        ends[hit.stop][hit.name] = hit
    return _Said(
        starts=starts,
        ends=ends,
        goods={
            at
            for kind in (Kind.UNIT, Kind.CATEGORY, Kind.PLACE)
            for hit in hits.of(kind)
            for at in range(hit.first, hit.stop)
        },
        dead={hit.first for hit in spoken if hit.name == "dead"},
        known=hits.known,
    )


def _is_count(number: Number) -> bool:
    return number.value.is_integer() and 0 < number.value <= MOST


def _group(words: Words, number: Number, said: _Said) -> Iterator[_Group]:
    """Read what one number counts, from the words after it, else from those before it."""
    if _is_address(words, number, said) or any(
        hit.name == "time" for hit in said.starts.get(number.stop, ())
    ):
        return
    noun = _noun_before(words, number, said) or _noun(words, number, said)
    count = int(number.value)
    if noun is not None:
        first, stop = min(number.first, noun.first), max(number.stop, noun.stop)
        if stop not in said.dead:
            yield _Group(noun.name, count * HOUSEHOLD if noun.name == "family" else count, first, stop)
        return
    if words.all[number.first].gap > Gap.SPACE:
        return
    before = said.ends.get(number.first, {})
    if "family_of" in before:
        yield _Group("total", count, before["family_of"].first, number.stop)
    elif "we" in before and count > 1 and _is_bare(words, number, said):
        yield _Group("we", count, before["we"].first, number.stop)


def _is_address(words: Words, number: Number, said: _Said) -> bool:
    """Tell «nan Delmas 33 moun yo …» from «nou se 33 moun»."""
    if number.first < 2 or words.shouted or words.all[number.first].gap > Gap.SPACE:
        return False
    before = words.all[number.first - 1]
    return before.capital and before.gap < Gap.STOP and number.first - 1 not in said.known


def _noun_before(words: Words, number: Number, said: _Said) -> Hit | None:
    """Read «watu 6» in the languages whose numbers follow the noun: they list it under `then` as well."""
    before = said.ends.get(number.first, {})
    if "then" not in before or words.all[number.first].gap > Gap.SPACE:
        return None
    return next((before[name] for name in ("total", "family", "part") if name in before), None)


def _noun(words: Words, number: Number, said: _Said) -> Hit | None:
    for at in (number.stop, number.stop + 1):  # «6 people», «6 other people»
        if at >= len(words.all) or words.all[at].gap > Gap.SPACE:
            return None
        named = {hit.name: hit for hit in reversed(said.starts.get(at, ()))}
        for name in ("total", "family", "part"):
            if name in named:
                return named[name]
        if at in said.goods or named.keys() & {"we", "and"} or words.all[at].form[0].isdecimal():
            return None
    return None


def _is_bare(words: Words, number: Number, said: _Said) -> bool:
    """Tell «for 4» and «for 4 with a baby» from «for 4 somethings», «we are 4th» and «gen kat» (a card)."""
    spelled = not words.all[number.first].form[0].isdecimal()
    if spelled and number.first in said.goods:
        return False
    after = said.starts.get(number.stop, ())
    if words.gap_after(number.stop) >= Gap.PAUSE or any(hit.name == "and" for hit in after):
        return True
    word = words.all[number.stop]
    if number.stop in said.goods or word.gap is Gap.JOINED:
        return False
    return len(word.form) <= 4 and not word.form[0].isdecimal() and not after


def _unnumbered(spoken: Sequence[Hit], parts: list[_Group]) -> list[_Group]:
    """Add the mother of «two children and their mother»."""
    ands = {hit.stop for hit in spoken if hit.name == "and"}
    counted = {at for part in parts for at in range(part.first, part.stop)}
    ones = {
        hit.first: hit
        for hit in spoken
        if hit.name == "one" and hit.first not in counted and ands & {hit.first, hit.first - 1, hit.first - 2}
    }
    return [_Group("part", 1, hit.first, hit.stop) for hit in ones.values()]


def _sum(groups: list[_Group]) -> People:
    return People(
        count=min(sum(group.count for group in groups), MOST),
        first=min(group.first for group in groups),
        stop=max(group.stop for group in groups),
        confidence=max(group.confidence for group in groups),
    )
