import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read import read_message, to_json
from ingest.shapes import Intent


@given(st.text(), st.booleans())
def test_no_text_can_stop_the_reader(text, answering):
    reading = read_message(text, answering=answering)
    assert reading.text == text
    spans = [label.span for label in (*reading.categories, *reading.maybe)] + [reading.people_span]
    for span in (*spans, reading.place.span if reading.place else None):
        assert span is None or 0 <= span[0] < span[1] <= len(text)
    assert 0 <= reading.relevant <= 1
    json.dumps(to_json(reading))


WORDS = (
    "nou bezwen dlo 6 moun ? ?d nan Delmas 33 , . no food K7F3 STOP wi 20 L rue Pavée two hundred - '".split()
)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_no_mixture_of_our_own_words_can_stop_the_reader(text):
    read_message(text, languages=("ht",), answering=True)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "?",
        "6 moun ",
        "nan Delmas 33 ",
        "A B ",
        "éÃ©",
        "1,",
        "\u0301",
        "K7F3",
        "पानी",
        "ماء ",
        "\u202e",
        "🆘",
        "п'",
    ],
)
def test_a_huge_text_is_read_to_its_end(piece):
    text = (piece * 10_000)[:10_000]
    assert read_message(text).text == text


@pytest.mark.parametrize("text", ["🙂", "👍", "\ud800", "\u202e\u200b", "\u0940", "؟", "१", "\x00", "\ufe0f"])
def test_the_smallest_text_is_read(text):
    assert read_message(text).text == text


def test_the_first_message_of_the_story_is_read_whole():
    text = "nou bezwen dlo nan Delmas 33, nou se 6 moun"
    read = to_json(read_message(text))
    doubts = {name: read.pop(name) for name in [*read] if name.endswith("confidence")}
    assert all(isinstance(doubt, float) and 0.5 < doubt <= 1 for doubt in doubts.values()), doubts
    assert without_doubt(read) == {
        "text": text,
        "language": "ht",
        "intent": "need",
        "also": [],
        "categories": [{"name": "water", "span": [11, 14]}],
        "maybe": [],
        "urgency": {"level": 2, "reasons": []},
        "people": 6,
        "people_span": [37, 43],
        "frail": [],
        "quantities": [],
        "place": {"text": "Delmas 33", "span": [19, 28]},
        "giver": None,
        "reply": None,
    }


def without_doubt(read):
    """Leave out how sure the reader is: that is measured elsewhere."""
    if isinstance(read, list):
        return [without_doubt(one) for one in read]
    if isinstance(read, dict):
        kept = {name: one for name, one in read.items() if name not in ("confidence", "relevant")}
        return {name: without_doubt(one) for name, one in kept.items()}
    return read


def test_what_is_sure_is_said_with_confidence():
    reading = read_message("nou bezwen dlo nan Delmas 33, nou se 6 moun")
    assert reading.need_confidence > 0.9
    assert reading.relevant > 0.9
    assert reading.categories[0].confidence > 0.9


def test_spans_count_characters_of_the_text_as_it_came():
    text = "𝐍ou bezwen ﬁ dlo"
    (label,) = read_message(text).categories
    assert label.span is not None
    assert text[slice(*label.span)] == "dlo"


def test_a_cry_for_help_with_words_is_a_need_and_no_command():
    reading = read_message("Help, we are trapped near Mill Street")
    assert reading.intent is Intent.NEED
    assert reading.urgency.level == 4


def test_quantities_are_written_as_people_write_them():
    read = to_json(read_message("we need 20 litres of water"))
    assert without_doubt(read["quantities"]) == [
        {"item": "water", "amount": 20, "unit": "litre", "span": [8, 26]}
    ]
