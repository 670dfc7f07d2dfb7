"""Hears how a text speaks: whether it asks plainly, is content, sells something, tells anything at all."""

from collections.abc import Mapping

from ingest.catalog import Hits, Kind
from ingest.words import Asking, Manner

SPAM, THANKS, ENOUGH = "spam", "thanks", "not_need"
TELLING = (Kind.CATEGORY, Kind.INTENT, Kind.URGENCY, Kind.LACKING, Kind.GIVING)
LIFE_AT_RISK = 4
# a text of so many words, that asks with such a score or more, says nothing by the way
PLAINLY = ((10, 0.7), (18, 0.76))
TOLD = 10  # words of a text in which danger or a number of people makes up for a low score
ALARM, ALARMED = 30, 0.1  # words that tell of a life at risk, and the chance of a need that is enough there


def read_manner(hits: Hits, asking: Asking, *, levels: Mapping[str, int]) -> Manner:
    """Tell whether words that ask are enough, whatever the model thinks, and what speaks against a need."""
    danger = any(levels[hit.name] == LIFE_AT_RISK for hit in hits.of(Kind.URGENCY))
    noise = {hit.name for hit in hits.of(Kind.NOISE) if hit.first == 0 or hit.name == SPAM}
    return Manner(
        plain=(asking.named or danger) and (not asking.taught or _is_plain(asking, danger=danger)),
        content=THANKS in noise or any(hit.name == ENOUGH for hit in hits.of(Kind.INTENT)),
        sells=SPAM in noise,
        tells=any(hits.of(kind) for kind in TELLING),
    )


def _is_plain(asking: Asking, *, danger: bool) -> bool:
    if danger and asking.size <= ALARM and asking.chance >= ALARMED:
        return True
    if asking.size <= TOLD and (danger or asking.counted):
        return True
    return any(asking.size <= most and asking.score >= least for most, least in PLAINLY)
