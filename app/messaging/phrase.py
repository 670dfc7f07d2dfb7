"""What we say, as a key of the catalog and its values, until it is put into somebody's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.catalog import FALLBACK, load_catalog


@dataclass(frozen=True, slots=True)
class Phrase:
    """A catalog key and its values. A value that is itself a `Phrase` is said in the same language."""

    key: str
    values: "dict[str, str | int | float | Phrase]"


def phrase(key: str, **values: "str | int | float | Phrase") -> Phrase:
    """Name something to say."""
    return Phrase(key, values)


def in_language(what: Phrase, language: str) -> str:
    """Put a phrase into words, the phrases inside it first."""
    values = {
        name: in_language(value, language) if isinstance(value, Phrase) else value
        for name, value in what.values.items()
    }
    return load_catalog().phrase(language, what.key, **values)


def doubted(what: Sequence[Phrase], language: str) -> list[Phrase]:
    """List what keeps safe and no native speaker has read: it is said in English as well."""
    return [one for one in what if load_catalog().is_doubted(language, one.key)]


def in_words(what: Sequence[Phrase], language: str) -> str:
    """Say phrases one after the other, the doubted ones in English below."""
    said = " ".join(in_language(one, language) for one in what)
    return "\n".join([said, *(in_language(one, FALLBACK) for one in doubted(what, language))])
