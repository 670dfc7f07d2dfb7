"""How well the words of an offer answer those of a need, by the ranking model: for the best few alone.

The categories of both are known already, so no text is judged again: only its words are looked up,
and those of an offer once.
"""

from collections.abc import Sequence
from functools import lru_cache

from app.matching.candidates import Candidate
from ingest.ranking.message import Message, message_of
from ingest.ranking.rank import fits
from ingest.shapes import Intent, Label, Reading


def words_fit(need: Message, people: Sequence[Candidate]) -> dict[int, float]:
    """Say by volunteer id how well each one's words fit, 0 to 1; who wrote nothing is left out."""
    told = [one for one in people if one.words.strip()]
    scores = fits(need, [_offer(one) for one in told])
    return {one.volunteer_id: score for one, score in zip(told, scores, strict=True)}


def _offer(candidate: Candidate) -> Message:
    language = candidate.languages[0] if candidate.languages else "und"
    return offer_words(candidate.words, language, candidate.skills)


@lru_cache(maxsize=8192)
def offer_words(text: str, language: str, categories: tuple[str, ...]) -> Message:
    """Look the words of an offer up, once: they are the same at every need near by."""
    return message_of(_said(text, language, categories, Intent.OFFER))


def need_words(text: str, language: str, categories: tuple[str, ...]) -> Message:
    """Look the words of a need up."""
    return message_of(_said(text, language, categories, Intent.NEED))


def _said(text: str, language: str, categories: tuple[str, ...], intent: Intent) -> Reading:
    """Make a reading of words whose kind of help is known."""
    labels = tuple(Label(name=name, confidence=1.0) for name in categories)
    return Reading(text=text, language=language, intent=intent, relevant=1.0, categories=labels)
