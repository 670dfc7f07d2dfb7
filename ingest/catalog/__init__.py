"""Every word that Konbit reads or says, in every language that has a file in `languages/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.catalog.category import Category, read_categories, read_reasons
from ingest.catalog.language import Language, read_language_file
from ingest.catalog.lexicon import Hit, Kind, Lexicon
from ingest.catalog.phrase import Phrase

__all__ = ["Catalog", "Category", "Hit", "Kind", "Language", "Lexicon", "load_catalog"]

LANGUAGES = Path(__file__).parent / "languages"
FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The words of all languages. Nobody keeps a list of languages: the folder is the list."""

    languages: Mapping[str, Language]
    categories: Mapping[str, Category]
    reasons: Mapping[str, int]  # why something is urgent, and the level that follows
    lexicon: Lexicon

    def phrase(self, language: str, key: str, **values: object) -> str:
        """Say `key` in a language («fr-CA» is «fr»), in English where its words are missing."""
        return self._written(language, key).say(**values)

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
    files = sorted(LANGUAGES.glob("*.toml"))
    languages = {path.stem: read_language_file(path) for path in files}
    return Catalog(
        languages=languages,
        categories=read_categories(),
        reasons=read_reasons(),
        lexicon=Lexicon(
            (entry for language in languages.values() for entry in language.entries),
            prefixes={code: language.prefixes for code, language in languages.items()},
        ),
    )
