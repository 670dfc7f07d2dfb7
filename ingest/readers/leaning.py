"""Weighs what the words say the sender wants, before the model is asked."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.catalog import Hits, Kind
from ingest.shapes import Intent, Label
from ingest.words import Gift, Lack, Words

STRONG, HINT = 0.75, 0.25
ASSERTED = 0.53
# what goods named, or danger told, add to a need; a question or a thank-you names goods too
NAMED = 0.4
OWNS = 0.55  # an offer, when somebody has a useful thing or trade and says no more
LACKED = 0.6  # a need, when a thing is gone or sought
TOLD = 0.25  # what a number of people or a place adds to goods named in a short text: «soap, 3 people»
SHORT = 12  # words
TALKED_OF = frozenset(("information", "communication", "money", "labour"))  # more often than they are lacked
ASKS = 0.6  # what a need is worth in a text that wants to know something, and names no goods
DANGER = {1: 0.0, 2: 0.15, 3: 0.25, 4: 0.55}  # by the level of the reason
WEIGHED = (Intent.MISSING, Intent.NEED, Intent.OFFER, Intent.SAFE, Intent.INFO)  # the first wins a draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What other stages found that tells a need from an offer; `told`: how many people, or where."""

    labels: tuple[Label, ...]
    gifts: tuple[Gift, ...]
    lacks: tuple[Lack, ...]
    told: bool


def weigh_intents(
    words: Words, hits: Hits, *, signs: Signs, levels: Mapping[str, int]
) -> dict[Intent, float]:
    """Weigh each intent by its words: 0, nothing speaks for it, to 1."""
    said = _said(words, hits)
    scores = {intent: _either(*said[intent.value].values()) for intent in WEIGHED}
    asked = STRONG in said[Intent.NEED.value].values()
    told_to_give = STRONG in said[Intent.OFFER.value].values()
    sure = any(gift.sure for gift in signs.gifts)
    goods = not told_to_give and any(_is_lacked(label, words, signs.gifts) for label in signs.labels)
    danger = max((DANGER[levels[hit.name]] for hit in hits.of(Kind.URGENCY)), default=0.0)
    if sure:
        scores[Intent.OFFER] = _either(scores[Intent.OFFER], STRONG)
    elif signs.gifts and not asked and not signs.lacks and not danger:
        scores[Intent.OFFER] = _either(scores[Intent.OFFER], OWNS)
        goods = False
    if (sure or told_to_give) and not asked and danger < DANGER[4]:
        danger = 0.0  # theirs whom the offer is for
    plain = goods and not asked and not said[Intent.INFO.value] and not _thanks(hits)
    told = signs.told and plain and len(words.all) <= SHORT
    scores[Intent.NEED] = _either(
        scores[Intent.NEED], NAMED * goods, TOLD * told, LACKED * bool(signs.lacks), danger
    )
    if not asked and any(hit.name == "not_need" for hit in hits.of(Kind.INTENT)):
        scores[Intent.NEED] *= 0.4
    if scores[Intent.INFO] >= ASSERTED and not goods:
        scores[Intent.NEED] *= ASKS
    if signs.lacks:
        scores[Intent.INFO] *= ASKS  # who asks where to get it wants it
    return scores


def _is_lacked(label: Label, words: Words, gifts: tuple[Gift, ...]) -> bool:
    """Tell what may be lacked from what is talked of, or offered in the same clause."""
    if label.name in TALKED_OF:
        return False
    clauses = (words.span(gift.clause.start, gift.clause.stop) for gift in gifts if gift.sure)
    return label.span is None or not any(start <= label.span[0] < end for start, end in clauses)


def _thanks(hits: Hits) -> bool:
    return any(hit.name == "thanks" and hit.first == 0 for hit in hits.of(Kind.NOISE))


def _said(words: Words, hits: Hits) -> dict[str, dict[str, float]]:
    """Weigh the words for each intent; a word said twice counts once."""
    said: dict[str, dict[str, float]] = {intent.value: {} for intent in WEIGHED}
    for hit in hits.of(Kind.INTENT):
        if hit.name != "not_need":
            form = " ".join(word.form for word in words.all[hit.first : hit.stop])
            said[hit.name][form] = max(STRONG if hit.strong else HINT, said[hit.name].get(form, 0.0))
    return said


def _either(*chances: float) -> float:
    return 1 - math.prod(1 - chance for chance in chances)
