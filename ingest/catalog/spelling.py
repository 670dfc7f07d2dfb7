"""Guesses how a word of the catalog looks after a road that loses accents, or letters with them."""

import re
from collections.abc import Iterator

from ingest.letters import fold

_TWIN = re.compile(r"([^\W\d_])\1")
_RUN = re.compile(r"[^\x00-\x7f]+")
_VOWELS = "aeiou"
LEAST_LEFT = 0.5  # of a word's letters: too many of «şişe» are lost with their accents
SHORTEST_GUESS = 3
PLAIN, LOST, DROPPED = range(3)  # a form is taken for the word with the lowest rank


def cut(phrase: str) -> Iterator[tuple[str, str]]:
    """Cut a phrase of the catalog as a text is cut, each word beside its spelling; «medik*» stays a stem."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        yield from ((word, word) for word in phrase.lower().split())
        return
    bare = phrase.rstrip("*")
    folded = fold(bare)
    places = list(folded.words())
    for first, stop in places:
        star = "*" if bare != phrase and (first, stop) == places[-1] else ""
        spelled = bare[folded.origin[first] : folded.end(stop, length=len(bare))]
        yield folded.text[first:stop] + star, spelled


def spellings(word: str, spelled: str) -> Iterator[tuple[int, str]]:
    """Give each form a word may arrive in, and how far-fetched it is."""
    if word.endswith("*"):
        return
    yield PLAIN, word
    if spelled.isascii() or not word.isascii():
        return
    dropped = _RUN.sub("", spelled)
    left = len(dropped) / len(spelled)
    if left >= LEAST_LEFT:
        yield LOST, fold(_RUN.sub("?", spelled)).text
    if left > LEAST_LEFT and len(dropped) > 1:
        yield DROPPED, fold(dropped).text


def doubled(form: str) -> str:
    """Take a letter drawn out («dloo») for a single one."""
    return _TWIN.sub(r"\1", form)


def vowels_lost(form: str) -> Iterator[str]:
    """Fill a lost letter with each vowel: people write accents where the standard has none."""
    if form.count("?") == 1 and len(form) >= SHORTEST_GUESS:
        yield from (form.replace("?", vowel) for vowel in _VOWELS)
