import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.sound import heard, sound_of


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("carrefour", "kafu"),
        ("prince", "prn"),
        ("croix", "kwa"),
        ("route", "wu"),
        ("feuilles", "fi"),
        ("champ", "can"),
    ],
)
def test_a_word_is_written_as_it_is_heard(word, sound):
    assert heard(word) == sound


def test_a_silent_end_is_heard_before_a_vowel():
    assert sound_of(["port"]) == "po"
    assert sound_of(["port", "au"]) == "poto"


def test_numbers_are_kept_as_they_are():
    assert sound_of(["delmas", "33"]) == "dlma-33"


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1), min_size=1, max_size=4))
def test_any_word_has_a_sound_of_plain_letters(parts):
    sound = sound_of(parts)
    assert sound == "" or (sound.isascii() and sound.islower())
