"""Ranks offers for needs by what their words say of goods and skills; the matcher adds place and people.

    score ~ sqrt((THINGS + cover) · (WORDS + likeness))

`cover` is how much of what is asked the offer gives, `likeness` how alike the words are. Both have to speak
for a pair; the two constants say how much one may stand alone. docs/decisions has the figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ingest.ranking.cover import cover, enough, given
from ingest.ranking.likeness import Terms, grams
from ingest.ranking.message import Message, message_of
from ingest.ranking.why import why
from ingest.shapes import Reading

Row: TypeAlias = npt.NDArray[np.float64]
THINGS = 0.2
WORDS = 0.05
BLOCK = 256  # needs at a time, so that memory stays small
FOREIGN = 0.1  # likeness across languages, where nothing of the need's own language is there to tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well an offer fits a need, 0 to 1, and why, in a line of English."""

    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One line of a ranking: places of the need and the offer in what was given, rank from 1, and the fit."""

    need: int
    offer: int
    rank: int
    fit: Fit


def rank(needs: Sequence[Reading], offers: Sequence[Reading], top: int = 50) -> list[Match]:
    """List the best `top` offers of every need, in the order of the needs; equal offers stay in theirs.

    How rare a word or thing is, is counted among these needs and offers: give all that are open, not a pair.
    """
    asking, giving = [message_of(need) for need in needs], [message_of(offer) for offer in offers]
    terms = Terms([grams(need.words) for need in asking], [grams(offer.words) for offer in giving])
    spoken = Terms([need.words for need in asking], [offer.words for offer in giving])
    found = []
    for at, scores in enumerate(_scores(asking, giving, terms)):
        order = np.argsort(-scores, kind="stable")[:top]
        for place, offer in enumerate(order.tolist(), start=1):
            reason = why(asking[at], giving[offer], spoken)
            fit = Fit(score=round(float(scores[offer]), 4), why=reason)
            found.append(Match(need=at, offer=offer, rank=place, fit=fit))
    return found


def fit(need: Reading, offer: Reading) -> Fit:
    """Judge one pair by itself; every word then counts as equally rare, so `rank` tells more."""
    return rank([need], [offer], 1)[0].fit


def fits(need: Message, offers: Sequence[Message]) -> list[float]:
    """Judge some offers for one need, in their order and without reasons: for who asks at every need."""
    if not offers:
        return []
    terms = Terms([grams(need.words)], [grams(offer.words) for offer in offers])
    return [round(float(score), 4) for score in next(_scores([need], offers, terms))]


def _scores(needs: Sequence[Message], offers: Sequence[Message], terms: Terms) -> Iterator[Row]:
    if not offers:
        yield from (np.zeros(0) for _ in needs)
        return
    answers = given(offers)
    tongues = np.array([offer.language for offer in offers])
    for first in range(0, len(needs), BLOCK):
        block = needs[first : first + BLOCK]
        covers = cover(block, answers) * enough(block, offers)
        for at, need in enumerate(block):
            alike = _across(terms.likeness(first + at), covers[at], tongues == need.language)
            yield _score(covers[at], alike)


def _across(alike: Row, covered: Row, own: npt.NDArray[np.bool_]) -> Row:
    """Give offers in other languages the usual likeness of those in the need's own: no words can be alike."""
    fitting = alike[own & (covered > 0)]
    usual = float(fitting.mean()) if fitting.size else FOREIGN
    return np.where(own | (covered == 0), alike, np.maximum(alike, usual))


def _score(covered: Row, alike: Row) -> Row:
    """Put both together, stretched so that nothing in common is 0 and everything 1."""
    least, most = np.sqrt(THINGS * WORDS), np.sqrt((1 + THINGS) * (1 + WORDS))
    both = np.sqrt((THINGS + covered) * (WORDS + alike))
    return np.asarray(((both - least) / (most - least)).clip(0, 1))
