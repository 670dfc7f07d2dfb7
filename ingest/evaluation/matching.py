"""Which share of the pairs that people judged to fit a ranking puts near the top.

Such pairs are a sample of many that fit, so the other offers on top are not wrong: recall is all there is.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.ranking.likeness import Terms

DEPTHS = (5, 10, 50)
DRAWS = 2000
SEED = 1
_WORD = re.compile(r"\w\w+")


@dataclass(frozen=True, slots=True)
class Measured:
    """Recall at one depth, with the interval that holds 95 % of the draws of other needs."""

    depth: int
    recall: float
    low: float
    high: float


def measure(ranked: Mapping[str, Sequence[str]], gold: Mapping[str, Collection[str]]) -> list[Measured]:
    """Count the judged offers within each depth; needs are drawn again, as pairs of one go together."""
    judged = np.array([len(offers) for offers in gold.values()])
    draws = np.random.default_rng(SEED).integers(len(gold), size=(DRAWS, len(gold)))
    measured = []
    for depth in DEPTHS:
        found = np.array(
            [sum(o in offers for o in ranked.get(need, ())[:depth]) for need, offers in gold.items()]
        )
        drawn = found[draws].sum(axis=1) / judged[draws].sum(axis=1)
        low, high = np.quantile(drawn, (0.025, 0.975))
        measured.append(Measured(depth, float(found.sum() / judged.sum()), float(low), float(high)))
    return measured


def by_likeness(needs: Mapping[str, str], offers: Mapping[str, str], top: int) -> dict[str, list[str]]:
    """Rank by nothing but the cosine of all words, the yardstick."""
    terms = Terms([_words(text) for text in needs.values()], [_words(text) for text in offers.values()])
    names = list(offers)
    orders = (np.argsort(-terms.likeness(at), kind="stable")[:top] for at in range(len(needs)))
    return {need: [names[at] for at in order] for need, order in zip(needs, orders, strict=True)}


def _words(text: str) -> list[str]:
    return [found.group() for found in _WORD.finditer(text.casefold())]
