"""One language's file: the words that people use in it, and the sentences that we say in it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeAlias

from ingest.catalog.glue import Glue
from ingest.catalog.lexicon import Entry, Kind
from ingest.catalog.phrase import OTHER, Phrase
from ingest.catalog.sights import Sights

Written: TypeAlias = tuple[str, Entry]

# what helpers say of themselves; looked for in offers alone: elsewhere «car» and «after» are plain words
_OF_HELPERS = {
    "trades": Kind.TRADE,
    "vehicles": Kind.VEHICLE,
    "hours": Kind.WHEN,
    "tongues": Kind.TONGUE,
}

# a list of words may be split by strength: in `words` each is enough alone, in `hints` none is
_STRENGTHS = (("words", True), ("hints", False))
_NAMED = {
    "categories": Kind.CATEGORY,
    "intents": Kind.INTENT,
    "urgency": Kind.URGENCY,
}
_JOINING = frozenset(("truck", "hour"))  # «trucks of», «hours of»
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

    `unseen`: which entries of the file nobody who grew up with it has read yet: «answers.*»; `reviewed_by`:
    who has read the others. `prefixes`: little words that the language glues to the front of others; `glue`:
    those with which it says where; `sights`: those for landmarks that nobody names; `helpers`: what helpers
    say of themselves.
    """

    code: str
    endonym: str
    plurals: tuple[str, ...]
    reviewed_by: tuple[str, ...]
    unseen: tuple[str, ...]
    prefixes: tuple[str, ...]
    glue: Glue
    sights: Sights
    keys: frozenset[str]
    entries: tuple[Written, ...]
    helpers: tuple[Written, ...]
    answers: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, Phrase]

    def is_seen(self, key: str) -> bool:
        """Tell whether a native speaker has read an entry of the file: «phrases.ask», «answers.yes»."""
        return not any(fnmatchcase(key, pattern) for pattern in self.unseen)


def read_language_file(path: Path) -> Language:
    """Read one language from its file; the file's name is its code."""
    code = path.stem
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return Language(
        code=code,
        endonym=tables["endonym"],
        plurals=tuple(tables["plurals"]),
        reviewed_by=tuple(tables["reviewed_by"]),
        unseen=tuple(tables["unseen"]),
        prefixes=tuple(_split(tables.get("prefixes", ""))),
        glue=Glue.of(
            _split(tables.get("prefixes", "")),
            inside=tables["relations"]["in"],
            ends=_split(tables.get("endings", "")),
            kinds=tables["places"]["kind"],
            whole=tables.get("whole", ""),
        ),
        sights=Sights.of_table(tables["sights"], enters=tables["relations"]["in"]),
        keys=frozenset(_keys(tables)),
        entries=tuple(_entries(code, tables)),
        helpers=tuple(_helpers(code, tables)),
        answers={name: tuple(_split(words)) for name, words in tables["answers"].items()},
        phrases={phrase.key: phrase for phrase in _phrases(code, tables)},
    )


def _keys(tables: Mapping[str, object]) -> Iterator[str]:
    """Name every entry as `unseen` does: «common», «answers.yes», «categories.water.words»."""
    for table, entries in tables.items():
        if not isinstance(entries, Mapping):
            yield table
            continue
        for name, entry in entries.items():
            if table in _NAMED and isinstance(entry, Mapping):
                yield from (f"{table}.{name}.{part}" for part in entry)
            else:
                yield f"{table}.{name}"


def _split(listed: str) -> Iterator[str]:
    """Split a list of words as people write them: with commas, over lines."""
    for word in listed.replace("\n", ",").split(","):
        if word.strip():
            yield word.strip()


def _entries(code: str, tables: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Written]:
    for table, kind in _NAMED.items():
        for name, lists in tables[table].items():
            for part, strong in _STRENGTHS:
                entry = Entry(kind, name, code, strong)
                yield from ((word, entry) for word in _split(lists.get(part, "")))
    for table, kind in _LISTED.items():
        for name, listed in tables[table].items():
            entry = Entry(kind if name != "never" else Kind.NOWHERE, name, code)
            yield from ((word, entry) for word in _split(str(listed)))
    entry = Entry(Kind.COMMON, "", code)
    yield from ((word, entry) for word in str(tables["common"]).split())


def _helpers(code: str, tables: Mapping[str, Mapping[str, str]]) -> Iterator[Written]:
    for table, kind in _OF_HELPERS.items():
        for name, listed in tables[table].items():
            entry = Entry(kind, name, code)
            yield from ((word, entry) for word in _split(listed))


def _phrases(code: str, tables: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Phrase]:
    for name, table in tables["categories"].items():
        entry = f"categories.{name}"
        yield _phrase(code, f"category.{name}", table["noun"], entry=f"{entry}.noun")
        yield _phrase(code, f"{entry}.label", table["label"], entry=f"{entry}.label")
    for name, table in tables["urgency"].items():
        yield _phrase(code, f"reason.{name}", table["label"], entry=f"urgency.{name}.label")
    for name, said in tables["skills"].items():
        yield _phrase(code, f"skill.{name}", said, entry=f"skills.{name}")
    for name, listed in tables["units"].items():
        # the first that is a whole word; «trucks of» joins what a list in brackets must not
        whole = [word for word in _split(str(listed)) if "*" not in word]
        if whole and name not in _JOINING:
            yield _phrase(code, f"unit.{name}", whole[0], entry=f"units.{name}")
    for key, written in tables["phrases"].items():
        yield _phrase(code, key, written, entry=f"phrases.{key}")


def _phrase(code: str, key: str, written: str | Mapping[str, str], *, entry: str) -> Phrase:
    if isinstance(written, str):
        return Phrase(key=key, forms={OTHER: written}, language=code, entry=entry)
    forms = {form: text for form, text in written.items() if form != "by"}
    return Phrase(key=key, forms=forms, language=code, by=written["by"], entry=entry)
