"""What a case becomes when its person tells more: nothing is taken away silently."""

from dataclasses import replace

import pytest

from app.clock import now
from app.models.report import ReportKind, ReportState
from app.reports.merge import why_not
from app.reports.shapes import Case
from app.reports.update import grown
from ingest.shapes import Intent, Label, Quantity, Reading, Urge, Urgency

CASE = Case(
    id=1,
    reference="K7F3",
    link_token="",
    contact_id=1,
    kind=ReportKind.NEED,
    state=ReportState.OPEN,
    category="water",
    categories=("water",),
    urgency=3,
    people=6,
    language="en",
    text="",
    place_text="",
    place_name="",
    place_source="",
    radius_m=None,
    places_wanted=1,
    created_at=now(),
    point=None,
)
OTHER = replace(CASE, id=2, reference="M2QX", contact_id=2)


def told(intent: Intent = Intent.NEED, *names: str, people: int | None = None, urgency: int = 2) -> Reading:
    return Reading(
        text="",
        language="en",
        intent=intent,
        relevant=1.0,
        categories=tuple(Label(name=name, confidence=1.0) for name in names),
        people=people,
        urgency=Urge(level=Urgency(urgency)),
        quantities=(Quantity(item="shelter", amount=5),),
    )


def test_urgency_only_rises():
    assert grown(CASE, told(urgency=1)).urgency == 3
    assert grown(CASE, told(urgency=4)).urgency == 4


def test_how_many_they_are_is_what_they_said_last():
    assert grown(CASE, told(people=9)).people == 9
    assert grown(CASE, told()).people == 6


def test_what_is_needed_is_added_behind_what_was_needed_first():
    assert grown(CASE, told(Intent.NEED, "shelter", "water")).categories == ("water", "shelter")


def test_a_case_of_something_else_becomes_what_it_is_now_said_to_be():
    unknown = replace(CASE, category="other", categories=("other",))
    assert grown(unknown, told(Intent.NEED, "food")).categories == ("food",)
    assert grown(unknown, told(Intent.NEED, "other")).categories == ("other",)


def test_what_is_only_spoken_of_is_not_needed():
    after = grown(CASE, told(Intent.INFO, "food"))
    assert (after.categories, after.quantities) == (("water",), ())


@pytest.mark.parametrize(
    ("into", "other", "why"),
    [
        (CASE, CASE, "itself"),
        (CASE, replace(OTHER, merged_into=3), "merged already"),
        (replace(CASE, merged_into=2), OTHER, "part of another"),
        (CASE, replace(OTHER, kind=ReportKind.OFFER), "one kind"),
        (replace(CASE, state=ReportState.CLOSED), OTHER, "still open"),
        (CASE, replace(OTHER, state=ReportState.ACCEPTED), "A helper goes"),
    ],
)
def test_two_cases_that_cannot_be_one_are_refused_with_the_reason(into, other, why):
    assert why in why_not(into, other)


def test_two_open_needs_may_be_one():
    assert why_not(CASE, OTHER) == ""
    assert why_not(replace(CASE, state=ReportState.ACCEPTED), OTHER) == ""
