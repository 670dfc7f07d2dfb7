"""What one message brings to the ranking: things, amounts, and words that are neither names nor links."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.catalog import Hit, Kind, load_catalog
from ingest.catalog.resource import Resources, read_resources
from ingest.readers.normalise import normalise
from ingest.shapes import Label, Reading
from ingest.words import Word, Words

# links, names of accounts and what exports make of line breaks say nothing about goods
_NOISE = re.compile(r"https?://\S*|www\.\S*|@\w+|\bRT\b|\\[nrt]|\\x\w\w|&\w+;")
UNNAMED = ("other",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One need or offer as the ranking sees it. `things`: resources and categories, 0 to 1."""

    language: str
    words: tuple[str, ...]
    telling: frozenset[str]  # words worth quoting: no names, and none that the catalog has
    things: Mapping[str, float]
    amounts: Mapping[tuple[str, str], float]  # by item and unit


def quieten(text: str) -> str:
    """Blank out links and account names; every other character stays where it was."""
    return _NOISE.sub(lambda found: " " * len(found.group()), text)


@cache
def load_resources() -> Resources:
    """Read the resources, once."""
    spoken = load_catalog().languages
    return read_resources({code: language.prefixes for code, language in spoken.items()})


def message_of(reading: Reading) -> Message:
    """Gather what a reading says about goods and skills."""
    words = normalise(quieten(reading.text))
    found = [
        hit
        for hit in load_resources().lexicon.find(words)
        # «pan» is bread in Spanish alone; its own script tells a language, an unknown one may be any
        if hit.language == reading.language
        or reading.language == "und"
        or not words.all[hit.first].form.isascii()
    ]
    known = load_catalog().lexicon.find(words)
    named = _covered(found)
    goods = named | _covered(hit for hit in known if hit.kind is Kind.CATEGORY)
    ours = named | _covered(known)
    kept = tuple(_kept(words, reading, goods))
    amounts: dict[tuple[str, str], float] = {}
    for said in reading.quantities:
        amounts[said.item, said.unit] = amounts.get((said.item, said.unit), 0) + said.amount
    return Message(
        language=reading.language,
        words=tuple(word.form for _, word in kept),
        telling=frozenset(word.form for at, word in kept if at not in ours and not word.capital),
        things=_things({hit.name for hit in found}, (*reading.categories, *reading.maybe)),
        amounts=amounts,
    )


def _things(resources: Collection[str], labels: tuple[Label, ...]) -> dict[str, float]:
    """Name a category only where none of its resources is named: «tents» says more than «shelter»."""
    of = load_resources().of
    named = {category for name in resources for category in of[name]}
    things = {label.name: label.confidence for label in labels if label.name not in (*named, *UNNAMED)}
    return things | dict.fromkeys(sorted(resources), 1.0)


def _kept(words: Words, reading: Reading, goods: Collection[int]) -> Iterator[tuple[int, Word]]:
    """Leave out numbers, little words, and the names in the place: that two live near is no fit of goods."""
    common = _common(reading.language)
    start, end = reading.place.span if reading.place else (0, 0)
    for at, word in enumerate(words.all):
        if len(word.form) < 2 or not word.form[0].isalpha() or word.form in common:
            continue
        if at in goods or not (start <= word.start < end and word.capital):
            yield at, word


def _covered(hits: Iterable[Hit]) -> set[int]:
    return {at for hit in hits for at in range(hit.first, hit.stop)}


@cache
def _common(language: str) -> frozenset[str]:
    spoken = load_catalog().languages
    written = spoken[language].entries if language in spoken else ()
    return frozenset(word for word, entry in written if entry.kind is Kind.COMMON)
