"""The original words, cut where something was read from them, so that a person can check at a glance."""

from collections.abc import Mapping

from app.api.views import SpanView
from ingest.catalog import load_catalog


def marked_spans(text: str, reading: Mapping[str, object], language: str) -> tuple[SpanView, ...]:
    """Cut a text into plain and marked pieces; where two marks overlap, the first in the text wins."""
    pieces: list[SpanView] = []
    done = 0
    for start, end, mark, label in sorted(_marks(reading, language)):
        if start < done or end > len(text) or start >= end:
            continue
        if start > done:
            pieces.append(SpanView(text=text[done:start]))
        pieces.append(SpanView(text=text[start:end], mark=mark, label=label))
        done = end
    if done < len(text):
        pieces.append(SpanView(text=text[done:]))
    return tuple(pieces)


def _marks(reading: Mapping[str, object], language: str) -> list[tuple[int, int, str, str]]:
    catalog = load_catalog()
    marks = []
    categories = reading.get("categories")
    for label in categories if isinstance(categories, list) else []:
        if span := label.get("span"):
            marks.append((*span, "category", catalog.category_label(language, label["name"])))
    place = reading.get("place")
    if isinstance(place, dict) and place.get("span"):
        marks.append((*place["span"], "place", ""))
    if span := reading.get("people_span"):
        assert isinstance(span, list)
        marks.append((*span, "people", str(reading.get("people", ""))))
    return marks
