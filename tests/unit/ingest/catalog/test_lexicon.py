import pytest

from ingest.catalog.lexicon import Entry, Kind, Lexicon
from ingest.readers.normalise import normalise

LEXICON = Lexicon(
    [
        ("bezwen", Entry(Kind.INTENT, "need", "ht")),
        ("pa bezwen", Entry(Kind.INTENT, "not_need", "ht")),
        ("dlo", Entry(Kind.CATEGORY, "water", "ht")),
        ("medik*", Entry(Kind.CATEGORY, "medical", "ht")),
        ("lekòl", Entry(Kind.PLACE, "kind", "ht")),
        ("bò", Entry(Kind.RELATION, "near", "ht")),
        ("don't need", Entry(Kind.INTENT, "not_need", "en")),
    ]
)


def names(text):
    return [hit.name for hit in LEXICON.find(normalise(text))]


@pytest.mark.parametrize(
    "text", ["lekòl", "LEKOL", "lek?l", "lek???l", "lekl", "lek\ufffdl", "lekÃ²l", "leko\u0300l"]
)
def test_a_word_is_found_whatever_became_of_its_accent(text):
    assert names(text) == ["kind"]


def test_a_lost_letter_at_the_end_is_told_from_a_question():
    assert names("b? lek?l") == ["near", "kind"]
    assert names("dlo?") == ["water"]


def test_drawn_out_letters_and_accents_too_many_are_forgiven():
    assert names("dlooooo") == ["water"]
    assert names("b?") == ["near"]
    assert names("d?") == []  # too short to guess
    assert names("b?zwen") == ["need"]


def test_a_longer_find_hides_the_shorter_one_of_its_kind_alone():
    assert names("pa bezwen dlo") == ["not_need", "water"]
    assert names("I don’t need") == ["not_need"]


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence():
    assert names("pa. bezwen") == ["need"]


def test_a_stem_finds_all_its_words():
    assert names("medikaman medikal medi") == ["medical", "medical"]


GLUED = Lexicon(
    [
        ("ماء", Entry(Kind.CATEGORY, "water", "ar")),
        ("طعام", Entry(Kind.CATEGORY, "food", "ar")),
        ("والد", Entry(Kind.PEOPLE, "one", "ar")),
        ("بدون", Entry(Kind.LACKING, "gone", "ar")),
        ("مستشفى*", Entry(Kind.CATEGORY, "medical", "ar")),
        ("walking", Entry(Kind.CATEGORY, "transport", "en")),
        ("alpine", Entry(Kind.COMMON, "", "en")),
        ("king", Entry(Kind.COMMON, "", "en")),
    ],
    prefixes={"ar": ("و", "ال", "وال", "ب", "wal")},
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("والماء", ["water"]),
        ("الطّعَام وماء", ["food", "water"]),
        ("وبدون", ["gone"]),
        ("بالماء", []),  # no such prefix in the list
        ("والد", ["one"]),  # a word of its own keeps its first letter
        ("المستشفيات", ["medical"]),
        ("walking", ["transport"]),
        ("walalpine", []),  # the prefixes of one language do not stand before another's words
    ],
)
def test_little_words_glued_to_the_front_hide_nothing(text, expected):
    assert [hit.name for hit in GLUED.find(normalise(text))] == expected


def test_a_hit_knows_its_words():
    (hit,) = LEXICON.find(normalise("nou di: pa bezwen!"))
    assert (hit.first, hit.stop) == (2, 4)
