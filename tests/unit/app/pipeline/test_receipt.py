from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.messaging.say import Phrase, in_language, phrase
from app.models.report import ReportKind, ReportState
from app.pipeline.receipt import receipt
from app.reports.shapes import Case
from geo.point import Point

AMINAS = Case(
    id=3,
    reference="K7F3",
    link_token="token",
    contact_id=4,
    kind=ReportKind.NEED,
    state=ReportState.NEW,
    category="water",
    categories=("water",),
    urgency=3,
    people=6,
    language="en",
    text="need water for 6 at Delmas 33",
    place_text="Delmas 33",
    place_name="Delmas 33",
    place_source="gazetteer",
    radius_m=200.0,
    places_wanted=1,
    created_at=datetime(2030, 1, 12, tzinfo=UTC),
    point=Point(lat=18.54, lon=-72.3),
)


NOWHERE = replace(AMINAS, point=None, place_name="", radius_m=None)


def said(
    case: Case, emergency_number: str = "114", question: Phrase | None = None, place: str = ""
) -> list[str]:
    told = receipt(case, emergency_number=emergency_number, question=question, place=place)
    return [in_language(one, "en") for one in told]


def test_amina_hears_that_we_have_it_what_we_understood_how_to_mend_it_and_whom_to_call():
    assert said(AMINAS) == [
        "We have it. Case K7F3: water for 6 people near Delmas 33.",
        "Wrong place? Reply with a better one.",
        "If life is at risk, call 114.",
    ]


def test_where_life_is_at_risk_the_emergency_number_comes_first():
    assert said(replace(AMINAS, urgency=4))[0] == "If life is at risk, call 114."
    assert len(said(replace(AMINAS, urgency=4))) == 3


def test_without_a_place_the_last_sentence_is_where():
    assert said(NOWHERE, question=phrase("where.first")) == [
        "We have it. Case K7F3: water for 6 people.",
        "If life is at risk, call 114.",
        "Where is it? Reply with a street or a place people know.",
    ]


def test_the_number_to_call_stands_before_the_question_where_life_is_at_risk_too():
    call, have, question = said(replace(NOWHERE, urgency=4), question=phrase("where.first"))
    assert (call, have) == ("If life is at risk, call 114.", "We have it. Case K7F3: water for 6 people.")
    assert question.startswith("Where is it?")


def test_a_wide_place_is_asked_about_instead_of_doubted():
    assert said(AMINAS, question=phrase("where.wide", place="Delmas 33")) == [
        "We have it. Case K7F3: water for 6 people near Delmas 33.",
        "If life is at risk, call 114.",
        "Which street or landmark in Delmas 33?",
    ]


def test_a_point_without_a_name_may_be_called_by_what_is_beside_it():
    assert "near 200 m NE of Mill." in said(replace(AMINAS, place_name=""), place="200 m NE of Mill")[0]


def test_a_dot_without_a_name_is_called_the_place_on_the_map():
    assert "near the place on the map" in said(replace(AMINAS, place_name=""))[0]


def test_an_incident_without_an_emergency_number_names_none():
    assert said(AMINAS, emergency_number="") == [
        "We have it. Case K7F3: water for 6 people near Delmas 33.",
        "Wrong place? Reply with a better one.",
    ]


def test_people_are_counted_only_when_we_know_how_many():
    assert said(replace(AMINAS, people=None))[0] == "We have it. Case K7F3: water near Delmas 33."


@pytest.mark.parametrize(
    ("different", "key"),
    [
        ({"kind": ReportKind.OFFER}, "receipt.offer"),
        ({"kind": ReportKind.OFFER, "point": None}, "receipt.offer_noplace"),
        ({"kind": ReportKind.SAFE}, "receipt.safe"),
        ({"kind": ReportKind.MISSING}, "receipt.missing"),
        ({"kind": ReportKind.INFO}, "receipt.other"),
        ({"kind": ReportKind.OTHER}, "receipt.other"),
    ],
)
def test_everybody_hears_back_whatever_they_wrote(different, key):
    found = receipt(replace(AMINAS, **different), emergency_number="114")
    assert [one.key for one in found] == [key]
    assert in_language(found[0], "ht")


def test_a_helper_is_not_told_for_how_many_people_they_give():
    assert "6" not in said(replace(AMINAS, kind=ReportKind.OFFER))[0]
