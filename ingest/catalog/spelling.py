"""Guesses how a word of the catalog looks after a road that loses accents, or letters with them."""

import re
from collections.abc import Iterator

from ingest.words import WORD, fold

_TWIN = re.compile(r"([^\W\d_])\1")
_VOWELS = "aeiou"
PLAIN, LOST, DROPPED, GUESSED = range(4)  # a form is taken for the word with the lowest rank


def spellings(phrase: str, words: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Give each form a word may arrive in, how far-fetched it is, and the word itself."""
    accented = [found.group() for found in WORD.finditer(phrase.rstrip("*").replace("’", "'"))]
    for word, original in zip(words, accented, strict=True):
        if word.endswith("*"):
            continue
        yield PLAIN, word, word
        if not original.isascii():
            yield from _without_accents(word, original)
        yield from _without_a_vowel(word)


def doubled(form: str) -> str:
    """Take a letter drawn out («dloo») for a single one."""
    return _TWIN.sub(r"\1", form)


def _without_accents(word: str, original: str) -> Iterator[tuple[int, str, str]]:
    lost = "".join(c if c.isascii() else "?" for c in original)
    dropped = "".join(c for c in original if c.isascii())
    yield LOST, fold(lost).text, word
    if len(dropped) > 1:
        yield DROPPED, fold(dropped).text, word


def _without_a_vowel(word: str) -> Iterator[tuple[int, str, str]]:
    # people write accents where the standard has none, and those get lost as well
    if len(word) < 3:
        return
    for at, letter in enumerate(word):
        if letter in _VOWELS:
            yield GUESSED, f"{word[:at]}?{word[at + 1 :]}", word
