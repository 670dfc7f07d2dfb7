"""Words that say the place is not quite where the name is: «near», «bò kote», «2 km south of», «najik»."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.gazetteer.around import Near, amounts, longest, words_after, words_before
from geo.gazetteer.distances import distance
from geo.gazetteer.joined import Joined, between
from geo.gazetteer.keys import Gram
from geo.gazetteer.question import Question
from geo.gazetteer.relation_words import Relation, Side, relation_words
from geo.gazetteer.words import HEADS, SHORT, STREETS

__all__ = ["Joined", "Related", "Relation", "between", "related"]

LOOK_BACK = 4  # words
MOST_OTHER = 2  # of these that are no articles: «near the old mill of»


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """How somebody is placed to a named place, and the `word` of the text that says so, '' for «at»."""

    relation: Relation
    word: str
    away_m: float = 0.0
    bearing: float | None = None  # degrees from the named place, for «2 km south of Aquin»


AT = Related(relation=Relation.AT, word="")


@lru_cache(maxsize=512)  # asked for every place that bears the name
def related(question: Question, gram: Gram) -> Related:
    """Read what the words before a name, or else those behind it, say about being there.

    A direction without a distance has `away_m` 0; a distance without one has no `bearing`.
    """
    sides = relation_words()
    before = _on_side(question, words_before(question, gram), sides.before, behind=False)
    if before is not AT:
        return before
    return _on_side(question, words_after(question, gram), sides.after, behind=True)


def _on_side(question: Question, words: Sequence[Near], side: Side, *, behind: bool) -> Related:
    if not words:
        return AT
    near = _behind(question, words, side) if behind else _before(question, words, side)
    far = distance(words, side, amounts(question.text), behind=behind)
    if far is None:
        return near
    if near is AT or far.bearing is not None:
        word = _typed(question, words[: far.words])
        return Related(relation=Relation.DIRECTION, word=word, away_m=far.metres, bearing=far.bearing)
    return replace(near, away_m=far.metres)


def _before(question: Question, words: Sequence[Near], side: Side) -> Related:
    """Look back for a relation: «bò lekòl nan Jacmel» is in Jacmel, and beside the school."""
    tables = relation_words()
    other = 0
    for at, near in enumerate(words[:LOOK_BACK]):
        size, relation = longest(words, at, side.relations)
        if relation is not None and _is_close(words, at, size):
            return Related(relation=relation, word=_typed(question, words[at : at + size]))
        if near.word in tables.inside:
            break
        if near.word not in tables.little:
            other += 1
            if other > MOST_OTHER or SHORT.get(near.word, near.word) in HEADS:
                break
    return _street(question, words[0])


def _behind(question: Question, words: Sequence[Near], side: Side) -> Related:
    """Look on over suffixes and articles: «Ulu Cami'nin arkasında»."""
    tables = relation_words()
    for at, near in enumerate(words[:LOOK_BACK]):
        size, relation = longest(words, at, side.relations)
        if relation is not None:
            phrase = tuple(part.word for part in reversed(words[at : at + size]))
            if phrase in tables.before.relations and at + size < len(words):
                break  # «Delmas an fas lekòl la»: it goes on to another place
            return Related(relation=relation, word=_typed(question, words[at : at + size]))
        if near.word not in tables.little:
            break
    return AT


def _is_close(words: Sequence[Near], at: int, size: int) -> bool:
    """Tell whether a word that means a place only right before its name stands there."""
    tables = relation_words()
    phrase = tuple(near.word for near in reversed(words[at : at + size]))
    return phrase not in tables.tight or all(near.word in tables.little for near in words[:at])


def _street(question: Question, near: Near) -> Related:
    """The street that is named for a place is not the place."""
    if SHORT.get(near.word, near.word) in STREETS:
        return Related(relation=Relation.NEAR, word=_typed(question, [near]))
    return AT


def _typed(question: Question, words: Sequence[Near]) -> str:
    return question.text[min(near.start for near in words) : max(near.end for near in words)]
