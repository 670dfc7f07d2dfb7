"""What holds of every reading, whatever the text: tables, hypothesis and the fuzzer ask for the same."""

import json
import math
from collections.abc import Callable, Iterator, Mapping

from ingest.read import to_json
from ingest.shapes import Reading

Span = tuple[int, int]


def broken_laws(reading: Reading, text: str) -> list[str]:
    """Name the laws that a reading of `text` breaks; none, for a reader that can be trusted."""
    return ["it is of this text"] * (reading.text != text) + [
        law for law, holds in LAWS.items() if not holds(reading)
    ]


def _spans(reading: Reading) -> Iterator[Span]:
    for labels in (reading.categories, reading.maybe):
        yield from (label.span for label in labels if label.span is not None)
    yield from (quantity.span for quantity in reading.quantities if quantity.span is not None)
    yield from (frail.span for frail in reading.frail)
    if reading.people_span is not None:
        yield reading.people_span
    if reading.place is not None:
        yield reading.place.span


def _spans_lie_inside(reading: Reading) -> bool:
    return all(0 <= start < end <= len(reading.text) for start, end in _spans(reading))


def _spans_begin_with_a_word(reading: Reading) -> bool:
    # one that is off by a few characters begins in a gap sooner or later
    return not any(reading.text[start : start + 1].isspace() for start, _ in _spans(reading))


def _the_place_is_what_its_span_covers(reading: Reading) -> bool:
    place = reading.place
    return place is None or place.text == reading.text[slice(*place.span)]


def _doubts(reading: Reading) -> Iterator[float]:
    yield from (reading.relevant, reading.language_confidence, reading.intent_confidence)
    yield from (reading.people_confidence, reading.urgency.confidence)
    yield from (label.confidence for label in (*reading.categories, *reading.maybe))
    yield from (quantity.confidence for quantity in reading.quantities)
    yield from (frail.confidence for frail in reading.frail)
    if reading.place is not None:
        yield reading.place.confidence


def _every_confidence_is_a_chance(reading: Reading) -> bool:
    return all(0 <= doubt <= 1 for doubt in _doubts(reading))


def _numbers_can_be_counted(reading: Reading) -> bool:
    counts = [reading.people, *(frail.count for frail in reading.frail)]
    amounts = (quantity.amount for quantity in reading.quantities)
    return all(count is None or count > 0 for count in counts) and all(
        math.isfinite(amount) and amount > 0 for amount in amounts
    )


def _nothing_is_said_twice(reading: Reading) -> bool:
    names = [label.name for label in (*reading.categories, *reading.maybe)]
    intents = [reading.intent, *reading.also]
    return len(names) == len(set(names)) and len(intents) == len(set(intents))


def _it_can_be_written_as_json(reading: Reading) -> bool:
    try:
        json.dumps(to_json(reading), allow_nan=False)
    except (TypeError, ValueError):
        return False
    return True


LAWS: Mapping[str, Callable[[Reading], bool]] = {
    "spans lie inside the text, in order": _spans_lie_inside,
    "spans begin with a word": _spans_begin_with_a_word,
    "the place is what its span covers": _the_place_is_what_its_span_covers,
    "every confidence is between 0 and 1": _every_confidence_is_a_chance,
    "numbers can be counted": _numbers_can_be_counted,
    "nothing is said twice": _nothing_is_said_twice,
    "it can be written as JSON": _it_can_be_written_as_json,
}
