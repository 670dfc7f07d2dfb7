from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.normalise import normalise
from ingest.words import Gap


def forms(text):
    return [word.form for word in normalise(text).all]


def test_digits_and_letters_typed_together_are_two_words():
    assert forms("6moun 20L") == ["6", "moun", "20", "l"]
    assert forms("2,000 Port-au-Prince") == ["2,000", "port", "au", "prince"]


def test_gaps_tell_a_hyphen_from_a_comma_from_a_full_stop():
    gaps = [word.gap for word in normalise("Port-au Prince, dlo. Tant").all]
    assert gaps == [Gap.STOP, Gap.JOINED, Gap.SPACE, Gap.PAUSE, Gap.STOP]


@pytest.mark.parametrize(
    "text",
    [
        "पानी चाहियो। खाना",
        "पानी चाहियो॥ खाना",
        "पानी चाहियो | खाना",
        "نحتاج ماء؟ طعام",
        "نحتاج ماء۔ طعام",
        "нам треба… вода",
        "send water。please",
    ],
)
def test_a_sentence_ends_in_every_script(text):
    assert [word.gap for word in normalise(text).all] == [Gap.STOP, Gap.SPACE, Gap.STOP]


def test_a_comma_is_a_comma_in_every_script():
    assert [word.gap for word in normalise("ماء، طعام").all] == [Gap.STOP, Gap.PAUSE]


def test_vowel_signs_and_joiners_cut_no_word():
    assert forms("हामीलाई पानी चाहियो") == forms("हामिलाइ पानि चाहियो")
    assert len(forms("क्षेत्र\u200dमा हामीलाई")) == 2
    assert len(forms("нам потрібно п'ять ковдр")) == 4
    assert len(forms("می\u200cخواهم آب")) == 2


def test_a_picture_that_answers_is_a_word():
    assert forms("👍🏾 ok") == ["👍", "ok"]
    assert forms("🙂") == []


def test_a_word_with_marks_of_direction_lies_where_it_was():
    text = "\u202bنحتاج ماء\u202c الآن"
    word = normalise(text).all[1]
    assert text[word.start :].startswith("ماء")


def test_an_abbreviation_ends_no_sentence():
    assert [word.gap for word in normalise("St. Mari s.v.p").all][1:] == [
        Gap.SPACE,
        Gap.SPACE,
        Gap.JOINED,
        Gap.JOINED,
    ]
    assert [word.gap for word in normalise("вул. Лісова, буд. 5").all][1:] == [
        Gap.SPACE,
        Gap.PAUSE,
        Gap.SPACE,
    ]


def test_a_word_keeps_the_accent_that_was_typed_after_it():
    word = normalise("be\u0301 x").all[0]
    assert (word.form, word.start, word.end) == ("be", 0, 3)


def test_capitals_mean_nothing_when_everything_is_shouted():
    assert normalise("NOU BEZWEN DLO").shouted
    assert not normalise("Nou bezwen dlo nan Delmas").shouted


@given(st.text())
def test_words_lie_inside_the_text_in_order(text):
    words = normalise(text).all
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(first.start <= second.start for first, second in pairwise(words))


def test_an_ordinal_full_stop_ends_no_sentence_before_what_it_counts():
    assert Gap.STOP not in [word.gap for word in normalise("5. sokak").all[1:]]
    assert normalise("somos 4. ri jasmen").all[2].gap is Gap.STOP
