"""Tells which language a text is in, from the words it shares with each."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.catalog import Hit, Kind
from ingest.words import Words

UNKNOWN = "und"
ENOUGH = 0.2  # of the words must be known, or it is a language that we do not have
SHARP = 1.6  # how fast evidence turns into certainty; by hand, from the incident's own mixed texts
PRIOR = 1.0  # what it counts that an incident's people speak a language
KEPT = 0.1  # a language less likely than this lends no words to the reading


@dataclass(frozen=True, slots=True)
class Tongue:
    """The likeliest language, and how likely each is."""

    language: str
    confidence: float
    shares: Mapping[str, float]

    def keep(self, hits: tuple[Hit, ...], *, around: tuple[str, ...] = ()) -> tuple[Hit, ...]:
        """Drop words of languages that the text is surely not in: «pain» hurts in English alone.

        A street keeps the language of who named it: «we are at Ri Jasmin», where Kreyòl is spoken `around`.
        """
        return tuple(
            hit
            for hit in hits
            if self.shares.get(hit.language, 0.0) >= KEPT
            or (hit.kind is Kind.PLACE and hit.name == "kind" and hit.language in around)
        )


def read_language(
    words: Words, hits: tuple[Hit, ...], *, known: tuple[str, ...], expected: tuple[str, ...] = ()
) -> Tongue:
    """Weigh the languages in `known`; those `expected` by the incident a little more, the first most."""
    covered: dict[str, set[int]] = {language: set() for language in known}
    for hit in hits:
        covered[hit.language].update(range(hit.first, hit.stop))
    shared = Counter(at for places in covered.values() for at in places)
    worth = [
        (1 - (count - 1) / len(known)) ** 2 for count in range(1, len(known) + 1)
    ]  # a word of one is worth most
    scores = {language: sum(worth[shared[at] - 1] for at in places) for language, places in covered.items()}
    for rank, language in enumerate(expected):
        if language in scores:
            scores[language] += PRIOR / (1 + 0.2 * rank)
    shares = _shares(scores)
    letters = sum(not word.form[0].isdecimal() for word in words.all)
    if not letters or not shared:
        return Tongue(UNKNOWN, 0.0, shares)
    best = max(shares, key=lambda language: shares[language])
    cover = len(covered[best]) / letters
    if cover < ENOUGH:
        return Tongue(UNKNOWN, round(1 - cover, 2), shares)
    return Tongue(best, round(shares[best] * min(1.0, 0.5 + cover), 2), shares)


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    top = max(scores.values(), default=0.0)
    weights = {language: math.exp(SHARP * (score - top)) for language, score in scores.items()}
    whole = sum(weights.values())
    return {language: weight / whole for language, weight in weights.items()}
