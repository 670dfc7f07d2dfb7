"""A text beside what a person says of it: what lessons are learned from, and judged with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from ingest.model.features import Rows, Seen
from ingest.model.judge import Judge, Logits, Vector, vector
from ingest.model.weights import group_of

Table = npt.NDArray[np.float64]  # texts × heads

FEWEST_PEOPLE = (
    2  # who used a word before it may be learned: what one person alone wrote is nobody's business
)
MOST_FEATURES = 16_384


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Marked:
    """One text in numbers. `truth` is 1 yes, 0 no, and no number where nobody said; `sender` wrote it."""

    vector: Vector
    logit: Logits  # what the shipped reader makes of it: the logit of each head's chance
    slope: Logits  # by how much a lesson moves that
    least: Logits  # the logit from which on a head is asserted
    truth: Logits
    weight: float
    sender: int
    said: bool  # a person said it, and did not merely act on what was read


def mark(
    judge: Judge,
    seen: Seen,
    truth: Mapping[str, bool],
    *,
    language: str,
    weight: float,
    sender: int,
    said: bool,
) -> Marked:
    """Lay a text beside what people say; heads that are not ours are left out."""
    alone, line = not judge.knows(language), group_of(language)
    route = judge.weights.signs if alone else judge.weights.whole
    slope, least = route.slope[line].astype(np.float64), route.least[line].astype(np.float64)
    answers = [float(truth[head]) if head in truth else np.nan for head in judge.weights.heads]
    return Marked(
        vector=vector(seen),
        logit=slope * judge.logits(seen, alone=alone) + route.offset[line],
        slope=slope,
        least=np.log(least) - np.log1p(-least),
        truth=np.array(answers),
        weight=weight,
        sender=sender,
        said=said,
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Pile:
    """Many marked texts as tables; row i of each is text i."""

    features: csr_array  # texts × `rows`
    rows: Rows  # which feature each column is, in order
    logit: Table
    slope: Table
    least: Table
    truth: Table
    weight: Logits
    senders: npt.NDArray[np.int64]
    said: npt.NDArray[np.bool_]


def pile(texts: Sequence[Marked]) -> Pile:
    """Lay marked texts on one another, with the features that more than one person's words have."""
    senders = np.array([text.sender for text in texts], np.int64)
    rows = _shared_rows(texts, senders)
    of_text = np.repeat(np.arange(len(texts)), [len(text.vector.rows) for text in texts])
    every = np.concatenate([text.vector.rows for text in texts])
    values = np.concatenate([text.vector.values for text in texts]).astype(np.float64)
    column = np.searchsorted(rows, every)
    known = np.isin(every, rows)
    features = csr_array(
        (values[known], (of_text[known], column[known])), shape=(len(texts), len(rows)), dtype=np.float64
    )
    return Pile(
        features=features,
        rows=rows,
        logit=np.array([text.logit for text in texts]),
        slope=np.array([text.slope for text in texts]),
        least=np.array([text.least for text in texts]),
        truth=np.array([text.truth for text in texts]),
        weight=np.array([text.weight for text in texts]),
        senders=senders,
        said=np.array([text.said for text in texts]),
    )


def _shared_rows(texts: Sequence[Marked], senders: npt.NDArray[np.int64]) -> Rows:
    """Choose the features that the most people's words have, of those that at least two people's have."""
    of_people = [
        np.unique(np.concatenate([text.vector.rows for text in texts if text.sender == sender]))
        for sender in np.unique(senders)
    ]
    rows, people = np.unique(np.concatenate(of_people), return_counts=True)
    shared = np.flatnonzero(people >= FEWEST_PEOPLE)
    most = shared[np.argsort(-people[shared], kind="stable")][:MOST_FEATURES]
    return np.sort(rows[most]).astype(np.int32)
