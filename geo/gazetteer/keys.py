"""How names are compared: one key for how a name is spelled, one for how it sounds.

A hyphenated name is one word: `Port-au-Prince` is never cut into `prince`, which is another town. The spaced
form folds to the same key. Words that are often shortened or written the Kreyòl way (`imp.`, `st`, `ri`,
`kafou`) are written out in both keys, and `Leonard street` is turned into `rue-leonard`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from geo.gazetteer.sound import sound_of
from geo.gazetteer.words import FUNCTION, LINKS, SHORT

MOST_WORDS = 6
MOST_UNITS = 400  # of one text: beyond that nobody is naming a place any more
LEAST_SOUND = 4  # shorter sounds are everybody's

_MARKS = "".join(chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
_LETTER = rf"[^\W\d_{_MARKS}][{_MARKS}]*"
_LOST = r"[?_\ufffd]{1,3}(?=[^\W\d_])"  # an accent that some gateway turned into a question mark
WORD = re.compile(rf"\d+(?:{_LETTER}(?!{_LETTER}))?|{_LETTER}(?:{_LETTER}|{_LOST})*")
HYPHENS = "-‐‑"
BETWEEN = re.compile(
    rf"\s{{0,3}}['’ʼ]?\s{{0,2}}|\s{{0,2}}[{HYPHENS}]\s{{0,2}}"
)  # what may lie inside one name
AFTER_SHORT = re.compile(r"\s?\.\s{0,2}")  # «St. Marc», «imp. Alcin»

ENGLISH_ENDS = {"street": "rue", "st": "rue", "road": "route", "rd": "route"}
ARTICLES = {"l", "la", "le", "les", "los", "las", "el", "aux"}
LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a text that is never cut: `Port-au-Prince`, `33`, `Leonard`."""

    start: int
    end: int
    folded: str  # as the word tables spell it, before short forms are written out
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gram:
    """A run of units of a text with its keys. `first` and `last` count units."""

    first: int
    last: int
    start: int
    end: int
    exact: str
    sound: str


def exact_key(name: str) -> str:
    """Write a name one way: lower case, no accents, short forms written out, hyphens between words."""
    return "-".join(_written_out([part for unit in units(name) for part in unit.parts]))


def sound_key(name: str) -> str:
    """Write a name the way it is heard; empty for scripts whose sounds we do not know."""
    return _heard(_written_out([part for unit in units(name) for part in unit.parts]))


def usable_sound(sound: str) -> bool:
    """Say whether a sound is long enough to tell one place from another."""
    return len(sound) >= LEAST_SOUND and sum(map(str.isalpha, sound)) >= LEAST_SOUND


def units(text: str) -> list[Unit]:
    """Cut a text into words, hyphenated names whole."""
    found: list[Unit] = []
    for match in WORD.finditer(text):
        part, start = _fold(match[0]), match.start()
        if (
            found
            and found[-1].end == start - 1
            and text[start - 1] in HYPHENS
            and not _number(found[-1], part)
        ):
            before = found.pop()
            parts = (*before.parts, part)
            found.append(Unit(before.start, match.end(), "-".join(parts), parts))
        else:
            found.append(Unit(start, match.end(), part, (part,)))
    return found


def ngrams(text: str, words: Sequence[Unit] | None = None) -> Iterator[Gram]:
    """Give every run of up to six words that could be a name, with its keys and its place in the text.

    A run that begins or ends with an everyday word (`Pon Anwo`, `the mill`) can be spelled like a name, but
    is never taken for one by its sound: too much talk sounds like something.
    """
    words = (units(text) if words is None else words)[:MOST_UNITS]
    naming = [_names_something(unit) for unit in words]  # each word stands in many runs
    joined = [False, *(_one_name(text, left, right) for left, right in pairwise(words))]
    begins, ends = [_begins_name(unit) for unit in words], [_ends_name(unit) for unit in words]
    for first, unit in enumerate(words):
        parts: list[str] = []
        named = False
        for last in range(first, min(first + MOST_WORDS, len(words))):
            if last > first and not joined[last]:
                break
            named = named or naming[last]
            parts.extend(words[last].parts)
            if named:
                whole = _written_out(parts)
                sound = _heard(whole) if begins[first] and ends[last] else ""
                yield Gram(first, last, unit.start, words[last].end, "-".join(whole), sound)


def _number(before: Unit, part: str) -> bool:
    """`Delmas-33` and `48-54` are two words each."""
    return part[0].isdigit() or before.parts[-1][0].isdigit()


def _names_something(unit: Unit) -> bool:
    return len(unit.folded) > 1 and not unit.folded[0].isdigit() and not _everyday(unit)


def _everyday(unit: Unit) -> bool:
    """`mon` is French for «my», but also short for `morne`, and then begins a name."""
    return unit.folded in FUNCTION and unit.folded not in SHORT


def _begins_name(unit: Unit) -> bool:
    return unit.folded in ARTICLES or not _everyday(unit)


def _ends_name(unit: Unit) -> bool:
    return not _everyday(unit) and unit.folded not in LINKS


def _talk(unit: Unit) -> bool:
    """An everyday word; a name may hold one (`Fond sous Mer`), hardly two in a row."""
    return _everyday(unit) and unit.folded not in LINKS


def _one_name(text: str, left: Unit, right: Unit) -> bool:
    gap = text[left.end : right.start]
    if gap == " ":
        return not (_talk(left) and _talk(right))
    if BETWEEN.fullmatch(gap):
        return True
    short = left.folded in SHORT or left.folded in ("st", "dr") or len(left.folded) == 1
    return short and AFTER_SHORT.fullmatch(gap) is not None


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    """Lower case without accents; a lost accent becomes the commonest accented letter."""
    word = re.sub(r"[?_\ufffd]+", "e", word).casefold()
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(LETTERS))
    return "".join(c for c in plain if not ("\u0300" <= c <= "\u036f" or "\u064b" <= c <= "\u065f"))


def _written_out(parts: Sequence[str]) -> list[str]:
    """Write short forms out; `st` is a saint unless it ends the name, and an English street turns around."""
    whole = [SHORT.get(part, part) for part in parts]
    if 2 <= len(parts) <= MOST_WORDS and parts[-1] in ENGLISH_ENDS and whole[0] not in ENGLISH_ENDS.values():
        whole = [ENGLISH_ENDS[parts[-1]], *whole[:-1]]
    return ["saint" if part == "st" else part for part in whole]


def _heard(parts: Sequence[str]) -> str:
    return sound_of(parts[1:] if len(parts) > 1 and parts[0] in ARTICLES else parts)
