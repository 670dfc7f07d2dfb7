"""Picks the one run of a text's place words that no known name explains: it may be a name misspelt.

A look-up by likeness costs a hundred times as much as one by key, so a text has one, and only when the reader
says that these words name a place.
"""

from collections.abc import Iterable

from geo.gazetteer.keys import Gram
from geo.gazetteer.named import Named
from geo.gazetteer.question import Question
from geo.gazetteer.taught import EVERYWHERE, tells
from geo.gazetteer.words import GENERIC

SHORTEST = 5  # letters: shorter words are like too many others
LEAST_ALIKE = 0.5  # of the trigrams of both: from there on it was right more often than wrong


def leftover(question: Question, named: Iterable[Named], words: str) -> Gram | None:
    """Give the longest run of the place words without a word of a known name; None where there is none."""
    start = question.text.find(words) if words else -1
    if start < 0:
        return None
    known = {(place.key, place.how) for place in named}
    taken = {
        at
        for gram in question.grams
        if (gram.exact, "exact") in known or (gram.sound, "sound") in known
        for at in range(gram.first, gram.last + 1)
    }
    left = (
        gram
        for gram in question.grams
        if start <= gram.start
        and gram.end <= start + len(words)
        and len(gram.exact) >= SHORTEST
        and taken.isdisjoint(range(gram.first, gram.last + 1))
        and tells(gram.exact, EVERYWHERE | GENERIC)
    )
    return max(left, key=lambda gram: len(gram.exact), default=None)
