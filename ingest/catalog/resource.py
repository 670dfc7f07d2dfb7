"""Goods, skills and vehicles by their own names: «tents», where a category says «shelter»."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.catalog.lexicon import Entry, Kind, Lexicon

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Resources:
    """What can be asked for or given: the categories of each resource, the main one first, and its words."""

    of: Mapping[str, tuple[str, ...]]
    lexicon: Lexicon


def read_resources(prefixes: Mapping[str, tuple[str, ...]]) -> Resources:
    """Read the resources of all languages; `prefixes` are the little words that a language glues on."""
    tables = tomllib.loads((HERE / "resources.toml").read_text(encoding="utf-8"))
    of = {name: tuple(table["of"].split()) for name, table in tables.items()}
    # not strong: a slip of the thumb («plans») should not turn into a thing («planes»)
    entries = (
        (word.strip(), Entry(Kind.CATEGORY, name, language, strong=False))
        for name, table in tables.items()
        for language, words in table.items()
        if language != "of"
        for word in words.split(",")
    )
    return Resources(of, Lexicon(entries, prefixes=prefixes))
