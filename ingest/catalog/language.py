"""One language's file: the words that people use in it, and the sentences that we say in it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ingest.catalog.lexicon import Entry, Kind
from ingest.catalog.phrase import OTHER, Phrase

Written: TypeAlias = tuple[str, Entry]

# a list of words may be split by strength: in `words` each is enough alone, in `hints` none is
_STRENGTHS = (("words", True), ("hints", False))
_NAMED = {
    "categories": Kind.CATEGORY,
    "intents": Kind.INTENT,
    "urgency": Kind.URGENCY,
}
_LISTED = {
    "people": Kind.PEOPLE,
    "numbers": Kind.NUMBER,
    "relations": Kind.RELATION,
    "places": Kind.PLACE,
    "answers": Kind.ANSWER,
    "noise": Kind.NOISE,
    "units": Kind.UNIT,
    "giving": Kind.GIVING,
    "lacking": Kind.LACKING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All words of one language. `plurals`: the forms that its nouns take with numbers, of CLDR's six.

    `reviewed_by`: native speakers who have read every line.
    """

    code: str
    endonym: str
    plurals: tuple[str, ...]
    reviewed_by: tuple[str, ...]
    entries: tuple[Written, ...]
    answers: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, Phrase]


def read_language_file(path: Path) -> Language:
    """Read one language from its file; the file's name is its code."""
    code = path.stem
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return Language(
        code=code,
        endonym=tables["endonym"],
        plurals=tuple(tables["plurals"]),
        reviewed_by=tuple(tables["reviewed_by"]),
        entries=tuple(_entries(code, tables)),
        answers={name: tuple(_split(words)) for name, words in tables["answers"].items()},
        phrases={phrase.key: phrase for phrase in _phrases(code, tables)},
    )


def _split(listed: str) -> Iterator[str]:
    """Split a list of words as people write them: with commas, over lines."""
    for word in listed.replace("\n", ",").split(","):
        if word.strip():
            yield word.strip()


def _entries(code: str, tables: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Written]:
    for table, kind in _NAMED.items():
        for name, lists in tables[table].items():
            for part, strong in _STRENGTHS:
                for word in _split(lists.get(part, "")):
                    yield word, Entry(kind, name, code, strong)
    for table, kind in _LISTED.items():
        for name, listed in tables[table].items():
            for word in _split(str(listed)):
                yield word, Entry(kind if name != "never" else Kind.NOWHERE, name, code)
    for word in str(tables["common"]).split():
        yield word, Entry(Kind.COMMON, "", code)


def _phrases(code: str, tables: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Phrase]:
    for name, table in tables["categories"].items():
        yield _phrase(code, f"category.{name}", table["noun"])
        yield _phrase(code, f"categories.{name}.label", table["label"])
    for name, table in tables["urgency"].items():
        yield _phrase(code, f"reason.{name}", table["label"])
    for name, said in tables["skills"].items():
        yield _phrase(code, f"skill.{name}", said)
    for key, written in tables["phrases"].items():
        yield _phrase(code, key, written)


def _phrase(code: str, key: str, written: str | Mapping[str, str]) -> Phrase:
    if isinstance(written, str):
        return Phrase(key=key, forms={OTHER: written}, language=code)
    forms = {form: text for form, text in written.items() if form != "by"}
    return Phrase(key=key, forms=forms, language=code, by=written["by"])
