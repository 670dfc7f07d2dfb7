"""Needs and offers that Amina, Bayu and Chen could have texted."""

from itertools import pairwise

import pytest

from ingest.ranking.message import quieten
from ingest.ranking.rank import fit, rank
from ingest.read import read_message
from ingest.shapes import Reading

OFFERS = [
    "We can bring 20 tents and blankets to the Mill",
    "I am a nurse and can give first aid",
    "50 bottles of drinking water to give away",
    "My truck is free, I can drive all day",
    "Hot meals for 100 people at the School",
    "Blood donors ready, O positive, call us",
]


def readings(texts: list[str]) -> list[Reading]:
    return [read_message(text) for text in texts]


def best(need: str, offers: list[str] | None = None) -> str:
    texts = offers or OFFERS
    return texts[rank(readings([need]), readings(texts), 1)[0].offer]


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("Our house collapsed, we need tents near the Bridge", 0),
        ("My father is bleeding, please send a doctor or nurse", 1),
        ("No water since yesterday, the children are thirsty", 2),
        ("We have goods for the School but no vehicle, who has a truck?", 3),
        ("We are hungry, please send food", 4),
        ("The hospital is out of blood", 5),
    ],
)
def test_a_need_finds_the_goods_or_the_skill_that_meets_it(need: str, offer: int):
    assert best(need) == OFFERS[offer]


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("Nou bezwen dlo pou bwè", 2),
        ("Necesitamos carpas, no tenemos techo", 0),
        ("Il nous faut un camion", 3),
    ],
)
def test_a_need_in_another_language_finds_it_too(need: str, offer: int):
    assert best(need) == OFFERS[offer]


def test_what_is_asked_goes_before_its_neighbour_and_that_before_a_stranger():
    offers = readings(["mattresses to give away", "tents to give away", "rice to give away"])
    ranked = rank(readings(["we need tents"]), offers)
    assert [match.offer for match in ranked] == [1, 0, 2]


def test_an_offer_of_too_little_comes_after_one_of_enough():
    offers = readings(["I can give 5 litres of water", "I can give 80 litres of water"])
    ranked = rank(readings(["we need 40 litres of water"]), offers)
    assert [match.offer for match in ranked] == [1, 0]


def test_living_at_the_same_place_is_no_fit():
    offers = readings(["I give clothes near Tamaren Bridge", "I give water near Lower Mill"])
    ranked = rank(readings(["We need water near Tamaren Bridge"]), offers)
    assert [match.offer for match in ranked] == [1, 0]


def test_equal_offers_keep_their_order_and_scores_fall():
    offers = readings(["water to give away"] * 3 + OFFERS)
    ranked = rank(readings(["we need water", "we need tents"]), offers, 5)
    assert [match.offer for match in ranked[:3]] == [0, 1, 2]
    assert [match.rank for match in ranked] == [1, 2, 3, 4, 5] * 2
    for first, second in pairwise(ranked):
        assert first.need != second.need or first.fit.score >= second.fit.score
    assert all(0 <= match.fit.score <= 1 for match in ranked)


def test_the_same_words_fit_wholly_and_nothing_in_common_not_at_all():
    need = read_message("we need tents")
    assert fit(need, read_message("we need tents")).score == 1
    stranger = fit(need, read_message("zzz"))
    assert (stranger.score, stranger.why) == (0, "nothing in common")


def test_texts_without_words_are_no_trouble():
    assert rank(readings(["", "🆘"]), readings(["", "?!"]))[0].fit.score == 0
    assert rank(readings(["water"]), []) == []
    assert rank([], readings(["water"])) == []


def test_links_and_accounts_are_blanked_and_the_rest_stays_in_its_place():
    text = "RT @somebody: tents at https://example.org/a now\\nplease"
    assert len(quieten(text)) == len(text)
    assert quieten(text).split() == [":", "tents", "at", "now", "please"]
