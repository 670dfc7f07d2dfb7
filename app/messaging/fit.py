"""Every text fits its budget: an ask is one part of a text message, anything else at most two.

What does not fit goes out as several texts, torn only between phrases; a phrase that is too long by itself
has its names cut, the longest first: never a code, a digit, an amount, a link or a number to call.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.messaging.phrase import Phrase, doubted, in_language, in_words
from ingest.catalog import FALLBACK
from ingest.segments import segments, thrifty

MOST = 2
MOST_ASK = 1  # whoever is only asked reads it at one glance
# values that people would understand without their end
NAMES = frozenset({"place", "name", "helper", "words", "item", "view"})
SHORTEST = 6  # letters of a name that are left at least
CUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text as it goes out, with the phrases that are said in it and the parts it is charged as."""

    text: str
    phrases: tuple[Phrase, ...]
    segments: int


def budget(what: Phrase) -> int:
    """Give the parts that a phrase may take."""
    return MOST_ASK if what.key.startswith("ask") else MOST


def fit(what: Sequence[Phrase], language: str) -> tuple[Text, ...]:
    """Put phrases into as few texts as the budget allows, in their order; English safety lines come last."""
    spoken = [(one, language, " ") for one in what]
    lines = [(one, FALLBACK, "\n") for one in doubted(what, language)]
    texts: list[Text] = []
    for one, tongue, gap in spoken + lines:
        most, before = budget(one), texts[-1] if texts else None
        said = _spoken(one, tongue, most)
        if before and (joined := _join(before, one, said, gap=gap)).segments <= min(
            most, *map(budget, before.phrases)
        ):
            texts[-1] = joined
            continue
        texts.append(Text(text=said, phrases=(one,), segments=segments(thrifty(said))))
    return tuple(replace(one, text=thrifty(one.text)) for one in texts)


def whole(what: Sequence[Phrase], language: str, *, charged: int) -> tuple[Text, ...]:
    """Say everything in one text, for a road that counts no parts and has every letter."""
    return (Text(text=in_words(what, language), phrases=tuple(what), segments=charged),)


def cut(value: str, most: int) -> str:
    """Shorten a name to so many letters, at a word's end where there is one."""
    if len(value) <= most:
        return value
    end = value.rfind(" ", most // 2, most)
    end = end if end > 0 else most - 1
    while end > 1 and unicodedata.category(value[end]).startswith("M"):
        end -= 1  # a letter is not torn from the signs that belong to it
    return value[:end].rstrip(" ,.;:-–(«\"'") + CUT


def _join(before: Text, one: Phrase, said: str, *, gap: str) -> Text:
    text = f"{before.text}{gap}{said}"
    known = one in before.phrases  # a line in English says again what stands above it
    phrases = before.phrases if known else (*before.phrases, one)
    return Text(text=text, phrases=phrases, segments=segments(thrifty(text)))


def _spoken(what: Phrase, language: str, most: int) -> str:
    """Say one phrase within its parts, with as much of its names as there is room for."""
    said = in_language(what, language)
    if _fits(said, most):
        return said
    low, high = SHORTEST, max(_lengths(what, language), default=SHORTEST)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(in_language(_cut_names(what, middle, language), language), most):
            low = middle
        else:
            high = middle - 1
    return in_language(_cut_names(what, low, language), language)


def _fits(said: str, most: int) -> bool:
    return segments(thrifty(said)) <= most


def _lengths(what: Phrase, language: str) -> list[int]:
    found: list[int] = []
    for name, value in what.values.items():
        if isinstance(value, Phrase) and value.values:
            found += _lengths(value, language)
        elif name in NAMES:
            found.append(len(_written(value, language)))
    return found


def _cut_names(what: Phrase, most: int, language: str) -> Phrase:
    """Cut all names to the same length: so the longest is cut first."""
    values: dict[str, str | int | float | Phrase] = {}
    for name, value in what.values.items():
        if isinstance(value, Phrase) and value.values:
            values[name] = _cut_names(value, most, language)
        else:
            values[name] = cut(_written(value, language), most) if name in NAMES else value
    return Phrase(what.key, values)


def _written(value: str | int | float | Phrase, language: str) -> str:
    """Give a name, or the words that stand for one: «the place on the map»."""
    return in_language(value, language) if isinstance(value, Phrase) else str(value)
