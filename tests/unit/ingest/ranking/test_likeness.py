import pytest

from ingest.ranking.likeness import Terms, grams


def test_a_slip_of_the_thumb_keeps_most_of_a_word():
    terms = Terms([grams(["blankets"])], [grams(["blankest"]), grams(["chainsaw"])])
    near, far = terms.likeness(0)
    assert near > 0.4
    assert far == pytest.approx(0)


def test_a_rare_word_counts_more_than_a_common_one():
    terms = Terms([["tent", "please"]], [["tent"], ["please"], ["please", "rice"], ["please", "bus"]])
    likeness = terms.likeness(0)
    assert likeness[0] > likeness[1]
    assert terms.rarity("tent") > terms.rarity("please")


def test_the_same_terms_are_wholly_alike():
    assert Terms([["a", "b"]], [["b", "a"]]).likeness(0)[0] == pytest.approx(1)
