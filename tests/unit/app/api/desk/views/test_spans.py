import pytest

from app.api.desk.views.spans import marked_spans
from app.reports.stored import Said, StoredReading, stored_reading
from ingest.read import read_message, to_json

NEED = Said(what="need")
ENGLISH = Said(what="en")


def reading(**facts):
    return StoredReading(kind=NEED, language=ENGLISH, **facts)


def at(text, part, what, **more):
    """Something that was read from these words of a text."""
    start = text.index(part)
    return Said(what=what, span=(start, start + len(part)), **more)


def seen(text, read, language="en"):
    """The marked pieces, each with what it was read as; put together the pieces must be the text again."""
    pieces = marked_spans(text, read, language)
    assert "".join(piece.text for piece in pieces) == text
    return [
        (piece.text, [(mark.what, mark.label) for mark in piece.marks]) for piece in pieces if piece.marks
    ]


def test_dara_sees_the_frail_and_the_amounts_in_the_words():
    text = "Need 20 litres of water, 2 babies here"
    read = reading(
        categories=(at(text, "Need", "food"),),
        frail=(at(text, "2 babies", "infants", amount=2),),
        quantities=(at(text, "20 litres of water", "water", amount=20, unit="litre"),),
    )
    assert seen(text, read) == [
        ("Need", [("category", "Food")]),
        ("20 litres of water", [("amount", "20 litres of water")]),
        ("2 babies", [("frail", "2 babies")]),
    ]


def test_marks_that_overlap_become_one_and_none_is_lost():
    text = "3 pregnant women at Clinic Road"
    read = reading(
        people=at(text, "3 pregnant women", "people", amount=3),
        frail=(at(text, "3 pregnant", "pregnant", amount=3),),
        categories=(at(text, "women at Clinic", "medical"),),
        place=at(text, "Clinic Road", "Clinic Road"),
    )
    labels = [
        ("people", "3 people"),
        ("frail", "3 pregnant"),
        ("category", "Medical help"),
        ("place", ""),
    ]
    ((words, marks),) = seen(text, read)
    assert words == text
    assert [what for what, _ in marks] == [what for what, _ in labels]


def test_marks_that_only_touch_stay_two():
    text = "waterfood"
    read = reading(categories=(at(text, "water", "water"), at(text, "food", "food")))
    assert [words for words, _ in seen(text, read)] == ["water", "food"]


def test_an_amount_names_its_kind_already_and_another_kind_is_still_named():
    text = "dlo 5 galon"
    read = reading(
        categories=(at(text, "dlo", "water"), at(text, "galon", "fuel")),
        quantities=(at(text, text, "water", amount=5, unit="gallon"),),
    )
    assert seen(text, read) == [(text, [("amount", "5 gallons of water"), ("category", "Fuel")])]


@pytest.mark.parametrize("span", [(0, 99), (40, 50)])
def test_a_mark_beyond_the_words_is_no_mark(span):
    assert seen("water", reading(categories=(Said(what="water", span=span),))) == []


def test_no_words_are_no_pieces():
    assert marked_spans("", reading(), "en") == ()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("🚨🆘 we need 20 litres of water 🙏", "20 litres of water"),
        ("نحتاج 20 لتر ماء", "20 لتر ماء"),
        ("हामीलाई 20 लिटर पानी चाहियो", "20 लिटर पानी"),
    ],
)
def test_every_script_is_cut_where_it_was_read(text, marked):
    read = stored_reading(to_json(read_message(text)))
    assert (marked, [("amount", "20 litres of water")]) in seen(text, read)


def test_the_frail_are_cut_out_behind_letters_that_other_languages_count_twice():
    text = "𝓗𝓮𝓵𝓹 😭😭 2 babies"
    read = stored_reading(to_json(read_message(text)))
    assert ("2 babies", [("frail", "2 babies")]) in [
        (words, [mark for mark in marks if mark[0] == "frail"]) for words, marks in seen(text, read)
    ]
