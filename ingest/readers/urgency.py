"""Reads how urgent a text is, and says why."""

from collections.abc import Mapping

from ingest.catalog import Category, Hit, Kind
from ingest.shapes import Intent, Label, Urge, Urgency

MANY = 50  # people; more of them make anything urgent
WAIT = "wait"


def read_urgency(
    hits: tuple[Hit, ...],
    *,
    intents: tuple[Intent, ...],
    labels: tuple[Label, ...],
    people: int | None,
    categories: Mapping[str, Category],
    levels: Mapping[str, int],
) -> Urge:
    """Take the highest of what the words say and what the kind of help is worth by itself."""
    found = {hit.name for hit in hits if hit.kind is Kind.URGENCY}
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
        return Urge(level=Urgency.CAN_WAIT, reasons=(WAIT, *reasons))
    return Urge(level=Urgency(max(usual, highest)), reasons=reasons)
