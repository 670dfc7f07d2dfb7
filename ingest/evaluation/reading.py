"""How well readings agree with what people said of the same texts, label by label."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.shapes import Intent, Label, Reading

DRAWS = 1000
SEED = 1
BINS = 10
MEDICAL, NARROW = "medical (both)", "medical_help"  # help or products; help alone
# a label of the data sets, and the category that should find it
CATEGORIES = {
    "water": "water",
    "food": "food",
    "shelter": "shelter",
    "medical_help": "medical",
    MEDICAL: "medical",
    "search_and_rescue": "rescue",
    "clothing": "clothing",
    "missing_people": "missing",
    "security": "security",
    "money": "money",
}
REQUEST = "request"
LABELS = (REQUEST, *CATEGORIES)

# «2b. Penurie d'eau | Water shortage, 3. …»
_NEED_CODE = re.compile(r"(?:^|, )[123][a-z]?\.")

Truth = npt.NDArray[np.bool_]
Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """What was said of one label, text by text: how likely it is, and whether it was asserted."""

    chances: Chances
    asserted: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How good the claims for one label are; `low` to `high` holds 95 % of draws of other texts."""

    label: str
    positives: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    error: float  # expected calibration error of the asserted
    brier: float  # of all texts


def claims_of(readings: Sequence[Reading]) -> dict[str, Claims]:
    """Take from readings what they claim about each label."""
    found = {
        REQUEST: Claims(
            np.array([reading.need_confidence for reading in readings]),
            np.array([Intent.NEED in (reading.intent, *reading.also) for reading in readings]),
        )
    }
    for label, name in CATEGORIES.items():
        found[label] = Claims(
            np.array([_chance((*one.categories, *one.maybe), name) for one in readings]),
            np.array([any(said.name == name for said in one.categories) for one in readings]),
        )
    return found


def score(label: str, claims: Claims, truth: Truth) -> Score:
    """Compare the claims with the truth."""
    hit, said = claims.asserted & truth, claims.asserted
    draws = np.random.default_rng(SEED).integers(len(truth), size=(DRAWS, len(truth)))
    drawn = [_f1(int(hit[d].sum()), int(said[d].sum()), int(truth[d].sum())) for d in draws]
    low, high = np.quantile(drawn, (0.025, 0.975))
    right, claimed, there = int(hit.sum()), int(said.sum()), int(truth.sum())
    return Score(
        label=label,
        positives=there,
        precision=right / claimed if claimed else 0.0,
        recall=right / there if there else 0.0,
        f1=_f1(right, claimed, there),
        low=float(low),
        high=float(high),
        error=calibration_error(claims.chances[said], truth[said]),
        brier=float(np.mean((claims.chances - truth) ** 2)),
    )


def calibration_error(chances: Chances, truth: Truth) -> float:
    """Expected calibration error (Naeini et al. 2015) over ten bins that hold equally many claims."""
    if not len(truth):
        return 0.0
    order = np.argsort(chances, kind="stable")
    bins = np.array_split(order, min(BINS, len(order)))
    return float(sum(len(b) * abs(chances[b].mean() - truth[b].mean()) for b in bins) / len(order))


def best_cut(chances: Chances, truth: Truth) -> Truth:
    """Assert from the chance that gives the best F1 on this very truth: the yardstick's advantage."""
    cuts = np.unique(chances)
    values = [
        _f1(int((truth & (chances >= c)).sum()), int((chances >= c).sum()), int(truth.sum())) for c in cuts
    ]
    best: Truth = chances >= cuts[int(np.argmax(values))]
    return best


def refused(needs: Claims, unrelated: Truth) -> float:
    """Give the share of unrelated texts of which no need is made."""
    return float((~needs.asserted[unrelated]).mean()) if unrelated.any() else 0.0


def at_recall(needs: Claims, truth: Truth, recall: float) -> tuple[float, float]:
    """Find the highest chance that finds this share of the needs, and the precision from there on."""
    order = np.argsort(-needs.chances, kind="stable")
    found = np.cumsum(truth[order])
    first = int(np.searchsorted(found, recall * truth.sum()))
    return float(needs.chances[order][first]), float(found[first] / (first + 1))


def coded_needs(rows: Sequence[Mapping[str, str]]) -> Truth:
    """Tell the needs among reports of Ushahidi Haiti: emergency, vital lines or public health (1 to 3)."""
    return np.array([bool(_NEED_CODE.search(row["category"])) for row in rows])


def told_apart(readings: Sequence[Reading], offers: Truth) -> tuple[float, float]:
    """Give the macro F1 of telling offers from needs, and the share of texts asserted to be either.

    Of the others the likelier counts: each of these texts is one of the two.
    """
    kinds = [_kind(one) or (Intent.OFFER if one.offer_confidence >= 0.5 else Intent.NEED) for one in readings]
    parts = []
    for kind, truth in ((Intent.OFFER, offers), (Intent.NEED, ~offers)):
        said = np.array([one is kind for one in kinds])
        parts.append(_f1(int((said & truth).sum()), int(said.sum()), int(truth.sum())))
    return sum(parts) / len(parts), sum(_kind(one) is not None for one in readings) / len(readings)


def _kind(reading: Reading) -> Intent | None:
    either: Callable[[Intent], bool] = (Intent.NEED, Intent.OFFER).__contains__
    return next(filter(either, (reading.intent, *reading.also)), None)


def _chance(labels: Sequence[Label], name: str) -> float:
    return next((label.confidence for label in labels if label.name == name), 0.0)


def f1_of(said: Truth, truth: Truth) -> float:
    """Give the F1 of what is said against what is true."""
    return _f1(int((said & truth).sum()), int(said.sum()), int(truth.sum()))


def _f1(right: int, claimed: int, there: int) -> float:
    return 2 * right / (claimed + there) if claimed + there else 0.0


def truths(rows: Sequence[Mapping[str, str]], label: str, value: str = "1") -> Truth:
    """Take what people said of one label."""
    if label == MEDICAL:
        return truths(rows, "medical_help") | truths(rows, "medical_products")
    return np.array([row[label] == value for row in rows])


def pooled(claims: Mapping[str, Claims], truth: Mapping[str, Truth]) -> tuple[float, float]:
    """Give the calibration error of all that is asserted, and the Brier score of all chances.

    Each category counts once, by the labels it was taught: medical by help and products.
    """
    labels = [label for label in claims if label != NARROW]
    said = np.concatenate([claims[label].asserted for label in labels])
    chances = np.concatenate([claims[label].chances for label in labels])
    right = np.concatenate([truth[label] for label in labels])
    return calibration_error(chances[said], right[said]), float(np.mean((chances - right) ** 2))
