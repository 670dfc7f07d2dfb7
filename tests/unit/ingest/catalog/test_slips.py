import pytest

from ingest.catalog.slips import Slips
from ingest.read import read_message

SLIPS = Slips(["bezwen", "water", "nourriture", "tent", "medicine"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bezwn", "bezwen"),
        ("bezwenn", "bezwen"),
        ("bewzen", "bezwen"),
        ("bezwan", "bezwen"),
        ("watre", "water"),
        ("nouriture", "nourriture"),
        ("medcine", "medicine"),
    ],
)
def test_one_slip_of_the_thumb_is_forgiven(typed, meant):
    assert SLIPS.meant(typed) == (meant,)


@pytest.mark.parametrize("typed", ["later", "wafer", "tint", "bzwn", "waters2", "wter", "", "🙂🙂🙂🙂🙂"])
def test_short_words_other_words_and_two_slips_are_not(typed):
    assert SLIPS.meant(typed) == ()


def test_a_word_near_too_many_says_nothing():
    assert Slips(["mantas", "mantal", "mantar", "mantan"]).meant("manta") == ()


def test_a_slip_does_not_make_a_name_or_another_word_into_a_need():
    assert [label.name for label in read_message("nou bezwen manjee ak medikman").categories] == [
        "food",
        "medical",
    ]
    assert read_message("the coast is clear and the floods are gone").categories == ()
    assert read_message("greetings from Waer Lane").categories == ()
