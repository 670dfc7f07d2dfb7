from hypothesis import given
from hypothesis import strategies as st

from ingest.words import fold


def test_letters_and_digits_of_every_script_become_alike():
    assert fold("ÉGLISE").text == "eglise"
    assert fold("٣٣").text == "33"
    assert fold("३").text == "3"
    assert fold("Ｄｅｌｍａｓ").text == "delmas"
    assert fold("lopitÃ¨").text == "lopite"


def test_vowel_signs_that_are_no_accents_stay():
    assert fold("पानी").text == "पानी"


@given(st.text())
def test_every_folded_letter_knows_where_it_came_from(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.origin)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= at < len(text) for at in folded.origin)
