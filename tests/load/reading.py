"""How fast words are read: the stage alone, on one core."""

import time
from collections import Counter
from collections.abc import Callable
from statistics import median

import numpy as np

from ingest.evaluation.yardstick import Yardstick
from ingest.read import read_message
from ingest.shapes import Reading
from tests.load.bench import Bench
from tests.load.figure import Figure
from tests.load.people import needs

ROUNDS = 5
TEXTS = 1_000
LANGUAGES = ("ht", "fr", "en", "es")


async def read(bench: Bench) -> list[Figure]:
    """Read a thousand texts, five times, in turn with the simple method on the same texts.

    The simple method is taught our own labels here, since only its speed is asked; how well each reads is
    what `konbit evaluate reading` tells. Both get one text at a time, as messages come.
    """
    texts = needs(bench.times(TEXTS), seed=2)
    simple = _yardstick(needs(bench.times(TEXTS), seed=4))
    ours, theirs = [], []
    rounds = bench.rounds(ROUNDS)
    for n in range(rounds + 1):  # the first one warms up
        bench.say(f"read: round {n} of {rounds}")
        ours.append(_rate(_read, texts))
        theirs.append(_rate(lambda words: simple.chances([words]), texts))
    found = sum(bool(_read(words).categories) for words in texts) / len(texts)
    rate, yardstick = median(ours[1:]), median(theirs[1:])
    note = f"one core, {len(texts)} texts in {len(LANGUAGES)} languages; {found:.0%} have a category"
    return [
        Figure(
            name="read.messages_per_s",
            value=rate,
            unit="/s",
            ratio=rate / yardstick,
            yardstick=f"TF-IDF + logistic regression, {yardstick:.0f}/s",
            note=note,
        )
    ]


def _rate(call: Callable[[str], object], texts: list[str]) -> float:
    begun_s = time.perf_counter()
    for words in texts:
        call(words)
    return len(texts) / (time.perf_counter() - begun_s)


def _yardstick(texts: list[str]) -> Yardstick:
    named = [{label.name for label in _read(words).categories} for words in texts]
    count = Counter(name for names in named for name in names)
    often = [name for name, times in count.items() if 1 < times < len(texts)]
    return Yardstick(texts, {name: np.array([name in names for names in named]) for name in often})


def _read(words: str) -> Reading:
    return read_message(words, languages=LANGUAGES, answering=False)
