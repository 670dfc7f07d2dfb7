import pytest

from app.pipeline.evidence import attached_pin, form_fields, typed_place, with_fields
from geo.point import Point
from ingest.shapes import Intent, Label, Reading, Reply

READ = Reading(
    text="rice for my neighbours",
    language="en",
    intent=Intent.NEED,
    relevant=0.9,
    intent_confidence=0.6,
    categories=(Label(name="food", confidence=0.7, span=(0, 4)),),
    people=2,
    people_confidence=0.8,
    people_span=(9, 22),
)


def test_a_text_message_has_no_fields_and_is_read_as_it_stands():
    assert form_fields({}) == form_fields({"fields": "broken"}) == {}
    assert with_fields(READ, {}) is READ


def test_what_a_person_chose_on_a_form_stands_above_what_was_read():
    reading = with_fields(READ, {"kind": "offer", "category": "water,food", "people": "12"})
    assert (reading.intent, reading.intent_confidence) == (Intent.OFFER, 1.0)
    assert (reading.people, reading.people_confidence, reading.people_span) == (12, 1.0, None)
    assert [(label.name, label.confidence) for label in reading.categories] == [("water", 1.0), ("food", 1.0)]


def test_what_was_read_beside_the_choice_is_kept_after_it():
    reading = with_fields(READ, {"category": "water"})
    assert [(label.name, label.confidence) for label in reading.categories] == [("water", 1.0), ("food", 0.7)]
    assert reading.intent is Intent.NEED


def test_words_on_a_form_are_a_story_even_when_they_look_like_a_command():
    read = Reading(text="yes", language="en", intent=Intent.REPLY, relevant=1, reply=Reply(command="yes"))
    assert with_fields(read, {"kind": "need"}).reply is None
    assert with_fields(read, {"people": "3"}).reply is not None


def test_a_category_that_was_chosen_twice_counts_once():
    assert [label.name for label in with_fields(READ, {"category": "water,water"}).categories] == [
        "water",
        "food",
    ]


def test_a_category_that_nobody_knows_is_left_out():
    assert with_fields(READ, {"category": "gold"}).categories == READ.categories


@pytest.mark.parametrize("people", ["", "0", "-3", "many", "10001", "1.5", "9" * 5000])
def test_a_number_of_people_that_cannot_be_is_not_believed(people):
    assert with_fields(READ, {"people": people, "kind": "need"}).people == 2


@pytest.mark.parametrize(
    "details",
    [
        {"pin": {"lat": "15.3", "lon": "-64.1", "label": "home"}},
        {"fields": {"lat": "15.3", "lon": "-64.1"}},
        {"pin": {"lat": "15.3", "lon": "-64.1"}, "fields": {"lat": "1", "lon": "1"}},
    ],
)
def test_a_position_that_a_phone_attached_is_where_the_message_is_about(details):
    assert attached_pin(details) == (Point(lat=15.3, lon=-64.1), "")


@pytest.mark.parametrize("details", [{}, {"pin": {"lat": "", "lon": ""}}, {"fields": {"place": "Mill"}}])
def test_most_messages_have_no_position(details):
    assert attached_pin(details) == (None, "")


@pytest.mark.parametrize("lat", ["95", "north", "nan", "1e400"])
def test_a_bad_position_costs_nobody_their_message_and_its_flaw_is_told(lat):
    point, flaw = attached_pin({"pin": {"lat": lat, "lon": "-64.1"}})
    assert point is None
    assert flaw


@pytest.mark.parametrize(
    "details",
    [
        {"fields": {"place": "Mill, Delmas 33"}},
        {"pin": {"lat": "15.3", "lon": "-64.1", "label": "Mill, Delmas 33"}},
        {"pin": {"lat": "", "lon": "", "label": "Mill, Delmas 33"}},
        {"fields": {"place": "Mill, Delmas 33"}, "pin": {"lat": "1", "lon": "2", "label": "elsewhere"}},
    ],
)
def test_the_name_and_address_that_come_with_a_pin_are_words_for_its_place(details):
    assert typed_place(details) == "Mill, Delmas 33"


@pytest.mark.parametrize("details", [{}, {"pin": {"lat": "1", "lon": "2"}}, {"pin": "here"}, {"fields": {}}])
def test_most_messages_name_their_place_in_the_text_alone(details):
    assert typed_place(details) == ""
