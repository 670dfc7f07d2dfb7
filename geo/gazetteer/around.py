"""The words of a text outwards from a name, and the amounts of distance and of time among them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from geo.gazetteer.keys import Gram, Unit
from geo.gazetteer.question import SENTENCE_ENDS, Question
from geo.gazetteer.relation_words import METRES, MINUTES, MOST_WORDS, Phrase, folded, relation_words

MOST_AROUND = 10  # words: what stands farther off is about something else
FAR = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Near:
    """One word near a name: as the tables spell it, and where it stands in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """«2 km», «10 minutes»: a distance in metres or, for how long somebody walks, minutes."""

    start: int
    end: int
    metres: float = 0.0
    minutes: float = 0.0
    sure: bool = True  # «km 12 carretera a Aquin» may be a milestone, «km 2 kusini mwa Aquin» is none


@lru_cache(maxsize=512)
def words_before(question: Question, gram: Gram) -> Sequence[Near]:
    """Give the words before a name within its sentence, the nearest first."""
    return _outwards(question, range(gram.first - 1, -1, -1), edge=gram.first)


@lru_cache(maxsize=512)
def words_after(question: Question, gram: Gram) -> Sequence[Near]:
    """Give the words after a name within its sentence, the nearest first."""
    return _outwards(question, range(gram.last + 1, len(question.units)), edge=gram.last)


@lru_cache(maxsize=64)  # every name of a text asks for the same
def amounts(text: str) -> tuple[Amount, ...]:
    """Find every distance and every time in a text."""
    return tuple(_amount(match) for match in _amounts().finditer(text)) if FAR.search(text) else ()


def longest(words: Sequence[Near], at: int, phrases: Mapping[Phrase, Found]) -> tuple[int, Found | None]:
    """Find the longest phrase that goes outwards from a word: how many words it has, and what it means."""
    outwards = tuple(near.word for near in words[at : at + MOST_WORDS])
    for size in range(len(outwards), 0, -1):
        found = phrases.get(outwards[:size])
        if found is not None:
            return size, found
    return 0, None


def is_broken(text: str, left: Unit, right: Unit) -> bool:
    """Tell the end of a sentence from the dot of «2 km. au sud» and of «कि.मी.»."""
    gap = text[left.end : right.start]
    if gap == " ":
        return False
    if gap.rstrip() == "." and (gap == "." or left.folded in _endings()):
        return text[right.start].isupper()
    return SENTENCE_ENDS.search(gap) is not None


def _outwards(question: Question, numbers: Iterable[int], *, edge: int) -> list[Near]:
    found: list[Near] = []
    for at in numbers:
        left, right = sorted((at, edge))
        if is_broken(question.text, question.units[left], question.units[right]):
            break
        found.extend(_parts(question.units[at], back=at < edge))
        if len(found) >= MOST_AROUND:
            break
        edge = at
    return found


def _parts(unit: Unit, *, back: bool) -> Iterator[Near]:
    """Cut «nord-est» and «300m» in two: phrases are looked up word by word."""
    for part in reversed(unit.parts) if back else unit.parts:
        yield Near(part, unit.start, unit.end)


@cache
def _endings() -> frozenset[str]:
    return frozenset(unit.split()[-1] for unit in relation_words().scales)


@cache
def _amounts() -> re.Pattern[str]:
    words = relation_words()
    number = rf"(?<![\w.,])(?P<n>{FAR.pattern})[\s-]?(?P<unit>{_any(words.scales)})(?!\w)"
    before = rf"(?<!\w)(?P<first>{_any(words.first)})\s(?P<after>{FAR.pattern})(?![\w.,]*\d)"
    return re.compile(rf"{number}|{before}", re.IGNORECASE)


def _any(scales: Iterable[str]) -> str:
    longest_first = sorted(scales, key=lambda unit: (-len(unit), unit))
    return "|".join(re.escape(scale).replace(r"\ ", r"[\s.]{1,2}") for scale in longest_first)


def _amount(match: re.Match[str]) -> Amount:
    unit, number = match["unit"] or match["first"], match["n"] or match["after"]
    scale = relation_words().scales[" ".join(folded(unit))]
    value = _number(number, metres=scale == "m")
    return Amount(
        start=match.start(),
        end=match.end(),
        metres=value * METRES.get(scale, 0.0),
        minutes=value if scale == MINUTES else 0.0,
        sure=match["first"] is None or unit.lower() != "km",
    )


def _number(written: str, *, metres: bool) -> float:
    """Read a number with either decimal sign; nobody measures metres to a thousandth: «1.500 m»."""
    whole, _, rest = written.replace(",", ".").partition(".")
    return float(whole + rest) if metres and len(rest) == 3 else float(f"{whole}.{rest or 0}")
