"""Tells which language a text is in, from the words it shares with each."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.catalog import STRANGE, Hits, Kind
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

    def keep(self, hits: Hits, *, around: tuple[str, ...] = ()) -> Hits:
        """Drop words of languages that the text is surely not in: «pain» hurts in English alone.

        A street keeps the language of who named it: «we are at Ri Jasmin», where Kreyòl is spoken `around`.
        """
        spoken = {language for language, share in self.shares.items() if share >= KEPT}
        return Hits(
            [
                hit
                for hit in hits
                if (hit.language in spoken and hit.kind is not Kind.SLIP)
                or (hit.language in around and hit.kind is Kind.PLACE and hit.name == "kind")
            ]
        )


def read_language(
    words: Words, hits: Hits, *, known: tuple[str, ...], expected: tuple[str, ...] = ()
) -> Tongue:
    """Weigh the languages in `known`; those `expected` by the incident a little more, the first most."""
    speak = _speakers(words, hits)
    said, covers = _evidence(words, speak, known)
    scores = said | {
        language: said[language] + PRIOR / (1 + 0.2 * rank)
        for rank, language in enumerate(expected)
        if covers.get(language)
    }
    shares = _shares({language: scores[language] for language in known})
    top = max(said.values())
    if top < LEAST and len(speak) <= BARE:
        return _expected(said, shares, expected, told=top > 0)
    weighed = _shares(scores)
    best = max(weighed, key=lambda language: weighed[language])
    cover = covers[best] / len(speak) if speak else 0.0
    if best == STRANGE or cover < ENOUGH:
        return Tongue(UNKNOWN, round(weighed[best] if best == STRANGE else 1 - cover, 2), shares)
    if weighed[best] < LIKELY:
        return _expected(said, shares, expected, told=True)
    return Tongue(best, round(weighed[best] * min(1.0, 0.5 + cover), 2), shares)


def _speakers(words: Words, hits: Hits) -> dict[int, set[str]]:
    """Give for each word that can tell a language those that have it; digits and codes cannot."""
    coded = _coded(words)
    if coded:  # «na3am» looks like a code and is a yes
        coded -= {at for hit in hits if hit.stop > hit.first + 1 for at in range(hit.first, hit.stop)}
    speak: dict[int, set[str]] = {
        at: set() for at, word in enumerate(words.all) if not word.form[0].isdecimal() and at not in coded
    }
    for hit in hits:
        # «Port de Paix» has its «de» in every language
        if hit.name != "inside" and hit.kind is not Kind.SLIP:
            for at in range(hit.first, hit.stop):
                if at in speak:
                    speak[at].add(hit.language)
    return speak


def _coded(words: Words) -> frozenset[int]:
    """Find the letters that are part of a case's code: «K7F3» is in no language."""
    if not words.numbered:
        return frozenset()
    coded: set[int] = set()
    first = 0
    for stop in range(1, len(words.all) + 1):
        if stop < len(words.all) and words.all[stop].start == words.all[stop - 1].end:
            continue
        # letters and digits typed together are two words
        run = words.all[first:stop] if 1 < stop - first <= LONGEST else ()
        if run and looks_like_reference("".join(word.form for word in run)):
            coded.update(range(first, stop))
        first = stop
    return frozenset(coded)


def _evidence(
    words: Words, speak: Mapping[int, set[str]], known: tuple[str, ...]
) -> tuple[dict[str, float], dict[str, int]]:
    """Add up what the words tell for each language, and how many it has; a word of one alone tells most."""
    said = dict.fromkeys((*known, STRANGE), 0.0)
    covers = dict.fromkeys(said, 0)
    for at, languages in speak.items():
        if languages:
            form = words.all[at].form
            worth = (1 - (len(languages) - 1) / len(said)) ** 2
            if len(form) == 1 and form.isascii():
                worth *= ONE_LETTER
            for language in languages:
                said[language] += worth
                covers[language] += 1
    return said, covers


def _expected(
    said: Mapping[str, float], shares: Mapping[str, float], expected: tuple[str, ...], *, told: bool
) -> Tongue:
    """Choose where the words tell next to nothing: digits, a code, a name, an «ok»."""
    ours = [language for language in expected if language in shares]
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
