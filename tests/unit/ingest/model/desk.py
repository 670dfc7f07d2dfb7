"""A reader that knows nothing, and people at a desk who say what texts are."""

from collections.abc import Iterable

import numpy as np

from ingest.model.features import LETTERS, PAIRS, SIGNS, Seen
from ingest.model.judge import Judge
from ingest.model.marked import Marked, mark
from ingest.model.weights import GROUPS, Route, Table, Weights

HEADS = ("need", "offer", "water", "shelter")
FILLERS = "please we are here since monday near the bridge and nobody came with anything yet".split()


def blank_weights(*, offset: float = -1.0) -> Weights:
    """Weights of nothing: every head gives every text the same small chance."""

    def table(size: int) -> Table:
        return Table(rows=np.zeros((size, len(HEADS)), np.int8), scale=np.ones(len(HEADS), np.float32))

    def route(*tables: Table) -> Route:
        flat = np.zeros(len(HEADS), np.float32)
        each_group = np.zeros((len(GROUPS), len(HEADS)), np.float32)
        return Route(
            tables=tables,
            bias=flat,
            slope=each_group + 1,
            offset=each_group + np.float32(offset),
            least=each_group + 0.5,
        )

    return Weights(
        heads=HEADS,
        whole=route(table(LETTERS), table(PAIRS), table(SIGNS)),
        signs=route(table(SIGNS)),
        taught=("en",),
        made_from="nothing",
    )


def text(number: int, *words: str) -> Seen:
    """A text of a person's own: six words of hers, and the ones that matter."""
    own = np.random.default_rng(number).choice(FILLERS, 6)
    return Seen((*own, *words), ())


def marked(judge: Judge, texts: Iterable[tuple[Seen, dict[str, bool]]], *, said: bool = True) -> list[Marked]:
    """Each text is by another person."""
    return [
        mark(judge, seen, truth, language="en", weight=1.0, sender=sender, said=said)
        for sender, (seen, truth) in enumerate(texts)
    ]


def lesson_of(word: str, people: int, head: str = "shelter") -> list[tuple[Seen, dict[str, bool]]]:
    """Half of the people use a word, and those are told to be about something."""
    return [(text(n, word if n % 2 else "bread"), {"need": True, head: bool(n % 2)}) for n in range(people)]
