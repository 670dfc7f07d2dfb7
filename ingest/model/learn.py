"""Learns from corrections, and says honestly whether that helped: on corrections that were held back.

Every text is read once by lessons that have not met its sender. Lessons are worth having when they foretell
those texts clearly better than the shipped reader does, and than the same reader turned up or down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ingest.model.lessons import Lessons, mark_of
from ingest.model.marked import Marked, Pile, pile
from ingest.model.residual import fit, turn
from ingest.model.trial import Score, Trial, Yes
from ingest.model.weights import Weights

FOLDS = 5  # how often some people are held back to judge the lessons,
FOLDS_OF_HEADS = 3  # and among the others, to find which heads are worth a lesson
LEAST_SAID = 12  # corrections, and
LEAST_PEOPLE = 6  # people whose texts they are, before anything is learned
LEAST_EACH = 3  # people of whom a head was said to be true, and of whom it was said to be wrong
CLEAR = 1.645  # standard errors above nothing: one in twenty lessons of no worth would pass
WORTH_A_TRY = 1.0  # the same, for one head
MOST_TEXTS = 4_000  # the newest

Progress = Callable[[int, int], None]
Choose = Callable[[Yes], list[int]]


class Outcome(StrEnum):
    """Whether there is something to adopt, and if not, why."""

    BETTER = "better"
    TOO_FEW = "too_few"
    ALIKE = "alike"  # no head was corrected both ways often enough
    NOT_BETTER = "not_better"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadScore:
    """One head on held-back corrections; `kept` when it has lessons in the end."""

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
    said: int  # of them corrected or called right by a person; the others were acted on as read
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
        people=len({text.sender for text in texts}),
    )
    if used.said < LEAST_SAID or used.people < LEAST_PEOPLE:
        return used
    school = _School(pile(texts), tell)
    if not school.heads:
        return replace(used, outcome=Outcome.ALIKE)
    everybody = np.ones(len(texts), np.bool_)
    trial = school.hold_back(everybody, FOLDS, school.worth_it)
    kept = school.worth_it(everybody)
    better = bool(kept) and _is_better(trial, school.heads)
    return replace(
        used,
        outcome=Outcome.BETTER if better else Outcome.NOT_BETTER,
        before=trial.total(trial.pile.logit, school.heads),
        turned=trial.total(trial.turned, school.heads),
        after=trial.total(trial.after, school.heads),
        heads=tuple(
            _score(trial, head, weights.heads[head], kept=better and head in kept) for head in school.heads
        ),
        lessons=school.lessons(kept, weights) if better else None,
    )


def _is_better(trial: Trial, heads: list[int]) -> bool:
    """Tell whether lessons foretell clearly better, and find no less than before."""
    before, after = trial.total(trial.pile.logit, heads), trial.total(trial.after, heads)
    over_shipped, over_turned = trial.gain(trial.pile.logit, heads), trial.gain(trial.turned, heads)
    return after.f1 >= before.f1 and over_shipped > CLEAR and over_turned > CLEAR


def _score(trial: Trial, head: int, name: str, *, kept: bool) -> HeadScore:
    truth = trial.pile.truth[:, head]
    return HeadScore(
        head=name,
        said=int((~np.isnan(truth)).sum()),
        true=int((truth == 1).sum()),
        before=trial.total(trial.pile.logit, [head]),
        after=trial.total(trial.after, [head]),
        kept=kept,
    )


class _School:
    """All the marked texts, and how far the work with them is."""

    def __init__(self, texts: Pile, tell: Progress) -> None:
        self.texts, self.tell = texts, tell
        self.heads = _teachable(texts)
        self.done = 0

    def hold_back(self, which: Yes, folds: int, choose: Choose) -> Trial:
        """Hold back some people at a time, choose heads and learn from the others, read those held back."""
        texts, dealt = self.texts, _deal(self.texts.senders, folds)
        turned, after = texts.logit.copy(), texts.logit.copy()
        for number in range(folds):
            back, rest = which & (dealt == number), which & (dealt != number)
            for head in choose(rest):
                known = rest & ~np.isnan(texts.truth[:, head])
                logit, truth, weight = texts.logit[known, head], texts.truth[known, head], texts.weight[known]
                loud, high = turn(logit, truth, weight=weight)
                turned[back, head] = loud * texts.logit[back, head] + high
                learned, everywhere = self.fit(rest, head)
                added = texts.features[back] @ learned + everywhere
                after[back, head] += texts.slope[back, head] * added
        return Trial(pile=texts, which=which, turned=turned, after=after)

    def worth_it(self, which: Yes) -> list[int]:
        """List the heads that lessons from these texts seem to help."""
        trial = self.hold_back(which, FOLDS_OF_HEADS, lambda _: self.heads)
        return [head for head in self.heads if _seems_worth_it(trial, head)]

    def fit(self, which: Yes, head: int) -> tuple[npt.NDArray[np.float64], float]:
        """Learn one head from some texts."""
        self.tell(self.done, len(self.heads) * (FOLDS * (FOLDS_OF_HEADS + 1) + FOLDS_OF_HEADS + 1))
        self.done += 1
        texts, known = self.texts, which & ~np.isnan(self.texts.truth[:, head])
        return fit(
            texts.features[known],
            texts.logit[known, head],
            texts.slope[known, head],
            texts.truth[known, head],
            weight=texts.weight[known],
        )

    def lessons(self, heads: list[int], weights: Weights) -> Lessons:
        """Learn the heads that are worth it once more, from every text."""
        texts = self.texts
        values = np.zeros((len(texts.rows), len(weights.heads)), np.float32)
        bias = np.zeros(len(weights.heads), np.float32)
        for head in heads:
            values[:, head], bias[head] = self.fit(np.ones(len(texts.weight), np.bool_), head)
        used = np.any(values != 0, axis=1)
        return Lessons(
            heads=weights.heads,
            rows=texts.rows[used],
            values=values[used],
            bias=bias,
            made_for=mark_of(weights),
        )


def _seems_worth_it(trial: Trial, head: int) -> bool:
    before, after = trial.total(trial.pile.logit, [head]), trial.total(trial.after, [head])
    clear = trial.gain(trial.pile.logit, [head]) > WORTH_A_TRY and trial.gain(trial.turned, [head]) > 0
    return clear and after.f1 >= before.f1


def _teachable(texts: Pile) -> list[int]:
    """List the heads of which people said both yes and no often enough."""
    people = [
        [len(set(texts.senders[texts.truth[:, head] == answer])) for answer in (0, 1)]
        for head in range(texts.truth.shape[1])
    ]
    return [head for head, counted in enumerate(people) if min(counted) >= LEAST_EACH]


def _deal(senders: npt.NDArray[np.int64], folds: int) -> npt.NDArray[np.int64]:
    """Deal the people out, all of one person's texts to one side, the same way each time."""
    people, of_text = np.unique(senders, return_inverse=True)
    dealt = np.random.default_rng(folds).permutation(len(people)) % folds
    sides: npt.NDArray[np.int64] = dealt[of_text]
    return sides
