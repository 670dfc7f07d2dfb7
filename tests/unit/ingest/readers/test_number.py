import pytest

from ingest.catalog import load_catalog
from ingest.readers.normalise import normalise
from ingest.readers.number import read_numbers


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("6", "en", [6]),
        ("2,000 2.000 2 000", "en", [2000, 2000, 2000]),
        ("1.5 and 1,5", "en", [1.5, 1.5]),
        ("two hundred and six", "en", [206]),
        ("five thousand three hundred", "en", [5300]),
        ("5 thousand", "en", [5000]),
        ("one two", "en", [1, 2]),
        ("quatre-vingt-dix-sept", "fr", [97]),
        ("soixante et onze", "fr", [71]),
        ("mil doscientos", "es", [1200]),
        ("trant senk", "ht", [35]),
        ("٦", "en", [6]),
        ("8095550142333", "en", []),
    ],
)
def test_numbers_are_read_from_digits_and_words(text, language, expected):
    words = normalise(text)
    hits = tuple(hit for hit in load_catalog().lexicon.find(words) if hit.language == language)
    assert [number.value for number in read_numbers(words, hits)] == expected
