"""Reads how much of something: «20 litres of water», «dlo 5 galon», «10 tents»."""

from collections.abc import Collection, Mapping

from ingest.catalog import Category, Hit, Kind
from ingest.shapes import Quantity
from ingest.words import Gap, Number, Words

REACH = 3  # words between an amount and its thing


def read_quantities(
    words: Words, hits: tuple[Hit, ...], *, numbers: tuple[Number, ...], categories: Mapping[str, Category]
) -> tuple[Quantity, ...]:
    """Find the amounts of goods, in the order of the text."""
    goods = [hit for hit in hits if hit.kind is Kind.CATEGORY and hit.strong and categories[hit.name].goods]
    starts = {hit.first: hit.name for hit in goods}
    stops = {hit.stop: hit.name for hit in goods}
    units = {hit.first: hit for hit in hits if hit.kind is Kind.UNIT}
    people = {
        hit.first for hit in hits if hit.kind is Kind.PEOPLE and hit.name in ("total", "part", "family")
    }
    known = {at for hit in hits for at in range(hit.first, hit.stop)}
    found = []
    for number in numbers:
        if number.stop in people or number.value <= 0:
            continue
        unit = units.get(number.stop) if words.gap_after(number.stop) <= Gap.SPACE else None
        if unit is not None:
            item = _near(starts, stops, number, unit.stop)
        else:
            item = _counted(words, starts, number, known)
        if item is not None:
            found.append(Quantity(item=item, amount=number.value, unit=unit.name if unit else ""))
    return tuple(found)


def _near(starts: Mapping[int, str], stops: Mapping[int, str], number: Number, stop: int) -> str | None:
    after = (starts.get(at) for at in range(number.stop, stop + REACH))
    before = (stops.get(at) for at in range(number.first, number.first - REACH, -1))
    return next((name for name in (*after, *before) if name is not None), None)


def _counted(words: Words, starts: Mapping[int, str], number: Number, known: Collection[int]) -> str | None:
    """Read «10 tents», and not «Delmas 33 water»: a name before the number makes it an address."""
    if number.first > 0 and number.first - 1 not in known and words.all[number.first].gap <= Gap.SPACE:
        return None
    if words.gap_after(number.stop) > Gap.SPACE:
        return None
    return starts.get(number.stop)
