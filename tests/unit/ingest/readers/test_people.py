import pytest

from ingest.catalog import load_catalog
from ingest.read import read_message
from ingest.readers.normalise import normalise
from ingest.readers.number import read_numbers
from ingest.readers.people import read_people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("nou se 6 moun", 6),
        ("nou se 6", 6),
        ("Need water for 4 at the Bridge", 4),
        ("besoin d'eau pour une famille de cinq", 5),
        ("2 timoun ak manman yo", 3),
        ("two hundred people need food", 200),
        ("1,500 personas sin agua", 1500),
        ("vingt-cinq personnes", 25),
        ("treinta y dos personas", 32),
        ("nou se 8 moun: 5 timoun ak 3 granmoun", 8),
        ("3 adults and 2 children", 5),
        ("20 families in the school", 100),
        ("6moun bezwen manje", 6),
        ("nous sommes 4 avec un bébé", 4),
        ("we are 5 and we need water", 5),
        ("6 adults and 2 babies", 8),
    ],
)
def test_people_are_counted(text, people):
    assert read_message(text).people == people


@pytest.mark.parametrize(
    "text",
    [
        "Delmas 33",
        "no food for 3 days",
        "need 10 tents",
        "rue Pavée 12",
        "call +1 809 555 0142",
        "0 people",
        "mwen pa gen kat",
        "nou se 3m kay la",
        "gaz la pou 50 goud",
        "nou nan Delmas 33 moun yo grangou",
        "60 moun ki mouri",
        "300 people died",
    ],
)
def test_other_numbers_are_not_people(text):
    assert read_message(text).people is None


def test_the_words_that_count_people_are_shown():
    text = "tanpri, nou se 6 moun nan kay la"
    span = read_message(text).people_span
    assert span is not None
    assert text[slice(*span)] == "6 moun"


def doubt(text):
    words = normalise(text)
    hits = load_catalog().lexicon.find(words)
    found = read_people(words, hits, read_numbers(words, hits))
    assert found is not None
    return found.confidence


def test_one_person_is_hardly_ever_all_who_ask():
    assert doubt("we are 6 people") > doubt("nou se 6") > doubt("20 families here") > doubt("1 person saw it")
