import pytest

from ingest.reference import looks_like_reference


@pytest.mark.parametrize("word", ["K7F3", "k7f3", "2ZZZ", "999A"])
def test_a_code_is_known_in_any_case(word):
    assert looks_like_reference(word)


@pytest.mark.parametrize(
    "word", ["WATER", "FOOD", "HELP", "2024", "K7F", "K7F3K7F3", "K0F3", "KIF3", "K7S3", "", "ß7F3"]
)
def test_a_word_a_year_or_a_misread_code_is_none(word):
    assert not looks_like_reference(word)
