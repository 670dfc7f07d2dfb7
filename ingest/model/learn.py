"""Learns from corrections, and says honestly whether that helped: on corrections that were held back.

Every text is read once by lessons that have not seen its sender's words. Lessons are worth having when they
foretell those better than the shipped reader does, and better than the same reader turned up or down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ingest.model.lessons import Lessons, mark_of
from ingest.model.marked import Marked, Pile, Table, pile
from ingest.model.residual import fit, losses, turn
from ingest.model.weights import Weights

FOLDS = 5
LEAST_SAID = 12  # corrections, and
LEAST_PEOPLE = 6  # people whose texts they are, before anything is learned
LEAST_EACH = 3  # people of whom a head was said to be true, and of whom it was said to be wrong
CLEAR = 1.645  # standard errors above nothing: one in twenty lessons of no worth would pass
MOST_TEXTS = 4_000  # the newest

Progress = Callable[[int, int], None]
Yes = npt.NDArray[np.bool_]


class Outcome(StrEnum):
    """Whether there is something to adopt, and if not, why."""

    BETTER = "better"
    TOO_FEW = "too_few"
    ALIKE = "alike"  # no head was corrected both ways often enough
    NOT_BETTER = "not_better"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well some readings foretell what people say: `loss` is better when small, `f1` when large."""

    loss: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadScore:
    """One head on held-back corrections."""

    head: str
    said: int
    true: int
    before: Score
    after: Score
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What came of it. `lessons` are there only when the outcome is better."""

    outcome: Outcome
    texts: int
    said: int  # of them corrected or put right by a person; the others were acted on as read
    people: int
    before: Score | None = None
    turned: Score | None = None  # the shipped reader, turned up or down
    after: Score | None = None
    heads: tuple[HeadScore, ...] = ()
    lessons: Lessons | None = None


def learn(texts: Sequence[Marked], weights: Weights, *, tell: Progress = lambda done, of: None) -> Learned:
    """Learn from marked texts, the newest first. `tell` hears how far it is; raising there stops it."""
    texts = texts[:MOST_TEXTS]
    used = Learned(
        outcome=Outcome.TOO_FEW,
        texts=len(texts),
        said=sum(text.said for text in texts),
        people=len({text.group for text in texts}),
    )
    if used.said < LEAST_SAID or used.people < LEAST_PEOPLE:
        return used
    all_of_it = pile(texts)
    heads = _teachable(all_of_it)
    if not heads:
        return replace(used, outcome=Outcome.ALIKE)
    trial = _try_out(all_of_it, heads, tell)
    scores = tuple(trial.score(head, weights.heads[head]) for head in heads)
    kept = [head for head, score in zip(heads, scores, strict=True) if score.kept]
    better = trial.is_better(heads) and bool(kept)
    return replace(
        used,
        outcome=Outcome.BETTER if better else Outcome.NOT_BETTER,
        before=trial.total(trial.before, heads),
        turned=trial.total(trial.turned, heads),
        after=trial.total(trial.after, heads),
        heads=scores,
        lessons=_lessons(all_of_it, kept, weights) if better else None,
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Trial:
    """Every text as three readers see it, none of which has met its sender."""

    pile: Pile
    before: Table
    turned: Table
    after: Table

    def is_better(self, heads: list[int]) -> bool:
        """Tell whether lessons foretell clearly better, and find as much as before."""
        total_before, total_after = self.total(self.before, heads), self.total(self.after, heads)
        over_shipped = self._gain(self.before, heads)
        over_turned = self._gain(self.turned, heads)
        return total_after.f1 >= total_before.f1 and over_shipped > CLEAR and over_turned > CLEAR

    def score(self, head: int, name: str) -> HeadScore:
        before, after = self.total(self.before, [head]), self.total(self.after, [head])
        truth = self.pile.truth[:, head]
        return HeadScore(
            head=name,
            said=int((~np.isnan(truth)).sum()),
            true=int((truth == 1).sum()),
            before=before,
            after=after,
            kept=after.loss < before.loss and after.f1 >= before.f1,
        )

    def total(self, logits: Table, heads: list[int]) -> Score:
        truth, weight = self.pile.truth[:, heads], self.pile.weight[:, None]
        known = ~np.isnan(truth)
        asserted = logits[:, heads] >= self.pile.least[:, heads]
        hit = float((weight * (asserted & (truth == 1))).sum())
        missed = float((weight * (~asserted & (truth == 1))).sum())
        false = float((weight * (asserted & (truth == 0))).sum())
        lost = float((weight * losses(logits[:, heads], truth)).sum())
        found = 2 * hit + missed + false
        return Score(loss=lost / float((weight * known).sum()), f1=2 * hit / found if found else 1.0)

    def _gain(self, yardstick: Table, heads: list[int]) -> float:
        """The mean gain of a person's texts, in its own standard errors."""
        truth = self.pile.truth[:, heads]
        gain = losses(yardstick[:, heads], truth) - losses(self.after[:, heads], truth)
        of_text = gain.sum(axis=1) * self.pile.weight
        _, people = np.unique(self.pile.groups, return_inverse=True)
        gains = np.bincount(people, of_text)
        spread = float(gains.std(ddof=1))
        return float(gains.mean()) / (spread / len(gains) ** 0.5) if spread else 0.0


