"""The original words, cut where something was read from them, so that a person can check at a glance."""

from collections.abc import Iterator
from itertools import pairwise

from app.api.counted import amount_words, frail_words, people_words
from app.api.desk.views.doubt import doubt_of
from app.api.pages import category_view
from app.api.views import MarkView, SpanView
from app.reports.stored import Said, StoredReading


def marked_spans(text: str, reading: StoredReading, language: str) -> tuple[SpanView, ...]:
    """Cut a text into plain and marked pieces; marks that overlap become one piece with the labels of all."""
    runs: list[tuple[int, int, list[MarkView]]] = []
    for start, end, mark in sorted(_marks(reading, language), key=lambda one: (one[0], -one[1])):
        if end > len(text):
            continue
        if runs and start < runs[-1][1]:
            first, last, marks = runs[-1]
            runs[-1] = (first, max(last, end), [*marks, mark])
        else:
            runs.append((start, end, [mark]))
    marked = {(start, end): tuple(marks) for start, end, marks in runs}
    cuts = sorted({0, len(text)}.union(*marked))
    return tuple(SpanView(text=text[a:b], marks=marked.get((a, b), ())) for a, b in pairwise(cuts))


def _marks(reading: StoredReading, language: str) -> Iterator[tuple[int, int, MarkView]]:
    # «20 litres of water» says «water» already
    for quantity in reading.quantities:
        yield from _mark("amount", quantity, amount_words(quantity, language))
    for label in reading.categories:
        if not any(_within(label, quantity) for quantity in reading.quantities):
            yield from _mark("category", label, category_view(label.what, language).label)
    for frail in reading.frail:
        yield from _mark("frail", frail, frail_words(frail, language))
    if reading.people:
        yield from _mark("people", reading.people, people_words(reading.people, language))
    if reading.place:
        yield from _mark("place", reading.place, "")


def _mark(what: str, said: Said, label: str) -> Iterator[tuple[int, int, MarkView]]:
    if said.span:
        yield (*said.span, MarkView(what=what, label=label, doubt=doubt_of(said.confidence)))


def _within(label: Said, quantity: Said) -> bool:
    if label.what != quantity.what or not label.span or not quantity.span:
        return False
    return quantity.span[0] <= label.span[0] and label.span[1] <= quantity.span[1]
