"""Which question about its place a case deserves next: two at most, none once the place is good enough."""

from collections.abc import Iterable

from app.messaging.say import Phrase, phrase
from app.models.report import LIVE, ReportKind
from app.reports.shapes import Case
from geo.place import Kind, Located
from geo.point import distance_m
from ingest.catalog import load_catalog
from ingest.shapes import Intent, Reading

MOST_QUESTIONS = {ReportKind.NEED: 2, ReportKind.OFFER: 1}  # who gives is not pressed
OFFER_WITHIN_M = 5_000.0  # helpers are matched by how far they go, which is kilometres
NAMED_M = 700.0  # a narrower circle is a street's or a landmark's: then what stands beside it is asked for
SAME_M = 1.0  # a pin set on its own spot again
PASSING_M = 5_000.0  # a city around the place we have is named in passing


def within_m(case: Case) -> float:
    """Say how wide a case's circle may be."""
    return allowed_m(case.kind, case.categories)


def allowed_m(kind: ReportKind, categories: Iterable[str]) -> float:
    """Say how wide a circle may be; of several kinds of help the strictest counts."""
    if kind is ReportKind.OFFER:
        return OFFER_WITHIN_M
    known = load_catalog().categories
    return min(known[name if name in known else "other"].within_m for name in categories)


def is_placed(case: Case) -> bool:
    """Tell a place that is good enough to go to; what a coordinator has set is."""
    if case.point is None or case.radius_m is None:
        return False
    return case.place_source == "desk" or case.radius_m <= within_m(case)


def next_question(case: Case) -> Phrase | None:
    """Choose what to ask the sender about the place; None when it is good enough or enough was asked."""
    if case.state not in LIVE or is_placed(case) or case.place_asked >= MOST_QUESTIONS.get(case.kind, 0):
        return None
    if case.place_asked:
        return phrase("where.again")
    if case.point is None or case.radius_m is None or not case.place_name:
        return phrase("where.first")
    return phrase("where.near" if case.radius_m <= NAMED_M else "where.wide", place=case.place_name)


def is_news(case: Case, located: Located) -> bool:
    """Tell a better or another place from the one we have, said again, and from a city named around it.

    What a coordinator has set, only a position moves: a name in passing would undo their work.
    """
    if case.point is None or case.radius_m is None:
        return True
    if case.place_source == "desk" and located.kind is not Kind.WRITTEN:
        return False
    apart_m = distance_m(case.point, located.point)
    if apart_m < SAME_M and located.radius_m >= case.radius_m:
        return False
    return not (located.radius_m > max(case.radius_m, PASSING_M) and apart_m <= located.radius_m)


def has_moved(case: Case, located: Located) -> bool:
    """Tell whether anybody on the way has another place to look for now."""
    if case.point is None or distance_m(case.point, located.point) >= SAME_M:
        return True
    return located.name != case.place_name


def lies_in(case: Case, located: Located) -> bool:
    """Tell a narrower place inside the circle that the case has."""
    if case.point is None or case.radius_m is None or located.radius_m >= case.radius_m:
        return False
    return distance_m(case.point, located.point) <= case.radius_m + located.radius_m


def repeats_need(case: Case, reading: Reading) -> bool:
    """Tell an answer that says the need again, «dlo, nan ri Jasmin», from another need."""
    if case.kind is not ReportKind.NEED or reading.intent is not Intent.NEED or not case.place_asked:
        return False
    named = {label.name for label in reading.categories}
    return not is_placed(case) and named <= set(case.categories) and reading.people in (None, case.people)
