"""Finds what is lacked without the word «need»: «dlo a fini», «roof leaking», «busco pilas», «can't cook»."""

from ingest.catalog import Hit, Hits, Kind
from ingest.words import Gap, Lack, Words

BEFORE, AFTER = 4, 3  # words between a thing and what became of it
SOUGHT = 6  # words between a search and what is sought
NO_THINGS = frozenset(("missing", "information", "money", "security", "other"))
STAYS = "transport"  # a road that is blocked or a bridge that is gone is news


def read_lacks(words: Words, hits: Hits) -> tuple[Lack, ...]:
    """Pair each sign with the things in its reach, within one sentence."""
    things = [hit for hit in hits.of(Kind.CATEGORY) if hit.name not in NO_THINGS]
    signs = [hit for hit in hits.of(Kind.LACKING) if not _is_counted(words, hit)] if things else []
    return tuple(
        Lack(sign.first, sign.stop, thing.first)
        for sign in signs
        for thing in things
        if _reaches(sign, thing) and _in_one_sentence(words, sign, thing)
    )


def _reaches(sign: Hit, thing: Hit) -> bool:
    if sign.name == "seek":
        return sign.first <= thing.first < sign.stop + SOUGHT
    if sign.name == "unable":
        return sign.stop <= thing.first < sign.stop + AFTER
    if thing.name == STAYS:
        return False
    return thing.stop > sign.first - BEFORE and thing.first < sign.stop + AFTER


def _in_one_sentence(words: Words, one: Hit, other: Hit) -> bool:
    first, stop = min(one.first, other.first), max(one.stop, other.stop)
    return all(words.all[at].gap < Gap.STOP for at in range(first + 1, stop))


def _is_counted(words: Words, sign: Hit) -> bool:
    """Tell «plus de 200 …» from «plus de pain»."""
    return sign.stop < len(words.all) and words.all[sign.stop].form[0].isdecimal()
