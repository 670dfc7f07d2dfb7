"""Reads how many people a text speaks for: «nou se 6 moun», «famille de cinq», «2 timoun ak manman yo»."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.catalog import Hit, Kind
from ingest.words import Gap, Number, Words

HOUSEHOLD = 5  # people; who counts families does not count heads
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class People:
    """So many people, and the words that say so."""

    count: int
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Group:
    name: str  # total, part or family
    count: int
    first: int
    stop: int


def read_people(words: Words, hits: tuple[Hit, ...], numbers: tuple[Number, ...]) -> People | None:
    """Count the people of a text: a stated total wins over its parts, both over counted families."""
    spoken = [hit for hit in hits if hit.kind is Kind.PEOPLE]
    starts: dict[int, list[Hit]] = defaultdict(list)
    for hit in spoken:
        starts[hit.first].append(hit)
    other = {hit.first for hit in hits if hit.kind in (Kind.UNIT, Kind.CATEGORY, Kind.PLACE)}
    ends: dict[int, dict[str, Hit]] = defaultdict(dict)
    for hit in spoken:
        ends[hit.stop][hit.name] = hit
    groups = [group for n in numbers if _is_count(n) for group in _group(words, n, starts, ends, other)]
    totals = [group for group in groups if group.name == "total"]
    if totals:
        most = max(totals, key=lambda group: group.count)
        return People(most.count, most.first, most.stop)
    parts = [group for group in groups if group.name == "part"]
    if parts:
        return _sum([*parts, *_unnumbered(spoken, parts)])
    families = [group for group in groups if group.name == "family"]
    return _sum(families) if families else None


def _is_count(number: Number) -> bool:
    return number.value.is_integer() and 0 < number.value <= MOST


def _group(
    words: Words,
    number: Number,
    starts: Mapping[int, list[Hit]],
    ends: Mapping[int, Mapping[str, Hit]],
    other: set[int],
) -> Iterator[_Group]:
    """Read what one number counts, from the words after it, else from those before it."""
    if any(hit.name == "time" for hit in starts.get(number.stop, ())):
        return
    noun = _noun(words, number, starts, other)
    count = int(number.value)
    if noun is not None:
        heads = count * HOUSEHOLD if noun.name == "family" else count
        yield _Group(noun.name, heads, number.first, noun.stop)
        return
    before = ends.get(number.first, {})
    counts_us = "we" in before and number.stop not in other and _ends(words, number, starts)
    said = before.get("family_of") or (before["we"] if counts_us else None)
    if said is not None and words.all[number.first].gap <= Gap.SPACE:
        yield _Group("total", count, said.first, number.stop)


def _noun(words: Words, number: Number, starts: Mapping[int, list[Hit]], other: set[int]) -> Hit | None:
    for at in (number.stop, number.stop + 1):  # «6 people», «6 other people»
        if at >= len(words.all) or words.all[at].gap > Gap.SPACE:
            return None
        for name in ("total", "family", "part"):
            for hit in starts.get(at, ()):
                if hit.name == name:
                    return hit
        if at in other or words.all[at].form[0].isdecimal():
            return None
    return None


def _ends(words: Words, number: Number, starts: Mapping[int, list[Hit]]) -> bool:
    """Tell «for 4» from «for 4 somethings»: nothing follows, or a short word that begins something new."""
    if words.gap_after(number.stop) >= Gap.PAUSE:
        return True
    after = words.all[number.stop].form
    return len(after) <= 4 and not after[0].isdecimal() and number.stop not in starts


def _unnumbered(spoken: list[Hit], parts: list[_Group]) -> list[_Group]:
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
    count = min(sum(group.count for group in groups), MOST)
    return People(count, min(group.first for group in groups), max(group.stop for group in groups))
