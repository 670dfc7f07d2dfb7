"""Reads how urgent a text is, and says why."""

from collections.abc import Mapping

from ingest.catalog import Category, Hits, Kind
from ingest.shapes import Intent, Label, Urge, Urgency

MANY = 50  # people; more of them make anything urgent
WAIT = "wait"
# How often the level was right, by the level of the word that gave it, counted by eye on 108 real messages of
# 2010: life at risk 17 of 38 (many spoke of the dead, or died of hunger), urgent 22 of 26, soon 14 of 19, and
# 16 of 25 where the kind of help alone gave it (0). Texts that can wait (1) are too rare there: a guess.
RATED = {0: 0.64, 1: 0.7, 2: 0.74, 3: 0.85, 4: 0.45}


def read_urgency(
    hits: Hits,
    *,
    intents: tuple[Intent, ...],
    labels: tuple[Label, ...],
    people: int | None,
    categories: Mapping[str, Category],
    levels: Mapping[str, int],
) -> Urge:
    """Take the highest of what the words say and what the kind of help is worth by itself."""
    found = {hit.name for hit in hits.of(Kind.URGENCY)}
    if people is not None and people >= MANY:
        found.add("many")
    usual = max((categories[label.name].urgency for label in labels), default=Urgency.SOON)
    if not {Intent.NEED, Intent.MISSING, Intent.HELP} & set(intents):
        usual = Urgency.CAN_WAIT
        # who offers a cot or tells of a road names children and old people too
        found = {name for name in found if levels[name] == Urgency.LIFE_AT_RISK}
    elif Intent.HELP in intents:
        usual = Urgency.URGENT
    reasons = tuple(sorted(found - {WAIT}, key=lambda name: (-levels[name], name)))
    highest = max((levels[name] for name in reasons), default=0)
    if WAIT in found and highest < Urgency.LIFE_AT_RISK:
        return Urge(level=Urgency.CAN_WAIT, reasons=(WAIT, *reasons), confidence=RATED[1])
    level = Urgency(max(usual, highest))
    return Urge(level=level, reasons=reasons, confidence=RATED[highest if highest >= usual else 0])
