import pytest

from ingest.catalog import load_catalog
from ingest.readers.frail import read_frail
from ingest.readers.language import read_language
from ingest.readers.normalise import normalise
from ingest.readers.number import read_numbers
from ingest.readers.people import read_people


def read(text):
    catalog = load_catalog()
    words = normalise(text)
    every = catalog.lexicon.find(words)
    hits = read_language(words, every, known=tuple(catalog.languages)).keep(every)
    numbers = read_numbers(words, hits)
    people = read_people(words, hits, numbers)
    return read_frail(words, hits, numbers=numbers, people=people.count if people else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nou gen 3 bebe", [("infants", 3)]),
        ("two elderly women need water", [("old", 2)]),
        ("we are 6 adults and 2 babies", [("infants", 2)]),
        ("nous sommes 4 avec un bébé", [("infants", 1)]),
        ("6 moun, 2 malad", [("ill", 2)]),
        ("gen 2 moun ki malad", [("ill", 2)]),
        ("5 personas heridas y 2 embarazadas", [("ill", 5), ("pregnant", 2)]),
        ("nou se 6 moun ak yon fanm ansent", [("pregnant", 1)]),
        ("2 vye granmoun ak 3 ti bebe", [("old", 2), ("infants", 3)]),
        ("3 sick babies", [("ill", 3), ("infants", 3)]),
        ("my grandmother is in a wheelchair", [("old", 1), ("disabled", 1)]),
        ("there are pregnant women here", [("pregnant", None)]),
        ("ti bebe yo grangou", [("infants", None)]),
    ],
)
def test_the_frail_are_found_and_counted(text, expected):
    assert [(found.who.value, found.count) for found in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a baby 6 months old needs milk", [("infants", 1)]),
        ("mwen nan Delmas 33 blese yo anpil", [("ill", None)]),
        ("we are 4, 200 injured in town", [("ill", None)]),
    ],
)
def test_ages_addresses_and_whole_towns_do_not_count_them(text, expected):
    assert [(found.who.value, found.count) for found in read(text)] == expected


def test_a_word_of_two_languages_is_one_group():
    assert [found.who.value for found in read("bebe bebe")] == ["infants"]


def test_who_is_named_again_is_not_somebody_else():
    assert [(found.who.value, found.count) for found in read("2 babies here, the babies need milk")] == [
        ("infants", 2)
    ]


def test_the_words_are_shown_and_a_count_makes_them_surer():
    text = "please help, 2 elderly women alone"
    (found,) = read(text)
    (bare,) = read("please help, elderly women alone")
    assert text[slice(*found.span)] == "2 elderly"
    assert 0 < bare.confidence < found.confidence < 1


def test_children_who_walk_are_not_frail():
    assert read("we are 2 adults and 3 children") == ()