def _teachable(texts: Pile) -> list[int]:
    """List the heads of which people said both yes and no often enough."""
    people = [
        [len(set(texts.groups[texts.truth[:, head] == answer])) for answer in (0, 1)]
        for head in range(texts.truth.shape[1])
    ]
    return [head for head, counted in enumerate(people) if min(counted) >= LEAST_EACH]


def _try_out(texts: Pile, heads: list[int], tell: Progress) -> _Trial:
    """Hold back a fifth of the people at a time, learn from the others, and read what was held back."""
    fold = _folds(texts.groups)
    turned, after = texts.logit.copy(), texts.logit.copy()
    for number in range(FOLDS):
        back = fold == number
        for done, head in enumerate(heads):
            tell(number * len(heads) + done, (FOLDS + 1) * len(heads))
            rest = ~back & ~np.isnan(texts.truth[:, head])
            loud, high = turn(texts.logit[rest, head], texts.truth[rest, head], weight=texts.weight[rest])
            turned[back, head] = loud * texts.logit[back, head] + high
            learned, everywhere = _fit(texts, rest, head)
            added = texts.features[back] @ learned + everywhere
            after[back, head] += texts.slope[back, head] * added
    return _Trial(pile=texts, before=texts.logit, turned=turned, after=after)


def _folds(groups: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Deal the people out, all of one person's texts to one side, the same way each time."""
    people, of_text = np.unique(groups, return_inverse=True)
    dealt = np.random.default_rng(0).permutation(len(people)) % FOLDS
    folds: npt.NDArray[np.int64] = dealt[of_text]
    return folds


def _fit(texts: Pile, which: Yes, head: int) -> tuple[npt.NDArray[np.float64], float]:
    return fit(
        texts.features[which],
        texts.logit[which, head],
        texts.slope[which, head],
        texts.truth[which, head],
        weight=texts.weight[which],
    )


def _lessons(texts: Pile, heads: list[int], weights: Weights) -> Lessons:
    """Learn the heads that got better once more, from every text."""
    values = np.zeros((len(texts.rows), len(weights.heads)), np.float32)
    bias = np.zeros(len(weights.heads), np.float32)
    for head in heads:
        learned, everywhere = _fit(texts, ~np.isnan(texts.truth[:, head]), head)
        values[:, head], bias[head] = learned, everywhere
    used = np.any(values != 0, axis=1)
    return Lessons(
        heads=weights.heads, rows=texts.rows[used], values=values[used], bias=bias, made_for=mark_of(weights)
    )
