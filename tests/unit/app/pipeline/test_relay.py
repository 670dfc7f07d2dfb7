"""Which case words are about, by the code that stands before them."""

import pytest

from app.pipeline.relay import leading_code


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("K7F3 I am at the gate", "K7F3", "I am at the gate"),
        ("k7f3: I am at the gate", "K7F3", "I am at the gate"),
        ("«K7F3» - hello", "K7F3", "hello"),
        ("#k7f3", "K7F3", ""),
        ("I am at the gate K7F3", "", "I am at the gate K7F3"),
        ("2024 was hard", "", "2024 was hard"),
        ("gate is shut", "", "gate is shut"),
        ("  ", "", ""),
    ],
)
def test_a_code_before_the_words_is_told_from_the_words(text, code, words):
    assert leading_code(text) == (code, words)
