"""Hears «nobody is injured», «pa gen blese», «no estoy enferma»: a danger that is denied is none."""

from ingest.catalog import Hit, Kind
from ingest.words import Gap, Words

BETWEEN = 3  # little words between «no» and what it denies: «pa gen blese», «no one here is injured»
# what people are or are not; that there are no children or no oxygen is another matter
STATES = frozenset("injured trapped bleeding unconscious dying fire violence pregnant disabled".split())
# lacked as often as denied («no insulin», «pa gen kay»): only a denial right before counts
CLOSE = frozenset(("sick", "exposed"))


def drop_denied(words: Words, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Drop the reasons for urgency that the text says are not there."""
    ends = {hit.stop for hit in hits if hit.kind is Kind.GIVING and hit.name == "denied"}
    if not ends:
        return hits
    meant = {
        at
        for hit in hits
        if hit.kind in (Kind.CATEGORY, Kind.URGENCY, Kind.NUMBER)
        for at in range(hit.first, hit.stop)
    }
    little = {hit.first for hit in hits if hit.kind is Kind.COMMON} - meant
    return tuple(
        hit
        for hit in hits
        if hit.kind is not Kind.URGENCY or not _is_denied(words, hit, ends=ends, little=little)
    )


def _is_denied(words: Words, hit: Hit, *, ends: set[int], little: set[int]) -> bool:
    if hit.name not in STATES | CLOSE:
        return False
    reach = 0 if hit.name in CLOSE else BETWEEN
    for at in range(hit.first, max(hit.first - reach - 1, 0), -1):
        if words.all[at].gap > Gap.SPACE:
            return False
        if at in ends:
            return True
        if at - 1 not in little:
            return False
    return False
