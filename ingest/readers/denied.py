"""Hears «nobody is injured», «pa gen blese», «yaralı yok»: a danger that is denied is none."""

from collections.abc import Set
from dataclasses import dataclass

from ingest.catalog import Hit, Hits, Kind
from ingest.words import Gap, Words

BETWEEN = 3  # little words between «no» and what it denies: «pa gen blese», «no one here is injured»
# what people are or are not; that there are no children or no oxygen is another matter
STATES = frozenset("injured trapped bleeding unconscious dying fire violence pregnant disabled".split())
# lacked as often as denied («no insulin», «pa gen kay»): only a denial right before counts
CLOSE = frozenset(("sick", "exposed"))
# what such a word calls for besides; «pa gen dife» lacks a fire to cook on
CALLED_FOR = frozenset(("medical", "rescue", "security"))


@dataclass(frozen=True, slots=True)
class _Denials:
    """Where one `ends` that denies what follows, where one `starts` that denies what came; little words."""

    ends: Set[int]
    starts: Set[int]
    little: Set[int]


def drop_denied(words: Words, hits: Hits) -> Hits:
    """Drop the reasons for urgency that the text says are not there, and the help that these call for.

    A «we have enough» that is denied goes as well: «we do not have enough water» wants water.
    """
    denials = _denials(words, hits)
    if not denials.ends and not denials.starts:
        return hits
    denied = {
        hit
        for hit in hits
        if (hit.kind is Kind.URGENCY and _is_denied(words, hit, denials))
        or (hit.name == "not_need" and _is_denied_itself(words, hit, denials))
    }
    gone = {at for hit in denied if hit.name in STATES for at in range(hit.first, hit.stop)}
    return Hits(
        hit
        for hit in hits
        if hit not in denied and not (_is_called_for(hit) and gone.issuperset(range(hit.first, hit.stop)))
    )


def _is_called_for(hit: Hit) -> bool:
    return hit.kind is Kind.CATEGORY and hit.name in CALLED_FOR


def _denials(words: Words, hits: Hits) -> _Denials:
    said = hits.of(Kind.GIVING)
    after = {hit.first: hit.stop for hit in said if hit.name == "denied_after"}
    ends = {hit.stop for hit in said if hit.name == "denied"}
    # what may stand on either side, «su yok, yaralı var», denies what follows only where it opens its clause
    ends -= {stop for first, stop in after.items() if words.all[first].gap <= Gap.SPACE}
    if not ends and not after:
        return _Denials(ends, after.keys(), frozenset())
    meant = {
        at
        for hit in hits
        if hit.kind in (Kind.CATEGORY, Kind.URGENCY, Kind.NUMBER)
        for at in range(hit.first, hit.stop)
    }
    little = {hit.first for hit in hits if hit.kind is Kind.COMMON} - meant
    return _Denials(ends, after.keys(), little)


def _is_denied(words: Words, hit: Hit, denials: _Denials) -> bool:
    if hit.name not in STATES | CLOSE:
        return False
    return _is_denied_before(words, hit, denials) or _is_denied_after(words, hit, denials)


def _is_denied_before(words: Words, hit: Hit, denials: _Denials) -> bool:
    reach = 0 if hit.name in CLOSE else BETWEEN
    for at in range(hit.first, max(hit.first - reach - 1, 0), -1):
        if words.all[at].gap > Gap.SPACE:
            return False
        if at in denials.ends:
            return True
        if at - 1 not in denials.little:
            return False
    return False


def _is_denied_itself(words: Words, hit: Hit, denials: _Denials) -> bool:
    """Tell «not» + «have enough» from «do not need», which denies by its own words."""
    inside = range(hit.first + 1, hit.stop + 1)
    if any(stop in inside for stop in denials.ends) or words.all[hit.first].gap > Gap.SPACE:
        return False
    before = hit.first in denials.ends or (hit.first - 1 in denials.little and hit.first - 1 in denials.ends)
    return before or hit.stop in denials.starts


def _is_denied_after(words: Words, hit: Hit, denials: _Denials) -> bool:
    """Hear «yaralı yok», and no denial in «insülin yok» or «enkaz altında kaldık kimse yok»."""
    return hit.name in STATES and hit.stop in denials.starts and words.all[hit.stop].gap <= Gap.SPACE
