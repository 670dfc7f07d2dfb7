"""Finds two names that a text joins into one place: «between A and B», «corner of A and B», «A x B»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from geo.gazetteer.around import Near, words_after, words_before
from geo.gazetteer.keys import Gram
from geo.gazetteer.question import Question
from geo.gazetteer.relation_words import MOST_WORDS, Phrase, Relation, folded, relation_words
from geo.gazetteer.words import HEADS, SHORT

FARTHEST = 40  # characters between two names that one word joins
AND, CROSS = "and", "cross"
GLUED = "و"  # Arabic writes its «and» in one with the name
_SIGNS = {"/": CROSS, "&": AND, "+": AND, "×": CROSS, "-": AND, "–": AND}
_ENDS = re.compile(r"[;:!?()\n]")
_DOTTED = re.compile(r"(\w*)\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Two names and what joins them, `between` or `crossing`; `word`: the one that says so."""

    relation: Relation
    word: str
    grams: tuple[Gram, Gram]


def between(question: Question, hits: Sequence[Gram]) -> Joined | None:
    """Say which two of the names in a text are joined: the longest such names, the first such pair."""
    ordered = sorted(set(hits), key=lambda gram: (gram.first, gram.last))
    joined = (_joined(question, first, second) for first, second in _neighbours(ordered))
    return max(filter(None, joined), key=_reach, default=None)


def _neighbours(ordered: Sequence[Gram]) -> Iterator[tuple[Gram, Gram]]:
    """Pair each name with those that begin soon behind it: a long text has too many pairs to try them all."""
    for at, first in enumerate(ordered):
        for second in islice(ordered, at + 1, None):
            if second.start - first.end > FARTHEST:
                break
            yield first, second


def _reach(joined: Joined) -> tuple[int, int]:
    first, second = joined.grams
    return first.last - first.first + second.last - second.first, -first.first


def _joined(question: Question, first: Gram, second: Gram) -> Joined | None:
    gap = question.text[first.end : second.start]
    if not 0 < len(gap) <= FARTHEST:
        return None
    how, word = _how(gap, glued=question.text.startswith(GLUED, second.start))
    if not how:
        return None
    relation, told = _around(question, first, second)
    if relation is None and how == CROSS:
        relation, told = Relation.CROSSING, word
    if relation is None:
        return None
    return Joined(relation=relation, word=told, grams=(first, second))


@lru_cache(maxsize=512)  # the names that end and begin there share it
def _how(gap: str, *, glued: bool) -> tuple[str, str]:
    """Tell what joins two names, a word for «and» or one for «crosses»; '' where they are not joined."""
    if _ends(gap):
        return "", ""
    found = [(how, sign) for sign, how in _SIGNS.items() if sign in gap]
    left, at = folded(gap), 0
    while at < len(left):
        size, how = _joint(left, at)
        if how:
            found.append((how, " ".join(left[at : at + size])))
        elif not _passes(left[at]):
            return "", ""
        at += size or 1
    if glued:
        found.append((AND, GLUED))
    how, word = max(found, key=lambda joint: joint[0] == CROSS, default=("", ""))
    return ("", "") if "," in gap and (how == AND or word in _SIGNS) else (how, word)


def _ends(gap: str) -> bool:
    """Tell the end of a sentence from the dot of «esq.» and «av.»."""
    return _ENDS.search(gap) is not None or any(folded(word) not in _short() for word in _DOTTED.findall(gap))


@cache
def _short() -> frozenset[Phrase]:
    return relation_words().crosses | {(word,) for word in SHORT}


def _passes(word: str) -> bool:
    """Tell an article, a house number and a «street», which may stand before either name."""
    return word in relation_words().little or word[0].isdigit() or SHORT.get(word, word) in HEADS


def _joint(words: Sequence[str], at: int) -> tuple[int, str]:
    tables = relation_words()
    for size in range(min(MOST_WORDS, len(words) - at), 0, -1):
        phrase = tuple(words[at : at + size])
        if phrase in tables.crosses:
            return size, CROSS
        if phrase in tables.joins:
            return size, AND
    return 0, ""


def _around(question: Question, first: Gram, second: Gram) -> tuple[Relation | None, str]:
    """Look for «between» and «corner of» before the first name and behind the second."""
    tables = relation_words()
    for words, side, betweens in (
        (words_before(question, first), tables.before, _betweens()[0]),
        (words_after(question, second), tables.after, _betweens()[1]),
    ):
        for relation, phrases in ((Relation.CROSSING, side.crossing), (Relation.BETWEEN, betweens)):
            found = _reached(words, phrases)
            if found:
                start, end = min(near.start for near in found), max(near.end for near in found)
                return relation, question.text[start:end]
    return None, ""


@cache
def _betweens() -> tuple[frozenset[Phrase], frozenset[Phrase]]:
    """The ways to say «between», before the first name and behind the second."""
    before, after = (
        frozenset(phrase for phrase, relation in side.relations.items() if relation is Relation.BETWEEN)
        for side in (relation_words().before, relation_words().after)
    )
    return before, after


def _reached(words: Sequence[Near], phrases: frozenset[Phrase]) -> Sequence[Near]:
    """Find a phrase that only articles, numbers and «street» part from the name."""
    for at, near in enumerate(words):
        for size in range(min(MOST_WORDS, len(words) - at), 0, -1):
            found = words[at : at + size]
            if tuple(part.word for part in found) in phrases:
                return found
        if not _passes(near.word):
            return ()
    return ()
