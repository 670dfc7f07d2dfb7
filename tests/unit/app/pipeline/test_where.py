from dataclasses import replace

import pytest

from app.messaging.say import in_language, phrase
from app.models.report import ReportKind, ReportState
from app.pipeline.where import is_news, is_placed, lies_in, next_question, repeats_need, within_m
from geo.place import Kind, Located
from ingest.catalog import load_catalog
from ingest.shapes import Intent, Label, Reading, Urge, Urgency
from tests.town import corner
from tests.unit.app.pipeline.test_receipt import AMINAS

NOWHERE = replace(AMINAS, point=None, radius_m=None, place_name="")
WIDE = replace(AMINAS, point=corner("Mill"), radius_m=2_000.0, place_name="Delmas")


def at(name: str, radius_m: float) -> Located:
    return Located(point=corner(name), radius_m=radius_m, name=name, kind=Kind.STREET, source="town")


def asked(case, **changed) -> str:
    question = next_question(replace(case, **changed))
    return question.key if question else ""


def test_who_names_no_place_is_asked_twice_and_not_a_third_time():
    assert [asked(NOWHERE, place_asked=n) for n in (0, 1, 2, 3)] == ["where.first", "where.again", "", ""]


def test_who_names_a_wide_place_is_asked_for_a_street_in_it():
    question = next_question(WIDE)
    assert question is not None
    assert (question.key, question.values) == ("where.wide", {"place": "Delmas"})
    assert asked(WIDE, place_asked=1) == "where.again"


def test_a_wide_circle_without_a_name_is_asked_for_as_if_there_were_none():
    assert asked(WIDE, place_name="") == "where.first"


@pytest.mark.parametrize(
    ("categories", "radius_m", "question"),
    [
        (("water",), 1_500, ""),
        (("water",), 1_501, "where.wide"),
        (("rescue",), 300, ""),
        (("rescue",), 400, "where.near"),
        (("medical",), 501, "where.near"),
        (("medical",), 701, "where.wide"),
        (("water", "medical"), 600, "where.near"),
        (("information",), 19_000, ""),
        (("never heard of",), 1_600, "where.wide"),
    ],
)
def test_how_wide_is_too_wide_depends_on_what_is_needed(categories, radius_m, question):
    assert asked(WIDE, categories=categories, radius_m=float(radius_m)) == question


def test_every_kind_of_help_says_how_wide_its_place_may_be():
    assert all(200 <= category.within_m <= 20_000 for category in load_catalog().categories.values())


def test_who_offers_is_asked_once_and_only_where_matching_would_fail():
    offer = replace(NOWHERE, kind=ReportKind.OFFER)
    assert [asked(offer, place_asked=n) for n in (0, 1)] == ["where.first", ""]
    assert within_m(offer) == 5_000
    assert asked(WIDE, kind=ReportKind.OFFER) == ""
    assert asked(WIDE, kind=ReportKind.OFFER, radius_m=9_000.0) == "where.wide"


@pytest.mark.parametrize("kind", [ReportKind.SAFE, ReportKind.MISSING, ReportKind.INFO, ReportKind.OTHER])
def test_nobody_else_is_asked(kind):
    assert asked(NOWHERE, kind=kind) == ""


@pytest.mark.parametrize("state", [ReportState.CLOSED, ReportState.CANCELLED, ReportState.NOISE])
def test_a_case_that_has_ended_is_not_asked_about(state):
    assert asked(NOWHERE, state=state) == ""


def test_what_a_coordinator_has_set_is_a_place():
    assert is_placed(replace(WIDE, place_source="desk"))
    assert not is_placed(WIDE)
    assert not is_placed(NOWHERE)


def test_a_narrower_place_and_a_place_elsewhere_are_news():
    assert is_news(NOWHERE, at("Mill", 50_000))
    assert is_news(WIDE, at("Bridge", 200))
    assert is_news(WIDE, at("Quarry", 2_000))
    assert is_news(AMINAS, Located(point=corner("Mill"), radius_m=50, name="", kind=Kind.WRITTEN, source="x"))


def test_what_a_coordinator_set_is_moved_by_a_position_and_by_no_name():
    theirs = replace(WIDE, place_source="desk")
    pin = Located(point=corner("Bridge"), radius_m=30, name="", kind=Kind.WRITTEN, source="written")
    assert is_news(theirs, pin)
    assert not is_news(theirs, at("Bridge", 200))


def test_the_same_place_again_and_the_city_around_it_are_no_news():
    assert not is_news(WIDE, at("Mill", 2_000))
    assert not is_news(WIDE, at("Quarry", 40_000))


def test_an_answer_lies_in_the_wide_place_or_elsewhere():
    assert lies_in(WIDE, at("Bridge", 200))
    assert not lies_in(WIDE, at("Quarry", 200))
    assert not lies_in(WIDE, at("Mill", 2_000))
    assert not lies_in(NOWHERE, at("Mill", 200))


def need(*categories: str, people: int | None = None, intent: Intent = Intent.NEED) -> Reading:
    return Reading(
        text="",
        language="en",
        intent=intent,
        relevant=1.0,
        categories=tuple(Label(name=name, confidence=0.9) for name in categories),
        urgency=Urge(level=Urgency.SOON),
        people=people,
    )


def test_an_answer_may_say_the_need_again():
    open_case = replace(WIDE, place_asked=1)
    assert repeats_need(open_case, need("water"))
    assert repeats_need(open_case, need(people=6))
    assert not repeats_need(open_case, need("water", people=9))
    assert not repeats_need(open_case, need("food"))
    assert not repeats_need(open_case, need("water", intent=Intent.OFFER))
    assert not repeats_need(WIDE, need("water"))
    assert not repeats_need(replace(open_case, radius_m=60.0), need("water"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "في أي شارع أو قرب أي مكان معروف في Delmas؟"),
        ("en", "Which street or landmark in Delmas?"),
        ("es", "¿En qué calle o lugar conocido de Delmas?"),
        ("fr", "Quelle rue ou quel lieu connu à Delmas ?"),
        ("ht", "Ki ri oswa ki kote moun konnen nan Delmas?"),
        ("ne", "Delmas को कुन टोल, चोक वा चिनिने ठाउँ हो?"),
        ("pt", "Em que rua ou lugar conhecido de Delmas?"),
        ("sw", "Ni mtaa gani au mahali gani panapojulikana katika Delmas?"),
        ("tl", "Saang kalye o kilalang lugar po sa Delmas?"),
        ("tr", "Delmas içinde hangi sokak ya da bilinen yer?"),
        ("uk", "Яка вулиця або відоме місце (Delmas)?"),
    ],
)
def test_the_question_is_asked_in_every_language(language, said):
    question = next_question(WIDE)
    assert question is not None
    assert in_language(question, language) == said


@pytest.mark.parametrize("language", sorted(load_catalog().languages))
def test_the_second_question_is_worded_differently_in_every_language(language):
    first, again = phrase("where.first"), phrase("where.again")
    assert in_language(first, language) != in_language(again, language)
    assert all(
        in_language(one, language).count("?") + in_language(one, language).count("؟") == 1
        for one in (first, again)
    )
