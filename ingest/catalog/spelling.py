"""Guesses how a word of the catalog looks after a road that loses accents, or letters with them."""

import re
from collections.abc import Iterator, Sequence

from ingest.letters import fold, is_spelled

_TWIN = re.compile(r"([^\W\d_])\1")
_RUN = re.compile(r"[^\x00-\x7f]+")
_VOWELS = "aeiou"
LEAST_LEFT = 0.5  # of a word's letters: too many of «şişe» are lost with their accents
SHORTEST_GUESS = 3
LOST, DROPPED = range(2)  # a form is taken for the word with the lowest rank


def cut(phrase: str) -> Sequence[tuple[str, str]]:
    """Cut a phrase of the catalog as a text is cut, each word beside its spelling; «medik*» stays a stem."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return [(word, word) for word in phrase.lower().split()]
    bare = phrase.rstrip("*")
    folded = fold(bare)
    if is_spelled(folded.text):
        return [(folded.text + phrase[len(bare) :][:1], bare)]
    pairs = [
        (folded.text[first:stop], bare[folded.origin[first] : folded.end(stop, length=len(bare))])
        for first, stop in folded.words()
    ]
    if bare != phrase and pairs:
        stem, spelled = pairs[-1]
        pairs[-1] = f"{stem}*", spelled
    return pairs


def is_accented(word: str, spelled: str) -> bool:
    """Tell a word that may lose something on the road: «lekòl», and not «школа» or a stem."""
    return not spelled.isascii() and word.isascii() and not word.endswith("*")


def spellings(spelled: str) -> Iterator[tuple[int, str]]:
    """Give each form that an accented word may arrive in, and how far-fetched it is."""
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
