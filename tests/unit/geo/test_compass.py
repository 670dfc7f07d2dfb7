import re

import pytest

from geo.compass import BEHIND, is_latitude, is_turkish, side_of


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("N", "N"),
        ("s", "S"),
        ("O", "W"),
        ("Ouest", "W"),
        ("LESTE", "E"),
        ("lès", "E"),
        ("lwès", "W"),
        ("BATI", "W"),
        ("batı", "W"),
        ("K", "N"),
        ("пн. ш.", "N"),
        ("गलत", ""),
        ("शून्य", ""),
        ("شرقا", "E"),
        ("Longitude", "lon"),
        ("enlem", "lat"),
        ("ENLEM", "lat"),
        ("", ""),
    ],
)
def test_a_word_of_the_compass_means_a_side(word, side):
    assert side_of(word) == side


def test_latitudes_are_told_from_longitudes():
    assert [side for side in ("N", "S", "E", "W", "lat", "lon", "") if is_latitude(side)] == ["N", "S", "lat"]


def test_the_letters_that_only_turkish_uses_are_told_apart():
    assert [letter for letter in "NSEWOKGDB" if is_turkish(letter)] == ["K", "G", "D", "B"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" N", True),
        ("n", True),
        (" n", False),
        (" Norte", True),
        (" Nadia", False),
        (" nuits", False),
        (" KUZEY", True),
    ],
)
def test_a_small_letter_must_touch_its_number(text, found):
    assert (re.match(BEHIND, text, re.IGNORECASE) is not None) is found
