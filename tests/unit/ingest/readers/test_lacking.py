import pytest

from ingest.read import read_message
from ingest.shapes import Intent

SPOKEN = ("ht", "fr", "en", "es")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("our well is dirty since the storm", "water"),
        ("her inhaler is empty", "medical"),
        ("does anybody have a ladder", "labour"),
        ("where can I fill my water bottles?", "water"),
        ("ponp opresyon li a vid", "medical"),
        ("n ap chèche yon kote sèk pou timoun yo", "shelter"),
        ("l'eau de la citerne est sale", "water"),
        ("où peut-on recharger un portable ?", "power"),
        ("quelqu'un pourrait passer voir mon père, il est seul", "elderly"),
        ("se le terminó la insulina a mi papá", "medical"),
        ("el techo gotea mucho", "shelter"),
        ("my granny can't carry her shopping", "elderly"),
    ],
)
def test_what_is_gone_broken_or_sought_is_needed(text, category):
    reading = read_message(text, languages=SPOKEN)
    assert reading.intent is Intent.NEED
    assert category in {label.name for label in reading.categories}


@pytest.mark.parametrize(
    "text",
    [
        "blankets and soap for 9 people at the mosque",
        "couches et savon pr 3 bébés, école du pont",
        "velas y pilas x favor, barrio norte",
        "lèt pou 2 ti bebe, lekòl Sent An",
    ],
)
def test_goods_for_so_many_people_or_at_a_place_are_asked_for(text):
    reading = read_message(text, languages=SPOKEN)
    assert reading.intent is Intent.NEED
    assert reading.intent_confidence < read_message("we need soap and blankets, help").intent_confidence


@pytest.mark.parametrize(
    "text",
    [
        "thanks for the rice, you fed 9 people",
        "merci beaucoup pour l'eau",
        "mèsi pou manje a",
        "gracias por la comida",
        "who won the match last night",
        "ki moun ki genyen match yè swa a",
        "número equivocado, disculpe",
        "plus de 200 tentes arrivent",
        "the road to the mill is blocked",
    ],
)
def test_thanks_games_and_news_ask_for_nothing(text):
    reading = read_message(text, languages=SPOKEN)
    assert Intent.NEED not in (reading.intent, *reading.also)


def test_a_hint_is_enough_beside_a_sign_of_lack():
    assert read_message("our roof").categories == ()
    assert [label.name for label in read_message("our roof is leaking").categories] == ["shelter"]
