"""New sentences: whole, in every language, about places that exist."""

from random import Random

import pytest

from app.drill.compose import NEEDS, a_need, as_typed, homes, plain, sentences, where
from ingest.catalog import LANGUAGES
from ingest.catalog.language import read_language_file

SPOKEN = ["ht", "fr", "en", "es"]


@pytest.mark.parametrize("language", SPOKEN)
def test_every_need_can_be_said_in_every_language(language):
    blocks = sentences()[language]
    assert set(blocks.need) == set(NEEDS)
    assert all(blocks.need.values())


@pytest.mark.parametrize("language", SPOKEN)
def test_answers_are_words_that_konbit_reads(language):
    known = read_language_file(LANGUAGES / f"{language}.toml").answers
    blocks = sentences()[language]
    for command in ("yes", "no", "done", "cancel", "unsafe"):
        for word in getattr(blocks, command):
            assert word.lower() in {*known[command], "done"}


@pytest.mark.parametrize("language", SPOKEN)
def test_no_brace_and_no_loose_comma_is_left_in_a_text(language):
    rng = Random(5)
    for _ in range(400):
        text = a_need(language, rng)
        assert not set("{}") & set(text)
        assert 15 < len(text) < 160
        assert not text.endswith((",", " "))
        assert ",," not in text
        assert "  " not in text


@pytest.mark.parametrize("language", SPOKEN)
def test_the_place_in_a_sentence_is_on_the_map(language):
    rng = Random(6)
    for place in homes():
        said = where(place, sentences()[language], rng)
        assert any(name in said for name in (place.name, *place.names))


def test_most_texts_name_a_place_and_some_forget():
    names = [plain(name).casefold() for place in homes() for name in (place.name, *place.names)]
    rng = Random(7)
    texts = [plain(a_need("en", rng)).casefold() for _ in range(300)]
    with_place = sum(any(name in text for name in names) for text in texts)
    assert 240 < with_place < 300


def test_the_same_seed_writes_the_same_text():
    assert a_need("ht", Random(9)) == a_need("ht", Random(9))


def test_hardly_two_texts_are_the_same():
    rng = Random(10)
    assert len({a_need("ht", rng) for _ in range(200)}) > 195


def test_a_hurried_thumb_changes_a_text_little():
    text = "Nou bezwen dlo pou bwè nan Ri Kokoye"
    rng = Random(11)
    typed = {as_typed(text, rng) for _ in range(100)}
    assert text in typed
    assert plain(text).lower() in typed
    assert all(len(text) - 1 <= len(one) <= len(text) for one in typed)
