"""Reads how far off a name and to which side of it somebody is: «2 km au sud de», «10 minutes' walk from»."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from geo.gazetteer.around import Amount, Near, longest
from geo.gazetteer.relation_words import MINUTE_M, Side, relation_words

LOOK_ON = 4  # words behind an amount that may say what it counts


class _Sign(Enum):
    AMOUNT = auto()
    COMPASS = auto()
    ON_FOOT = auto()
    AWAY = auto()
    LITTLE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """So many metres to a side; `words`: how many of the words beside the name say so."""

    metres: float
    bearing: float | None
    words: int


@dataclass(frozen=True, slots=True)
class _Seen:
    sign: _Sign
    stop: int
    size: int = 1
    amount: Amount | None = None
    bearing: float | None = None


def distance(words: Sequence[Near], side: Side, found: Sequence[Amount], *, behind: bool) -> Distance | None:
    """Go outwards from a name over articles and compass words to an amount of `found`.

    `behind` the name a number may as well begin what is needed there, so that something must say what it is.
    """
    seen = list(_signs(words, side, found))
    amount = next((sign.amount for sign in seen if sign.amount is not None), None)
    compass = next((sign for sign in seen if sign.bearing is not None), None)
    told = {sign.sign for sign in seen}
    stop = max((sign.stop for sign in seen if sign.sign is not _Sign.LITTLE), default=0)
    bearing = compass.bearing if compass else None
    if amount is None:
        # «est» is also French for «is», so that one word alone tells no side
        sure = compass is not None and (behind or compass.size > 1)
        return Distance(metres=0.0, bearing=bearing, words=stop) if sure else None
    if bearing is None and (seen[0].amount is not None or words[0].word in relation_words().inside):
        return None  # «6 m nan Jacmel», «6 m Jacmel»: they are six
    on_foot = _Sign.ON_FOOT in told
    if amount.minutes and not on_foot:
        return None
    if not amount.sure and bearing is None:
        return None
    if behind and bearing is None and not on_foot and _Sign.AWAY not in told:
        return None
    return Distance(metres=amount.metres + MINUTE_M * amount.minutes, bearing=bearing, words=stop)


def _signs(words: Sequence[Near], side: Side, found: Sequence[Amount]) -> Iterator[_Seen]:
    at, most = 0, len(words)
    while at < most:
        seen = _sign(words, at, side, found)
        if seen is None:
            return
        yield seen
        if seen.amount is not None:
            most = min(most, seen.stop + LOOK_ON)
        at = seen.stop


def _sign(words: Sequence[Near], at: int, side: Side, found: Sequence[Amount]) -> _Seen | None:
    amount = next((amount for amount in found if amount.start <= words[at].start < amount.end), None)
    if amount is not None:
        size = sum(amount.start <= near.start < amount.end for near in words[at:])
        return _Seen(_Sign.AMOUNT, at + size, amount=amount)
    little = _Seen(_Sign.LITTLE, at + 1) if words[at].word in relation_words().little else None
    if words[at].word not in side.heads:
        return little
    size, bearing = longest(words, at, side.compass)
    if bearing is not None:
        return _Seen(_Sign.COMPASS, at + size, size, bearing=bearing)
    for sign, phrases in ((_Sign.ON_FOOT, side.on_foot), (_Sign.AWAY, side.away)):
        size, told = longest(words, at, phrases)
        if told:
            return _Seen(sign, at + size)
    size, relation = longest(words, at, side.relations)
    if relation is not None:
        return _Seen(_Sign.LITTLE, at + size)
    return little
