"""Guesses how a word of the catalog looks after a road that loses accents, or letters with them."""

import re
from collections.abc import Iterator

from ingest.letters import fold

_TWIN = re.compile(r"([^\W\d_])\1")
_RUN = re.compile(r"[^\x00-\x7f]+")
_VOWELS = "aeiou"
LEAST_LEFT = 0.5  # of a word's letters: too many of «şişe» are lost with their accents
PLAIN, LOST, DROPPED, GUESSED = range(4)  # a form is taken for the word with the lowest rank


def spellings(phrase: str, words: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Give each form a word may arrive in, how far-fetched it is, and the word itself."""
    folded = fold(phrase.rstrip("*"))
    for word, (first, stop) in zip(words, folded.words(), strict=True):
        if word.endswith("*"):
            continue
        yield PLAIN, word, word
        original = phrase[folded.origin[first] : folded.end(stop, length=len(phrase))]
        if word.isascii() and not original.isascii():
            yield from _without_accents(word, original)
        yield from _without_a_vowel(word)


def doubled(form: str) -> str:
    """Take a letter drawn out («dloo») for a single one."""
    return _TWIN.sub(r"\1", form)


def _without_accents(word: str, original: str) -> Iterator[tuple[int, str, str]]:
    lost = _RUN.sub("?", original)
    dropped = _RUN.sub("", original)
    left = len(dropped) / len(original)
    if left >= LEAST_LEFT:
        yield LOST, fold(lost).text, word
    if left > LEAST_LEFT and len(dropped) > 1:
        yield DROPPED, fold(dropped).text, word


def _without_a_vowel(word: str) -> Iterator[tuple[int, str, str]]:
    # people write accents where the standard has none, and those get lost as well
    if len(word) < 3:
        return
    for at, letter in enumerate(word):
        if letter in _VOWELS:
            yield GUESSED, f"{word[:at]}?{word[at + 1 :]}", word
