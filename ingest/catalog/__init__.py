"""Every word that Konbit reads or says, in every language that has a file in `languages/`."""

import gc
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.catalog.category import Category, read_categories, read_reasons
from ingest.catalog.glue import NO_GLUE, Glue
from ingest.catalog.language import Language, read_language_file
from ingest.catalog.lexicon import STRANGE, Entry, Hit, Hits, Kind, Lexicon
from ingest.catalog.phrase import Phrase
from ingest.catalog.sights import NO_SIGHTS, Sights

__all__ = [
    "FALLBACK",
    "SAFETY",
    "STRANGE",
    "Catalog",
    "Category",
    "Hit",
    "Hits",
    "Kind",
    "Language",
    "Lexicon",
    "load_catalog",
]

LANGUAGES = Path(__file__).parent / "languages"
STRANGERS = Path(__file__).parent / "strangers.toml"
FALLBACK = "en"
# a mistake in these may cost a life: until a native speaker has read them, the English stands beside them
SAFETY = frozenset(("help", "receipt.emergency", "unsafe.asker", "unsafe.helper", "yes.safety"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The words of all languages. Nobody keeps a list of languages: the folder is the list."""

    languages: Mapping[str, Language]
    categories: Mapping[str, Category]
    reasons: Mapping[str, int]  # why something is urgent, and the level that follows
    lexicon: Lexicon
    helpers: Lexicon  # what helpers say of themselves; asked about offers alone

    def phrase(self, language: str, key: str, **values: object) -> str:
        """Say `key` in a language («fr-CA» is «fr»), in English where its words are missing."""
        return self._written(language, key).say(**values)

    def is_doubted(self, language: str, key: str) -> bool:
        """Tell a sentence of `SAFETY` that nobody who grew up with the language has read yet."""
        spoken = self.languages[self.nearest(language)]
        return key in SAFETY and spoken.code != FALLBACK and not spoken.is_seen(f"phrases.{key}")

    def category_name(self, language: str, name: str) -> str:
        """Name a category inside a sentence: «dlo»."""
        return self.phrase(language, f"category.{name}")

    def category_label(self, language: str, name: str) -> str:
        """Name a category on a button: «Dlo»."""
        return self.phrase(language, f"categories.{name}.label")

    def skill_name(self, language: str, name: str) -> str:
        """Name what a helper can do: «pote bagay»."""
        return self.phrase(language, f"skill.{name}")

    def reason_name(self, language: str, name: str) -> str:
        """Name why something is urgent: «timoun»."""
        return self.phrase(language, f"reason.{name}")

    def command_words(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """Give the words that people text as commands; the first of each is the one we tell them."""
        return self.languages[self.nearest(language)].answers

    def checks(self, categories: Iterable[str]) -> tuple[str, ...]:
        """Give the keys of the questions of some kinds of need, each once: «check.daylight»."""
        known = [self.categories[name] for name in categories if name in self.categories]
        return tuple(dict.fromkeys(f"check.{key}" for one in known for key in one.checks))

    def sensitive(self, categories: Iterable[str]) -> tuple[str, ...]:
        """Keep the kinds of need that are for vetted helpers only: of the sick, of children, of danger."""
        return tuple(
            name for name in categories if name in self.categories and self.categories[name].sensitive
        )

    def is_risky(self, categories: Iterable[str]) -> bool:
        """Tell kinds of need for which nobody goes alone, or on one coordinator's word."""
        return any(self.categories[name].risky for name in categories if name in self.categories)

    def needs_person(self, categories: Iterable[str]) -> bool:
        """Tell kinds of need that a coordinator must look at before any helper is asked."""
        named = tuple(categories)
        return bool(self.checks(named)) or self.is_risky(named)

    def glue(self, language: str) -> Glue:
        """Give what a language glues to names; nothing for one that we do not have."""
        return self.languages[language].glue if language in self.languages else NO_GLUE

    def sights(self, language: str) -> Sights:
        """Give a language's words for landmarks without a name; nothing for one that we do not have."""
        return self.languages[language].sights if language in self.languages else NO_SIGHTS

    def nearest(self, language: str) -> str:
        """Find the language that we speak for a language code; English when we do not speak it."""
        code = language.replace("_", "-").partition("-")[0].lower()
        return code if code in self.languages else FALLBACK

    def _written(self, language: str, key: str) -> Phrase:
        for code in (self.nearest(language), FALLBACK):
            phrase = self.languages[code].phrases.get(key)
            if phrase is not None:
                return phrase
        raise KeyError(f"no language file has the phrase {key!r}")


@cache
def load_catalog() -> Catalog:
    """Read the catalog from its files, once."""
    collects = gc.isenabled()
    gc.disable()  # a hundred thousand new words hold no garbage, and would be gone through again and again
    try:
        return _read_catalog()
    finally:
        if collects:
            gc.enable()


def _read_catalog() -> Catalog:
    files = sorted(LANGUAGES.glob("*.toml"))
    languages = {path.stem: read_language_file(path) for path in files}
    written = [entry for language in languages.values() for entry in language.entries]
    prefixes = {code: language.prefixes for code, language in languages.items()}
    return Catalog(
        languages=languages,
        categories=read_categories(),
        reasons=read_reasons(),
        lexicon=Lexicon(
            (*written, *_strange()),
            prefixes=prefixes,
        ),
        helpers=Lexicon(
            (entry for language in languages.values() for entry in language.helpers), prefixes=prefixes
        ),
    )


def _strange() -> Iterator[tuple[str, Entry]]:
    """Give the words of other languages."""
    entry = Entry(Kind.COMMON, "", STRANGE)
    for words in tomllib.loads(STRANGERS.read_text(encoding="utf-8")).values():
        yield from ((word, entry) for word in words.split())
