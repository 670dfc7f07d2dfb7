import pytest

from ingest.evaluation.matching import by_likeness, measure

GOLD = {"n1": {"o1", "o2"}, "n2": {"o9"}}


def test_every_judged_pair_counts_once():
    ranked = {"n1": ["o1", *["x"] * 8, "o2"], "n2": ["o3"]}
    five, ten, fifty = measure(ranked, GOLD)
    assert [five.recall, ten.recall, fifty.recall] == pytest.approx([1 / 3, 2 / 3, 2 / 3])
    assert five.low <= five.recall <= five.high


def test_the_same_ranking_has_the_same_interval():
    ranked = {"n1": ["o1"], "n2": ["o3"]}
    assert measure(ranked, GOLD) == measure(ranked, GOLD)


def test_the_yardstick_compares_words():
    ranked = by_likeness({"n1": "need tents"}, {"o1": "rice here", "o2": "tents here"}, 1)
    assert ranked == {"n1": ["o2"]}
