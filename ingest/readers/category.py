"""Reads which kinds of help a text speaks of."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.catalog import Category, Hit, Kind
from ingest.shapes import Label
from ingest.words import Gap, Lack, Words

HINT = 0.12  # counted: one text in eight or so is about what a hint hints at
ASSERTED = 0.5
DENIED = 3  # words after «we need no …» that it still denies


def read_categories(
    words: Words,
    hits: tuple[Hit, ...],
    *,
    categories: Mapping[str, Category],
    lacks: tuple[Lack, ...] = (),
) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """Give what the text asserts and what it only hints at, each with the surest first.

    A hint is enough beside a sign of lack: «a roof» is only a hint, «roof leaking» is not.
    """
    lacked = {lack.thing for lack in lacks}
    denied = {at for hit in hits if hit.name == "not_need" for at in _after(words, hit)}
    by_name: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.kind is Kind.CATEGORY and hit.first not in denied:
            known = replace(hit, strong=True) if hit.first in lacked else hit
            by_name.setdefault(hit.name, []).append(known)
    found = (_label(words, categories[name], hits) for name, hits in by_name.items())
    labels = sorted(found, key=_surest_first)
    sure = tuple(label for label in labels if label.confidence >= ASSERTED)
    return sure, tuple(label for label in labels if label.confidence < ASSERTED)


def _label(words: Words, category: Category, found: list[Hit]) -> Label:
    best = max(found, key=lambda hit: (hit.strong, -hit.first))
    # a word said twice, or known to two languages, is one piece of evidence
    said = {words.all[hit.first].form: hit.strong for hit in sorted(found, key=lambda hit: hit.strong)}
    confidence = 1 - math.prod(1 - (category.sure if strong else HINT) for strong in said.values())
    return Label(
        name=category.name, confidence=round(min(confidence, 0.97), 2), span=words.span(best.first, best.stop)
    )


def _surest_first(label: Label) -> tuple[float, int]:
    return -label.confidence, label.span[0] if label.span else 0


def _after(words: Words, hit: Hit) -> Iterable[int]:
    for at in range(hit.first, min(hit.stop + DENIED, len(words.all))):
        if at >= hit.stop and words.all[at].gap == Gap.STOP:
            return
        yield at
