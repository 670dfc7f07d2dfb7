"""Reads how much of something: «20 litres of water», «dlo 5 galon», «10 tents», «mahema 10»."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ingest.catalog import Category, Hit, Hits, Kind
from ingest.shapes import Quantity
from ingest.words import Gap, Number, Words

REACH = 3  # words between an amount and its thing
JOINS = (":", "=")  # «water: 20 bottles»
ODD = ("/", "%", ")", "-", "°")  # after a number that counts nothing: «1) food», «24/24»
# How often each kind was an amount of that thing, counted by eye on 70 real messages of 2010: with a unit
# 15 of 16, counted goods 22 of 26, numbers in words 3 of 6, sums of money 5 of 17 (the others were prices).
# Amounts that follow the bare thing are too rare there to be counted: a careful guess.
RATED = {"unit": 0.94, "counted": 0.85, "spelled": 0.5, "money": 0.29, "after": 0.4}


@dataclass(frozen=True, slots=True)
class _Marks:
    """The goods by where they begin and end, the units likewise, and what all known words cover."""

    starts: Mapping[int, Hit]
    stops: Mapping[int, Hit]
    units: Mapping[int, Hit]
    unit_stops: Mapping[int, Hit]
    known: Collection[int]
    named: Collection[int]  # words that name some kind of help, strongly or not
    people: Collection[int]
    placed: Collection[int]  # where «at», «in», «near» end: «at shelter 5» is a place
    ands: Collection[int]


@dataclass(frozen=True, slots=True)
class _Amount:
    item: str
    unit: str
    rule: str
    first: int
    stop: int


def read_quantities(
    words: Words, hits: Hits, *, numbers: tuple[Number, ...], categories: Mapping[str, Category]
) -> tuple[Quantity, ...]:
    """Find the amounts of goods, in the order of the text."""
    if not numbers:
        return ()
    marks = _marks(hits, categories)
    found = ((number, _amount(words, number, marks)) for number in numbers if number.value > 0)
    return tuple(_quantity(words, number, amount) for number, amount in found if amount is not None)


def _marks(hits: Hits, categories: Mapping[str, Category]) -> _Marks:
    named = hits.of(Kind.CATEGORY)
    goods = [hit for hit in named if hit.strong and categories[hit.name].goods]
    units = hits.of(Kind.UNIT)
    return _Marks(
        starts={hit.first: hit for hit in goods},
        stops={hit.stop: hit for hit in goods},
        units={hit.first: hit for hit in units},
        unit_stops={hit.stop: hit for hit in units},
        known=hits.known,
        named={at for hit in named for at in range(hit.first, hit.stop)},
        people={hit.first for hit in hits.of(Kind.PEOPLE) if hit.name in ("total", "part", "family")},
        placed={hit.stop for hit in hits.of(Kind.RELATION)},
        ands={hit.first for hit in hits.of(Kind.PEOPLE) if hit.name == "and"},
    )


def _amount(words: Words, number: Number, marks: _Marks) -> _Amount | None:
    if number.stop in marks.people:
        return None
    spelled = not words.all[number.first].form[0].isdecimal()
    if spelled and number.first in marks.named:
        return None  # «kat manje» is a card and not four
    return _measured(words, number, marks) or _counted(words, number, marks, spelled=spelled)


def _measured(words: Words, number: Number, marks: _Marks) -> _Amount | None:
    """Read «20 l water», «water 20 l», and «lita 20 za maji» where the unit comes first."""
    unit = marks.units.get(number.stop) if words.gap_after(number.stop) <= Gap.SPACE else None
    if unit is not None:
        first, stop = number.first, unit.stop
    elif (unit := marks.unit_stops.get(number.first)) and words.all[number.first].gap is Gap.SPACE:
        first, stop = unit.first, number.stop
    else:
        return None
    thing = _near(words, marks, first, stop)
    if thing is None:
        return None
    return _Amount(thing.name, unit.name, "unit", min(first, thing.first), max(stop, thing.stop))


def _near(words: Words, marks: _Marks, first: int, stop: int) -> Hit | None:
    """Look for the thing after the amount, then before it; what a comma or an «and» parts is another's."""
    for at in range(first, min(stop + REACH, len(words.all))):
        if at >= stop and (words.all[at].gap > Gap.SPACE or at in marks.ands):
            break
        if at in marks.starts:
            return marks.starts[at]
    for at in range(first, max(first - REACH, 0), -1):
        if _gap(words, at) not in ("", *JOINS):
            break
        if at in marks.stops:
            return marks.stops[at]
    return None


def _gap(words: Words, at: int) -> str:
    """Give what stands between a word and the one before it, without the spaces."""
    return words.text[words.all[at - 1].end : words.all[at].start].strip()


def _counted(words: Words, number: Number, marks: _Marks, *, spelled: bool) -> _Amount | None:
    """Read «10 tents», and not «Delmas 33 water»: a name before the number makes it an address."""
    if spelled and number.value == 1:
        return None  # «one», «yon», «un» is mostly an article
    alone = number.first == 0 or words.all[number.first].gap > Gap.SPACE
    if not alone and number.first - 1 not in marks.known:
        return None
    end = words.all[number.stop - 1].end
    runs_on = words.gap_after(number.stop) <= Gap.SPACE and words.text[end : end + 1] not in ODD
    thing = marks.starts.get(number.stop) if runs_on else None
    if thing is not None:
        rule = "money" if thing.name == "money" else "spelled" if spelled else "counted"
        return _Amount(thing.name, "", rule, number.first, thing.stop)
    return _listed(words, number, marks)


def _listed(words: Words, number: Number, marks: _Marks) -> _Amount | None:
    """Read «mahema 10» and «tents: 10», where nothing follows that the number might count."""
    thing = marks.stops.get(number.first)
    if thing is None or thing.name == "money" or thing.first in marks.placed:
        return None
    if _gap(words, number.first) not in ("", *JOINS) or words.all[number.first].gap is Gap.JOINED:
        return None
    if words.gap_after(number.stop) <= Gap.SPACE and number.stop not in marks.ands:
        return None
    end = words.all[number.stop - 1].end
    if words.text[end : end + 1] in ODD:
        return None
    return _Amount(thing.name, "", "after", thing.first, number.stop)


def _quantity(words: Words, number: Number, amount: _Amount) -> Quantity:
    return Quantity(
        item=amount.item,
        amount=number.value,
        unit=amount.unit,
        confidence=RATED[amount.rule],
        span=words.span(amount.first, amount.stop),
    )
