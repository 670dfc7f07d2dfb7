"""Makes the weights from labelled messages. It needs scikit-learn, which only a development set-up brings.

Each head is a logistic regression over the rows of `features`. Features of fewer than `SEEN_BY` messages have
no weight: what one person wrote is not in the file. How sure a sum makes us is fitted (Platt 1999) on sums
that were computed without the message itself, and so is the chance from which on a head asserts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from ingest.evidence import gather
from ingest.model.features import LETTERS, PAIRS, SIGNS
from ingest.model.judge import vector
from ingest.model.weights import GROUPS, Route, Table, Weights
from ingest.training.labelled import GIVING, HEADS, LANGUAGES, Example

FOLDS = 4
SEEN_BY = 3  # messages
STRENGTH = {"whole": 0.2, "signs": 0.3}  # inverse of the regularisation, by cross-validation
LIMIT = 127
NEED = "need"
NEARLY = 0.01  # of F1, that may be given away for needs which are found

Numbers = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Fitted:
    sums: Numbers  # each computed without its own message
    weights: Numbers
    bias: float


@dataclass(frozen=True, slots=True)
class _Cut:
    slope: float
    offset: float
    least: float
    f1: float


def train_weights(examples: Sequence[Example], *, made_from: str, say: Say) -> Weights:
    """Learn all heads from the examples; `say` hears how far it has come."""
    say(f"reading {len(examples)} texts")
    matrix = matrix_of(examples)
    folds = np.array([crc32(example.group.encode("utf-8", "replace")) % FOLDS for example in examples])
    return Weights(
        heads=HEADS,
        whole=_route("whole", matrix, examples, folds=folds, say=say),
        signs=_route("signs", matrix[:, LETTERS + PAIRS :].tocsr(), examples, folds=folds, say=say),
        taught=LANGUAGES,
        made_from=made_from,
    )


def matrix_of(examples: Sequence[Example]) -> sparse.csr_matrix:
    """Lay the texts out as the rows of one sparse matrix."""
    vectors = [vector(gather(example.text).seen) for example in examples]
    ends = np.cumsum([0, *(len(one.rows) for one in vectors)])
    matrix = sparse.csr_matrix(
        (
            np.concatenate([one.values for one in vectors]),
            np.concatenate([one.rows for one in vectors]),
            ends,
        ),
        shape=(len(vectors), LETTERS + PAIRS + SIGNS),
        dtype=np.float32,
    )
    matrix.sum_duplicates()
    return matrix


def fit(
    matrix: sparse.csr_matrix, truth: Truth, *, strength: float, balanced: bool = False
) -> tuple[Numbers, float]:
    """Fit one head; rare features count more than common ones, by their inverse document frequency."""
    seen_by = matrix.getnnz(axis=0)
    kept = np.flatnonzero(seen_by >= SEEN_BY)
    rarity = (np.log(matrix.shape[0] / (seen_by[kept] + 1)) + 1) / 4
    model = LogisticRegression(
        C=strength, solver="liblinear", tol=1e-3, class_weight="balanced" if balanced else None
    ).fit(matrix[:, kept] @ sparse.diags(rarity.astype(np.float32)), truth)
    weights = np.zeros(matrix.shape[1])
    weights[kept] = model.coef_[0] * rarity
    return weights, float(model.intercept_[0])


def _route(
    name: str, matrix: sparse.csr_matrix, examples: Sequence[Example], *, folds: Numbers, say: Say
) -> Route:
    weights, bias = np.zeros((matrix.shape[1], len(HEADS))), np.zeros(len(HEADS), np.float32)
    slope, offset, least = (np.zeros((len(GROUPS), len(HEADS)), np.float32) for _ in range(3))
    groups = np.array([GROUPS.index(example.language) for example in examples])
    for at, head in enumerate(HEADS):
        judged = np.array([head in example.truth for example in examples])
        truth = np.array([example.truth.get(head, False) for example in examples])[judged]
        fitted = _fit_apart(
            matrix[judged], truth, folds[judged], strength=STRENGTH[name], balanced=head == GIVING
        )
        weights[:, at], bias[at] = fitted.weights, fitted.bias
        for group, language in enumerate(GROUPS):
            own = groups[judged] == group
            own = own if own.any() else ~own  # nobody judged offers in other languages
            careful = head == NEED and language != "en"
            cut = _cut(fitted.sums[own], truth[own], even=head == GIVING, careful=careful)
            slope[group, at], offset[group, at], least[group, at] = cut.slope, cut.offset, cut.least
            found = f"{int(truth[own].sum())} of {own.sum()}, F1 {cut.f1:.3f} from {cut.least:.2f}"
            say(f"{name} {language} {head}: {found}")
    parts = (LETTERS, PAIRS, SIGNS) if name == "whole" else (SIGNS,)
    starts = np.cumsum([0, *parts])
    tables = tuple(_small(weights[start : start + size]) for start, size in zip(starts, parts, strict=False))
    return Route(tables=tables, bias=bias, slope=slope, offset=offset, least=least)


def _fit_apart(
    matrix: sparse.csr_matrix, truth: Truth, folds: Numbers, *, strength: float, balanced: bool
) -> _Fitted:
    sums = np.zeros(len(truth))
    for fold in range(FOLDS):
        inside = folds == fold
        weights, bias = fit(matrix[~inside], truth[~inside], strength=strength, balanced=balanced)
        sums[inside] = matrix[inside] @ weights + bias
    return _Fitted(sums, *fit(matrix, truth, strength=strength, balanced=balanced))


def _cut(sums: Numbers, truth: Truth, *, even: bool, careful: bool) -> _Cut:
    """Fit how a sum becomes a chance, and choose the chance to assert from: the best F1 decides.

    A need that somebody texted and nobody saw costs more than one too many: where `careful`, the lowest
    chance that is nearly as good counts. `even`: one of two kinds, so the likelier it is.
    """
    model = LogisticRegression(C=1e6).fit(sums[:, None], truth)
    slope, offset = float(model.coef_[0, 0]), float(model.intercept_[0])
    chances = 1 / (1 + np.exp(-(slope * sums + offset)))
    order = np.argsort(-chances)
    f1 = 2 * np.cumsum(truth[order]) / (np.arange(1, len(truth) + 1) + truth.sum())
    best = int(f1.argmax())
    if careful:
        best = int(np.flatnonzero(f1 >= f1[best] - NEARLY).max())
    least = 0.5 if even else float(chances[order][best])
    return _Cut(slope, offset, least, float(f1[best]))


def _small(weights: Numbers) -> Table:
    """Round weights to a byte each; a head's largest is 127."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / LIMIT
    return Table(rows=np.round(weights / scale).astype(np.int8), scale=scale.astype(np.float32))
