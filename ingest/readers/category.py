"""Reads which kinds of help a text speaks of."""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from ingest.catalog import Category, Hit, Hits, Kind
from ingest.model.judge import Opinion
from ingest.shapes import Label
from ingest.words import Gap, Lack, Words

HINT = 0.12  # counted: one text in eight or so is about what a hint hints at
ASSERTED = 0.5
WORTH_SAYING = 0.25  # the chance of a category that no word names
# the least chance to assert what a word names, and what none does: the best F1 of a rare kind comes from
# chances as low as one in twenty, and nobody wants to hear of them
NAMED, UNNAMED = 0.2, 0.4
ASKED = 8  # words behind «we need» among which the things stand
DENIED = 3  # words after «we need no …» that it still denies


Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """The kinds of help that words name, the surest first, and those that are named only to be denied."""

    labels: tuple[Label, ...]
    denied: frozenset[str]
    asked: frozenset[str]  # of those named: what stands behind a word that asks, or is gone

    @property
    def sure(self) -> tuple[Label, ...]:
        """Those of which the words alone are sure."""
        return tuple(label for label in self.labels if label.confidence >= ASSERTED)


def read_named(
    words: Words,
    hits: Hits,
    *,
    categories: Mapping[str, Category],
    lacks: tuple[Lack, ...] = (),
) -> Named:
    """Find every kind of help that is named.

    A hint is enough beside a sign of lack: «a roof» is only a hint, «roof leaking» is not.
    """
    lacked = {lack.thing for lack in lacks}
    beyond = {at for hit in hits.of(Kind.INTENT) if hit.name == "not_need" for at in _after(words, hit)}
    by_name: dict[str, list[Hit]] = {}
    denied: set[str] = set()
    for hit in hits.of(Kind.CATEGORY):
        if hit.first in beyond:
            denied.add(hit.name)
        else:
            known = replace(hit, strong=True) if hit.first in lacked else hit
            by_name.setdefault(hit.name, []).append(known)
    found = (_label(words, categories[name], hits) for name, hits in by_name.items())
    asked = {
        name
        for name, things in by_name.items()
        if any(_is_asked(words, hits, thing, lacked) for thing in things)
    }
    return Named(
        tuple(sorted(found, key=_surest_first)), frozenset(denied - by_name.keys()), frozenset(asked)
    )


def _is_asked(words: Words, hits: Hits, thing: Hit, lacked: Collection[int]) -> bool:
    """Tell «insulin» from the wheelchair in «my mother is in a wheelchair, we need insulin»."""
    if thing.first in lacked:
        return True
    return any(
        ask.name == "need"
        and ask.strong
        and ask.stop <= thing.first < ask.stop + ASKED
        and all(words.all[at].gap < Gap.STOP for at in range(ask.stop, thing.first + 1))
        for ask in hits.of(Kind.INTENT)
    )


def read_categories(
    named: Named,
    opinions: Mapping[str, Opinion],
    *,
    trusted: bool,
    spans: Callable[[str], Span | None],
) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """Give what the text asserts, what is asked for first, and what it only hints at; then the surest first.

    Where the model has an opinion of a category it decides, since it has weighed the words too. `trusted`:
    the words are enough as well, as in a short text. `spans` finds the words for a category which none names.
    """
    ruled = {label.name: label for label in named.labels}
    sure: list[Label] = []
    maybe: list[Label] = []
    for name in dict.fromkeys((*ruled, *opinions)):
        label, opinion = ruled.get(name), opinions.get(name)
        if name in named.denied:
            continue
        chance = opinion.chance if opinion else label.confidence if label else 0.0
        if _is_asserted(label, opinion, trusted=trusted):
            sure.append(Label(name=name, confidence=chance, span=label.span if label else spans(name)))
        elif label or chance >= WORTH_SAYING:
            maybe.append(Label(name=name, confidence=chance, span=label.span if label else None))
    sure.sort(key=lambda label: (label.name not in named.asked, *_surest_first(label)))
    return tuple(sure), tuple(sorted(maybe, key=_surest_first))


def _is_asserted(label: Label | None, opinion: Opinion | None, *, trusted: bool) -> bool:
    by_words = label is not None and label.confidence >= ASSERTED
    if opinion is None:
        return by_words
    if opinion.asserted and opinion.chance >= (NAMED if label else UNNAMED):
        return True
    return trusted and by_words


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
