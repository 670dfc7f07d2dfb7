"""Reads what the sender wants: help, to help, to be counted safe, somebody found, something known."""

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.catalog import Hit, Kind
from ingest.shapes import Intent, Label, Reply
from ingest.words import Words

STRONG, HINT = 0.75, 0.25
ASSERTED = 0.53
# what goods named, or danger told, add to a need; a question or a thank-you names goods too
NAMED = 0.4
TALKED_OF = frozenset(("information", "communication", "money", "labour"))  # more often than they are lacked
ASKS = 0.6  # what a need is worth in a text that wants to know something, and names no goods
DANGER = {1: 0.0, 2: 0.15, 3: 0.25, 4: 0.55}  # by the level of the reason
# how often needs of a given score were needs, counted on labelled messages of 2010
_RIGHT = ((0.0, 0.0), (0.5, 0.5), (0.8, 0.55), (0.9, 0.72), (1.0, 0.85))
_READ = (Intent.MISSING, Intent.NEED, Intent.OFFER, Intent.SAFE, Intent.INFO)  # the first wins a draw
_COMMANDS = {"stop": Intent.STOP, "help": Intent.HELP, "safe": Intent.SAFE}


@dataclass(frozen=True, slots=True)
class Wish:
    """The strongest intent, the others beside it, and how likely it is that anybody should read this."""

    intent: Intent
    confidence: float
    also: tuple[Intent, ...]
    relevant: float


def read_intent(
    words: Words,
    hits: tuple[Hit, ...],
    *,
    labels: tuple[Label, ...],
    levels: Mapping[str, int],
    reply: Reply | None,
    answering: bool,
) -> Wish:
    """Weigh the intents of a text; a text that is a command is that command and nothing else."""
    scores = _scores(words, hits, labels, levels)
    if reply is not None and reply.exact:
        return _command(reply, answering=answering)
    asserted = sorted(
        (intent for intent in _READ if scores[intent] >= ASSERTED),
        key=lambda intent: -round(scores[intent], 2),
    )
    relevant = round(1 - math.prod(1 - score for score in scores.values()), 2)
    if reply is not None and reply.command == "stop":
        return Wish(Intent.OTHER, 0.5, (Intent.STOP,), relevant)
    if reply is not None and (answering or reply.reference):
        return Wish(Intent.REPLY, 0.8, tuple(asserted), max(relevant, 0.8))
    if not asserted:
        return Wish(Intent.OTHER, round(1 - max(scores.values()), 2), (), relevant)
    first = asserted[0]
    return Wish(first, _calibrated(scores[first]), tuple(asserted[1:]), min(relevant, 0.99))


def _command(reply: Reply, *, answering: bool) -> Wish:
    bare = reply.digit is None and reply.reference is None
    if reply.command in ("yes", "no") and bare and not answering:
        return Wish(Intent.OTHER, 0.6, (), 0.3)
    intent = _COMMANDS.get(reply.command, Intent.REPLY)
    # a cry for help is a need before it is a question about how this works
    also = (Intent.NEED,) if intent is Intent.HELP else ()
    return Wish(intent, 0.97, also, 0.97)


def _scores(
    words: Words, hits: tuple[Hit, ...], labels: tuple[Label, ...], levels: Mapping[str, int]
) -> dict[Intent, float]:
    said: dict[str, dict[str, float]] = {intent.value: {} for intent in _READ}
    denied = any(hit.name == "not_need" for hit in hits)
    for hit in hits:
        if hit.kind is not Kind.INTENT or hit.name == "not_need":
            continue
        form = " ".join(word.form for word in words.all[hit.first : hit.stop])
        weight = STRONG if hit.strong else HINT
        said[hit.name][form] = max(weight, said[hit.name].get(form, 0.0))
    gives = STRONG in said[Intent.OFFER.value].values()
    goods = not gives and any(label.name not in TALKED_OF for label in labels)
    danger = max((DANGER[levels[hit.name]] for hit in hits if hit.kind is Kind.URGENCY), default=0.0)
    scores = {intent: _either(*said[intent.value].values()) for intent in _READ}
    asked = STRONG in said[Intent.NEED.value].values()
    scores[Intent.NEED] = _either(scores[Intent.NEED], NAMED * goods, danger)
    if denied and not asked:
        scores[Intent.NEED] *= 0.4
    if scores[Intent.INFO] >= ASSERTED and not goods:
        scores[Intent.NEED] *= ASKS
    return scores


def _calibrated(score: float) -> float:
    """Say how often such a score is right."""
    for (low, right), (high, more) in itertools.pairwise(_RIGHT):
        if score <= high:
            return round(right + (more - right) * (score - low) / (high - low), 2)
    return _RIGHT[-1][1]


def _either(*chances: float) -> float:
    return 1 - math.prod(1 - chance for chance in chances)
