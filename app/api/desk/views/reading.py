"""What a message was read as, in the coordinator's words, each thing with its doubt."""

from app.api.counted import amount_words, frail_words, people_words
from app.api.desk.views.doubt import Doubt, doubt_of
from app.api.pages import category_view
from app.api.views import FactView, ReadingView
from app.reports.stored import Said, StoredReading
from ingest.catalog import load_catalog
from web.language import language_name

MOST_GUESSES = 3


def reading_view(reading: StoredReading, language: str, *, checked: bool) -> ReadingView:
    """Say a reading line by line; `checked`: a coordinator has looked at it since, and knows better."""
    catalog = load_catalog()

    def named(labels: tuple[Said, ...]) -> tuple[FactView, ...]:
        return tuple(_fact(label, category_view(label.what, language).label) for label in labels)

    reasons = [reason for reason in reading.reasons if reason in catalog.reasons]
    everybody = (_fact(reading.people, people_words(reading.people, language)),) if reading.people else ()
    return ReadingView(
        doubt=overall(reading),
        checked=checked,
        kind=_fact(reading.kind, reading.kind.what),
        also=reading.also,
        categories=named(reading.categories),
        maybe=named(reading.maybe[:MOST_GUESSES]),
        people=everybody + tuple(_fact(frail, frail_words(frail, language)) for frail in reading.frail),
        amounts=tuple(_fact(one, amount_words(one, language)) for one in reading.quantities),
        urgency=int(reading.urgency.amount or 0) if reading.urgency else 0,
        urgency_doubt=doubt_of(reading.urgency.confidence if reading.urgency else None),
        reasons=tuple(catalog.reason_name(language, reason) for reason in reasons),
        place=_fact(reading.place, reading.place.what) if reading.place else None,
        language=_fact(reading.language, language_name(reading.language.what, language)),
    )


def overall(reading: StoredReading) -> Doubt:
    """How far the whole can be trusted: no further than what it wants, and what it is about."""
    best = max((label.confidence or 0.0 for label in reading.categories), default=0.0)
    asks = reading.kind.what in ("need", "offer", "help") or bool(reading.categories)
    known = [reading.kind.confidence, best if asks else None]
    return doubt_of(min((chance for chance in known if chance is not None), default=0.0))


def _fact(said: Said, words: str) -> FactView:
    return FactView(words=words, doubt=doubt_of(said.confidence))
