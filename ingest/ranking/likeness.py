"""How alike two texts are: the cosine of their terms, rare terms counting more. Nothing here knows goods."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
SIZES = (3, 4, 5)  # letters: short enough for a slip of the thumb, long enough to mean something
COMMON = 100  # texts of which more than one has a common term


def grams(words: Iterable[str]) -> list[str]:
    """Cut words into runs of letters, «<wa» «wat» … «ter>»: endings and slips keep most of them."""
    bounded = (f"<{word}>" for word in words)
    return [word[at : at + size] for word in bounded for size in SIZES for at in range(len(word) - size + 1)]


class Terms:
    """The terms of all needs and offers at hand, from which a term's rarity is known."""

    def __init__(self, needs: Sequence[Iterable[str]], offers: Sequence[Iterable[str]]) -> None:
        counted_needs = [Counter(terms) for terms in needs]
        counted_offers = [Counter(terms) for terms in offers]
        seen = Counter(term for counts in (*counted_needs, *counted_offers) for term in counts)
        self._texts = len(needs) + len(offers)
        self._seen = seen
        self._needs = [self._weigh(counts) for counts in counted_needs]
        postings: dict[str, tuple[list[int], list[float]]] = {}
        for at, counts in enumerate(counted_offers):
            for term, weight in self._weigh(counts).items():
                rows, weights = postings.setdefault(term, ([], []))
                rows.append(at)
                weights.append(weight)
        self._offers = len(offers)
        self._postings = {
            term: (np.array(rows, dtype=np.intp), np.array(weights))
            for term, (rows, weights) in postings.items()
        }

    def likeness(self, need: int) -> npt.NDArray[np.float64]:
        """Compare one need with every offer: 0 nothing in common, 1 the same terms."""
        shared = [
            (weight, *self._postings[term])
            for term, weight in self._needs[need].items()
            if term in self._postings
        ]
        if not shared:
            return np.zeros(self._offers)
        rows = np.concatenate([rows for _, rows, _ in shared])
        parts = np.concatenate([weight * weights for weight, _, weights in shared])
        return np.bincount(rows, weights=parts, minlength=self._offers).clip(0, 1)

    def rarity(self, term: str) -> float:
        """Tell how much a term counts: 1 when every text has it."""
        return math.log((1 + self._texts) / (1 + self._seen[term])) + 1

    def is_rare(self, term: str) -> bool:
        """Tell whether a term says something: hardly a text in a hundred has it. Two may always share it."""
        return self._seen[term] <= max(2, self._texts / COMMON)

    def _weigh(self, counts: Counter[str]) -> dict[str, float]:
        raw = {term: (1 + math.log(count)) * self.rarity(term) for term, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values()))
        return {term: weight / length for term, weight in raw.items()}
