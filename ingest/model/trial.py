"""Three readers before the same texts, and how well each foretells what people say of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.model.marked import Pile, Table
from ingest.model.residual import losses

Yes = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well some readings foretell what people say: `loss` is better when small, `f1` when large."""

    loss: float
    f1: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Trial:
    """The logits of readers that have not met the senders; beside them in `pile` those that are shipped."""

    pile: Pile
    which: Yes  # the texts that count
    turned: Table  # the shipped ones, turned up or down
    after: Table  # with lessons

    def total(self, logits: Table, heads: list[int]) -> Score:
        """Score a reader on some heads together."""
        truth, weight = self._here(self.pile.truth, heads), self.pile.weight[self.which, None]
        found = self._here(logits, heads)
        asserted = found >= self._here(self.pile.least, heads)
        hit = float((weight * (asserted & (truth == 1))).sum())
        missed = float((weight * (~asserted & (truth == 1))).sum())
        false = float((weight * (asserted & (truth == 0))).sum())
        lost = float((weight * losses(found, truth)).sum())
        said, all_of_it = float((weight * np.where(np.isnan(truth), 0, 1)).sum()), 2 * hit + missed + false
        return Score(loss=lost / said if said else 0.0, f1=2 * hit / all_of_it if all_of_it else 1.0)

    def gain(self, yardstick: Table, heads: list[int]) -> float:
        """How much better lessons foretell than another reader: the mean gain, in its standard errors."""
        truth = self._here(self.pile.truth, heads)
        gained = losses(self._here(yardstick, heads), truth) - losses(self._here(self.after, heads), truth)
        of_text = gained.sum(axis=1) * self.pile.weight[self.which]
        _, people = np.unique(self.pile.senders[self.which], return_inverse=True)
        of_person = np.bincount(people, of_text)
        spread = float(of_person.std(ddof=1)) if len(of_person) > 1 else 0.0
        return float(of_person.mean()) / (spread / len(of_person) ** 0.5) if spread else 0.0

    def _here(self, table: Table, heads: list[int]) -> Table:
        return table[self.which][:, heads]
