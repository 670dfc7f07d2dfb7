"""What one text asks of the gazetteer: its words, its runs of words, and what came back for them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.gazetteer.keys import Gram, Unit, exact_key, ngrams, units, usable_sound
from geo.gazetteer.named import Named
from geo.gazetteer.numbers import Numbered, number_of

MOST_MENTIONS = 3  # of one name: who says it again says nothing new by it
SENTENCE_ENDS = re.compile(r"[.,;:!?()/\n]")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place at one spot of the text."""

    gram: Gram
    named: Named


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """A text cut up once, so that the query and the choice look at the same words.

    It equals itself alone, so that what is read out of it can be kept for the next place of the same name.
    """

    text: str
    units: Sequence[Unit]
    grams: Sequence[Gram]

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Every key to look up, with how it is compared, each once."""
        wanted = {(gram.exact, "exact") for gram in self.grams}
        wanted |= {(gram.sound, "sound") for gram in self.grams if usable_sound(gram.sound)}
        return sorted(wanted)

    def numbers(self, named: Iterable[Named] = ()) -> list[Numbered]:
        """Every name that a number stands with, to be looked for along its street.

        Where a name sounds like one that is known, the number is looked for along that one too.
        """
        numbered = list(self._numbered())
        sounds = {gram.sound for gram, _ in numbered}
        sounding: dict[str, set[str]] = {}
        for place in named:
            if place.how == "sound" and place.key in sounds:
                sounding.setdefault(place.key, set()).add(exact_key(place.name))
        found = []
        for gram, number in numbered:
            written = self.text[gram.start : gram.end]
            for base in sorted({gram.exact, *sounding.get(gram.sound, ())}):
                found.append(Numbered(gram, base, number, f"{written} {number}"))
        return found

    def _numbered(self) -> Iterator[tuple[Gram, int]]:
        mentions: Counter[tuple[str, int]] = Counter()
        for gram in self.grams:
            number = self.number(gram)
            if number is None or any(part[0].isdecimal() for part in gram.exact.split("-")):
                continue
            mentions[gram.exact, number] += 1
            if mentions[gram.exact, number] <= MOST_MENTIONS:
                yield gram, number

    def number(self, gram: Gram) -> int | None:
        """The number that stands with a run of words, behind it or before it; None where none does."""
        return number_of(self.text, gram)

    def hits(self, named: Iterable[Named]) -> Iterator[Hit]:
        """Put the places back where their names stand, each once: by spelling rather than by sound."""
        by_key: dict[tuple[str, str], list[Named]] = {}
        for place in named:
            by_key.setdefault((place.key, place.how), []).append(place)
        mentions: Counter[str] = Counter()
        for gram in self.grams:
            mentions[gram.exact] += 1
            if mentions[gram.exact] > MOST_MENTIONS:
                continue
            spelled = by_key.get((gram.exact, "exact"), [])
            sounding = by_key.get((gram.sound, "sound"), [])
            if spelled and sounding:
                known = {place.id for place in spelled}
                sounding = [place for place in sounding if place.id not in known]
            for place in (*spelled, *sounding, *by_key.get((gram.exact, "alike"), ())):
                yield Hit(gram, place)

    def before(self, gram: Gram, back: int = 1) -> str:
        """The word so many words before a run, '' where the sentence begins or ends between."""
        return self._word(gram.first - back, gram.first)

    def after(self, gram: Gram, on: int = 1) -> str:
        """The word so many words after a run, '' where the sentence ends between."""
        return self._word(gram.last + on, gram.last)

    def _word(self, index: int, edge: int) -> str:
        if not 0 <= index < len(self.units):
            return ""
        left, right = sorted((index, edge))
        gap = self.text[self.units[left].end : self.units[right].start]
        return "" if gap != " " and SENTENCE_ENDS.search(gap) else self.units[index].folded


def ask(text: str) -> Question:
    """Cut a text up for the gazetteer."""
    words = units(text)
    return Question(text=text, units=words, grams=list(ngrams(text, words)))
