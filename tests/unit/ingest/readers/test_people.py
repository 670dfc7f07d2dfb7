import pytest

from ingest.read import read_message


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
    ],
)
def test_people_are_counted(text, people):
    assert read_message(text).people == people


@pytest.mark.parametrize(
    "text",
    ["Delmas 33", "no food for 3 days", "need 10 tents", "rue Pavée 12", "call +1 809 555 0142", "0 people"],
)
def test_other_numbers_are_not_people(text):
    assert read_message(text).people is None


def test_the_words_that_count_people_are_shown():
    text = "tanpri, nou se 6 moun nan kay la"
    span = read_message(text).people_span
    assert span is not None
    assert text[slice(*span)] == "6 moun"
