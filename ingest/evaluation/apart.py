"""How well offers are told from needs in an event that nothing was learned from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.evaluation.reading import f1_of
from ingest.training.labelled import GIVING, Example
from ingest.training.train import STRENGTH, fit, matrix_of


@dataclass(frozen=True, slots=True)
class Apart:
    """One event: so many texts, and the macro F1 of telling its offers from its needs."""

    event: str
    texts: int
    f1: float


def leave_events_out(examples: Sequence[Example], say: Callable[[str], None]) -> list[Apart]:
    """Judge each event by a model of all the others, without texts that stand in it too."""
    say(f"reading {len(examples)} texts")
    matrix = matrix_of(examples)
    offers = np.array([example.truth[GIVING] for example in examples])
    events = np.array([example.event for example in examples])
    groups = np.array([example.group for example in examples])
    measured = []
    for event in sorted(set(events)):
        own = events == event
        taught = ~own & ~np.isin(groups, groups[own])
        weights, bias = fit(matrix[taught], offers[taught], strength=STRENGTH["whole"], balanced=True)
        said = matrix[own] @ weights + bias > 0
        parts = [f1_of(said, offers[own]), f1_of(~said, ~offers[own])]
        measured.append(Apart(str(event), int(own.sum()), sum(parts) / 2))
    return measured
