"""Tells which language a text is in, from the words it shares with each."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.catalog import STRANGE, Hit, Kind
from ingest.reference import LONGEST, looks_like_reference
from ingest.words import Words

UNKNOWN = "und"
ENOUGH = 0.2  # of the words must be known, or it is a language that we do not have
LEAST = 0.35  # evidence: with less of it in the words, what the incident expects decides alone
SHARP = 2.2  # how fast evidence turns into certainty: so that «0.9» is right nine times in ten
PRIOR = 0.7  # what it counts that an incident's people speak a language
KEPT = 0.05  # a language less likely than this lends no words to the reading
ONE_LETTER = 0.25  # what a word of one letter tells; initials and bullets are that as well
LIKELY = 0.2  # the best guess among many is none when it is less likely than this
BARE = 6  # words that may be nothing but a name
EXPECTED = 0.5  # how sure we are of the one language of an incident where the words say nothing


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
            if (hit.kind is not Kind.SLIP and self.shares.get(hit.language, 0.0) >= KEPT)
            or (hit.kind is Kind.PLACE and hit.name == "kind" and hit.language in around)
        )


def read_language(
    words: Words, hits: tuple[Hit, ...], *, known: tuple[str, ...], expected: tuple[str, ...] = ()
) -> Tongue:
    """Weigh the languages in `known`; those `expected` by the incident a little more, the first most."""
    coded = _coded(words) - {
        at for hit in hits if hit.stop > hit.first + 1 for at in range(hit.first, hit.stop)
    }
    covered: dict[str, set[int]] = {language: set() for language in (*known, STRANGE)}
    for hit in hits:
        if (
            hit.kind is not Kind.SLIP and hit.name != "inside"
        ):  # «Port de Paix» has its «de» in every language
            covered[hit.language].update(at for at in range(hit.first, hit.stop) if at not in coded)
    said = _evidence(words, covered)
    top = max(said.values())
    scores = said | {
        language: said[language] + PRIOR / (1 + 0.2 * rank)
        for rank, language in enumerate(expected)
        if covered.get(language)
    }
    shares = _shares({language: scores[language] for language in known})
    letters = sum(not word.form[0].isdecimal() for at, word in enumerate(words.all) if at not in coded)
    if top < LEAST and letters <= BARE:
        return _expected(said, shares, expected, told=top > 0)
    weighed = _shares(scores)
    best = max(weighed, key=lambda language: weighed[language])
    cover = len(covered[best]) / letters if letters else 0.0
    if best == STRANGE or cover < ENOUGH:
        return Tongue(UNKNOWN, round(weighed[best] if best == STRANGE else 1 - cover, 2), shares)
    if weighed[best] < LIKELY:
        return _expected(said, shares, expected, told=True)
    return Tongue(best, round(weighed[best] * min(1.0, 0.5 + cover), 2), shares)


def _coded(words: Words) -> frozenset[int]:
    """Find the letters that are part of a case's code: «K7F3» is in no language."""
    if not any(character.isdecimal() for character in words.text):
        return frozenset()
    coded: set[int] = set()
    first = 0
    for stop in range(1, len(words.all) + 1):
        if stop < len(words.all) and words.all[stop].start == words.all[stop - 1].end:
            continue
        size = words.all[stop - 1].end - words.all[first].start
        forms = "".join(word.form for word in words.all[first:stop]) if size <= LONGEST else ""
        if looks_like_reference(forms):
            coded.update(range(first, stop))
        first = stop
    return frozenset(coded)


def _evidence(words: Words, covered: Mapping[str, set[int]]) -> dict[str, float]:
    """Add up what the words tell for each language; a word of one language alone tells most."""
    shared = Counter(at for places in covered.values() for at in places)
    worth = {at: (1 - (count - 1) / len(covered)) ** 2 for at, count in shared.items()}
    for at in worth:
        if len(words.all[at].form) == 1 and words.all[at].form.isascii():
            worth[at] *= ONE_LETTER
    return {language: sum(worth[at] for at in places) for language, places in covered.items()}


def _expected(
    said: Mapping[str, float], shares: Mapping[str, float], expected: tuple[str, ...], *, told: bool
) -> Tongue:
    """Choose where the words tell next to nothing: digits, a code, a name, an «ok»."""
    ours = [language for language in expected if language in said]
    if told and ours:
        best = max(ours, key=lambda language: shares[language])
        return Tongue(best, round(shares[best], 2), shares)
    if len(ours) == 1:
        return Tongue(ours[0], EXPECTED, shares)
    return Tongue(UNKNOWN, 0.0, shares)


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    top = max(scores.values(), default=0.0)
    weights = {language: math.exp(SHARP * (score - top)) for language, score in scores.items()}
    whole = sum(weights.values())
    return {language: weight / whole for language, weight in weights.items()}
