"""Reads numbers from digits and words: «6», «2,000», «vingt et un», «two hundred», «mia mbili na tano»."""

import re
from collections.abc import Mapping

from ingest.catalog import Hit, Hits, Kind
from ingest.words import Gap, Number, Words

_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")  # also «1,00,000»
# what stands inside a number in any language; where it is glued on, as in Arabic, the lexicon takes it off
_AND = frozenset("and et y e ve at t na і и та".split())
_SCALE_FIRST = frozenset(("sw",))  # «mia mbili» is two hundred
_UNITS_FIRST = frozenset(("ar",))  # «five and twenty»
_MOST_DIGITS = 12  # longer ones are phone numbers and the like
_THOUSAND = 1000
_SCALES = (100, _THOUSAND)


def read_numbers(words: Words, hits: Hits) -> tuple[Number, ...]:
    """Find every number of the text, in order, none inside another."""
    written: dict[int, Hit] = {}
    for hit in hits.of(Kind.NUMBER):
        if hit.stop > getattr(written.get(hit.first), "stop", 0):
            written[hit.first] = hit
    if not written and not words.numbered:
        return ()
    found: list[Number] = []
    at = 0
    while at < len(words.all):
        number = _digits(words, at, written) or _spelled(words, at, written)
        if number is not None:
            found.append(number)
        at = number.stop if number is not None else at + 1
    return tuple(found)


def _digits(words: Words, at: int, written: Mapping[int, Hit]) -> Number | None:
    form = words.all[at].form
    if not form[0].isdecimal() or len(form) > _MOST_DIGITS:
        return None
    if _THOUSANDS.fullmatch(form):
        return Number(float(re.sub("[.,]", "", form)), at, at + 1)
    if form.replace(",", ".").count(".") > 1:
        return None
    value, stop = float(form.replace(",", ".")), at + 1
    if stop < len(words.all) and words.all[stop].gap <= Gap.SPACE:
        if words.all[stop].form == "000":
            return Number(value * _THOUSAND, at, stop + 1)
        scale = written.get(stop)
        if scale is not None and float(scale.name) in _SCALES and scale.language not in _SCALE_FIRST:
            return Number(value * float(scale.name), at, scale.stop)
    return Number(value, at, stop)


def _spelled(words: Words, at: int, written: Mapping[int, Hit]) -> Number | None:
    hit = written.get(at)
    if hit is None:
        return None
    whole, part, stop = 0, int(hit.name), hit.stop
    if part == _THOUSAND:
        whole, part = part, 0
    if hit.language in _SCALE_FIRST and int(hit.name) in _SCALES and _is_digits(words, stop):
        return Number(float(words.all[stop].form) * int(hit.name), at, stop + 1)
    last = hit
    while (after := _next(words, last, written)) is not None:
        if last.language in _SCALE_FIRST and int(last.name) in _SCALES and after.first == last.stop:
            joined = _scaled(whole, part, by=int(after.name))
        else:
            joined = _joined(whole, part, int(after.name), units_first=last.language in _UNITS_FIRST)
        if joined is None:
            break
        (whole, part), stop, last = joined, after.stop, after
    return Number(float(whole + part), at, stop)


def _is_digits(words: Words, at: int) -> bool:
    return (
        at < len(words.all)
        and words.all[at].gap <= Gap.SPACE
        and words.all[at].form.isdecimal()
        and len(words.all[at].form) < len("000")
    )


def _scaled(whole: int, part: int, *, by: int) -> tuple[int, int] | None:
    """Multiply the scale that was said last: «elfu tatu», «mia tano»."""
    if by >= 100:
        return None
    return (whole * by, 0) if part == 0 else (whole, part - 100 + 100 * by)


def _next(words: Words, last: Hit, written: Mapping[int, Hit]) -> Hit | None:
    for at in (last.stop, last.stop + 1):
        if at >= len(words.all) or words.all[at].gap > Gap.SPACE:
            return None
        if at in written:
            return written[at]
        if words.all[at].form not in _AND:
            return None
    return None


def _joined(whole: int, part: int, more: int, *, units_first: bool) -> tuple[int, int] | None:
    """Join a number word to those before it, «two» «hundred» «six»; None where it begins a new number."""
    if more == _THOUSAND:
        return (whole + max(part, 1) * _THOUSAND, 0) if whole == 0 else None
    if more == 100 and 1 < part < 10:
        return whole, part * 100
    tens = part % 100
    if units_first and 0 < tens < 10 and more in range(20, 100, 10):
        return whole, part + more
    if part == 0 or (tens == 0 and more < 100):
        return whole, part + more
    if tens == 10 and 7 <= more <= 9:  # dix-sept
        return whole, part + more
    if tens >= 20 and tens % 10 == 0 and more < (20 if tens in (60, 80) else 10):
        return whole, part + more
    return None
