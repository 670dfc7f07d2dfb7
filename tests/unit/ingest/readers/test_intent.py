import pytest

from ingest.read import read_message
from ingest.shapes import Intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("nou bezwen dlo", Intent.NEED),
        ("pa gen manje", Intent.NEED),
        ("I have no water", Intent.NEED),
        ("no hay comida en el albergue", Intent.NEED),
        ("nous avons faim", Intent.NEED),
        ("there is a fire at the mill", Intent.NEED),
        ("mwen gen dlo pou bay", Intent.OFFER),
        ("I can drive people to the clinic", Intent.OFFER),
        ("je peux héberger deux personnes", Intent.OFFER),
        ("ofrezco cobijas", Intent.OFFER),
        ("the mosque is sending tents", Intent.OFFER),
        ("tout fanmi mwen byen", Intent.SAFE),
        ("nous sommes sains et saufs", Intent.SAFE),
        ("my brother is missing", Intent.MISSING),
        ("m ap chèche pitit mwen", Intent.MISSING),
        ("busco a mi hermana", Intent.MISSING),
        ("the road to the mill is blocked, road is closed", Intent.INFO),
        ("happy birthday", Intent.OTHER),
        ("bonjou", Intent.OTHER),
        ("", Intent.OTHER),
        ("we don't need water", Intent.OTHER),
    ],
)
def test_what_the_sender_wants_is_told(text, intent):
    assert read_message(text).intent is intent


def test_one_text_may_offer_and_need():
    reading = read_message("We can host 2 people but we need food, please help us")
    assert {reading.intent, *reading.also} >= {Intent.NEED, Intent.OFFER}


def test_a_bare_yes_answers_only_a_question():
    assert read_message("wi", answering=True).intent is Intent.REPLY
    assert read_message("wi").intent is Intent.OTHER
    assert read_message("wi 1").intent is Intent.REPLY


def test_a_polite_stop_is_shown_and_not_obeyed():
    reading = read_message("Stop please")
    assert reading.intent is Intent.OTHER
    assert reading.also == (Intent.STOP,)
