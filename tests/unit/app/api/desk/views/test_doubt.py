import pytest

from app.api.desk.views.doubt import doubt_of


@pytest.mark.parametrize(
    ("confidence", "word"),
    [
        (1.0, "sure"),
        (0.8, "sure"),
        (0.79, "likely"),
        (0.5, "likely"),
        (0.49, "unsure"),
        (0.0, "unsure"),
        (None, ""),
    ],
)
def test_a_chance_becomes_one_of_three_words_and_an_untold_one_none(confidence, word):
    assert doubt_of(confidence) == word
