"""What a person hears back at once: that we have it, what we understood, what to do if life is at risk."""

from collections.abc import Sequence

from app.dispatch.words import what_words
from app.messaging.say import Phrase, phrase
from app.models.report import ReportKind
from app.reports.shapes import Case

LIFE_AT_RISK = 4
MOST_NAMED = 3


def receipt(
    case: Case,
    *,
    emergency_number: str,
    question: Phrase | None = None,
    place: Phrase | str = "",
    offered: Sequence[str] = (),
) -> tuple[Phrase, ...]:
    """Choose the sentences of the first answer; a question comes last, the number to call before it.

    `place`: what to call a point that has no name; `offered`: what was understood of an offer.
    """
    asked = (question,) if question else ()
    named = phrase(f"category.{case.category}")
    place = case.place_name or place or phrase("place.unnamed")
    if case.kind is ReportKind.OFFER:
        offer = _offered(offered) if len(offered) > 1 else phrase("what", category=named)
        return (
            (phrase("receipt.offer", what=offer, place=place), *asked)
            if case.point
            else (phrase("receipt.offer_noplace", what=offer),)
        )
    if case.kind is ReportKind.NEED:
        return (*_need(case, place, emergency_number, asked=bool(asked)), *asked)
    if case.kind is ReportKind.SAFE:
        return (phrase("receipt.safe"),)
    if case.kind is ReportKind.MISSING:
        return (phrase("receipt.missing", case=case.reference),)
    return (phrase("receipt.other"),)


def _offered(names: Sequence[str]) -> Phrase:
    """Say up to three kinds of help in a row."""
    first, *others = (phrase(f"category.{name}") for name in names[:MOST_NAMED])
    for more in others:
        first = phrase("what.also", first=first, more=more)
    return first


def _need(case: Case, place: Phrase | str, emergency_number: str, *, asked: bool) -> tuple[Phrase, ...]:
    what = what_words(case.category, case.people)
    have = (
        phrase("receipt.need", case=case.reference, what=what, place=place)
        if case.point
        else phrase("receipt.need_noplace", case=case.reference, what=what)
    )
    better = (phrase("receipt.place_wrong"),) if case.point and not asked else ()
    call = (phrase("receipt.emergency", emergency=emergency_number),) if emergency_number else ()
    if case.urgency >= LIFE_AT_RISK:
        return (*call, have, *better)
    return (have, *better, *call)
