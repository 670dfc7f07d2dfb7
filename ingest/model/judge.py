"""Says what the learned weights make of a text: for each head a chance, and the words that speak for it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ingest.model.features import LETTERS, PAIRS, Rows, Seen, letter_rows, pair_rows, sign_rows
from ingest.model.weights import Table, Weights, group_of

LOUD = (1.5, 1.0, 1.5)  # how loud letters, pairs and signs speak beside one another
UNKNOWN = "und"
# of the held-back texts with a chance above 0.96, 95 of 100 were right: a crowd's labels are no surer
SUREST = 0.95
WORDS_KEPT = 65_536  # words whose sums are remembered

Floats = npt.NDArray[np.float32]
Logits = npt.NDArray[np.float64]
Sums = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """A text in numbers: `rows` of all tables laid end to end, letters first, and what stands in each."""

    rows: Rows
    values: Floats


class Addition(Protocol):
    """Something learned on top of the weights."""

    def logits(self, vector: Vector) -> Logits:
        """Give what is added to each head's logit."""
        ...


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one head thinks of a text: the chance that it applies, and whether that is enough to say so."""

    chance: float
    asserted: bool


class Judge:
    """The weights, ready to be asked; it remembers words that it has met, and never changes otherwise."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._letters, self._pairs, self._signs = weights.whole.tables
        self._scale: Logits = self._letters.scale.astype(np.float64)
        self._at = {head: at for at, head in enumerate(weights.heads)}
        self._word = lru_cache(maxsize=WORDS_KEPT)(self._sum_of_word)

    def opinions(self, seen: Seen, language: str, *, addition: Addition | None = None) -> dict[str, Opinion]:
        """Ask every head about a text in a language; in one that was not taught, by the signs alone."""
        alone, group = not self.knows(language), group_of(language)
        route = self.weights.signs if alone else self.weights.whole
        logits = self.logits(seen, alone=alone)
        if addition is not None:
            logits = logits + addition.logits(vector(seen))
        chances = np.minimum(1 / (1 + np.exp(-(route.slope[group] * logits + route.offset[group]))), SUREST)
        asserted = chances >= route.least[group]
        return {
            head: Opinion(round(chance, 3), sure)
            for head, chance, sure in zip(
                self.weights.heads, chances.tolist(), asserted.tolist(), strict=True
            )
        }

    def knows(self, language: str) -> bool:
        """Tell whether the letters of a language were taught; of a text in no known one they may be."""
        return language == UNKNOWN or language in self.weights.taught

    def logits(self, seen: Seen, *, alone: bool = False) -> Logits:
        """Sum the weights of a text for each head."""
        if alone:
            route = self.weights.signs
            return route.bias + _scaled(route.tables[0], sign_rows(seen.signs), LOUD[2])
        return self.weights.whole.bias + self._whole(seen)

    def tells(self, form: str, head: str) -> float:
        """Say how much one word speaks for a head."""
        total, count = self._word(form)
        at = self._at[head]
        return float(total[at]) * float(self._scale[at]) / count

    def _whole(self, seen: Seen) -> Logits:
        total = _scaled(self._signs, sign_rows(seen.signs), LOUD[2])
        total += _scaled(self._pairs, pair_rows(seen.forms), LOUD[1])
        if seen.forms:
            words = [self._word(form) for form in set(seen.forms)]  # said twice is said once
            count = sum([count for _, count in words])
            letters = np.add.reduce(np.concatenate([part for part, _ in words]).reshape(len(words), -1))
            total += letters * (self._scale * (LOUD[0] / count**0.5))
        return total

    def _sum_of_word(self, form: str) -> tuple[Sums, int]:
        rows = letter_rows(form)
        return _sum(self._letters, rows), len(rows)


def vector(seen: Seen) -> Vector:
    """Lay a text out as one sparse row, as it was in training."""
    letters = [letter_rows(form) for form in sorted(set(seen.forms))]
    parts = (
        (np.concatenate(letters) if letters else np.empty(0, np.int32), 0, LOUD[0]),
        (pair_rows(seen.forms), LETTERS, LOUD[1]),
        (sign_rows(seen.signs), LETTERS + PAIRS, LOUD[2]),
    )
    rows = np.concatenate([part + start for part, start, _ in parts]).astype(np.int32)
    values = np.concatenate(
        [np.full(len(part), loud / max(len(part), 1) ** 0.5, np.float32) for part, _, loud in parts]
    )
    return Vector(rows, values)


def _scaled(table: Table, rows: Rows, loud: float) -> Logits:
    if not len(rows):
        return np.zeros(len(table.scale))
    scale: Logits = table.scale.astype(np.float64)
    scale *= loud / len(rows) ** 0.5
    return _sum(table, rows) * scale


def _sum(table: Table, rows: Rows) -> Sums:
    """Add rows up as they are stored, in whole numbers; what they are worth is said once for all of them."""
    total: Sums = np.add.reduce(table.rows.take(rows, axis=0), axis=0, dtype=np.int32)
    return total
