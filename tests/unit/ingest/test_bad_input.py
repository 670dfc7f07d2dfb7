"""Whatever comes, there is a reading; and where nothing was said, it says so."""

import pytest

from ingest.catalog import load_catalog
from ingest.read import read_message
from ingest.shapes import Intent, Urgency
from tests import nasty
from tests.laws import broken_laws

SPOKEN = ((), *((code,) for code in load_catalog().languages), ("ht", "fr", "en"), ("xx", "und"))
LITTLE = 0.4  # relevance; whatever is less likely than this to matter waits behind everything else
WANTS = {Intent.NEED, Intent.OFFER, Intent.SAFE, Intent.MISSING, Intent.HELP, Intent.STOP}


def named(texts: tuple[str, ...]) -> list[object]:
    return [pytest.param(text, id=ascii(text)[1:25]) for text in texts]


@pytest.mark.parametrize("answering", [False, True], ids=["unasked", "answering"])
@pytest.mark.parametrize("text", named(nasty.ALL))
def test_every_text_has_a_reading_that_keeps_the_laws(text, answering):
    for languages in SPOKEN if len(text) < 1_000 else ((),):
        reading = read_message(text, languages=languages, answering=answering)
        assert broken_laws(reading, text) == []


@pytest.mark.parametrize("answering", [False, True], ids=["unasked", "answering"])
@pytest.mark.parametrize("text", named(nasty.NOTHING))
def test_where_nothing_is_said_nothing_is_heard(text, answering):
    reading = read_message(text, answering=answering)
    assert reading.intent is Intent.OTHER
    assert (reading.also, reading.categories, reading.people, reading.quantities) == ((), (), None, ())
    assert reading.reply is None
    assert reading.relevant <= LITTLE
    assert (reading.urgency.level, reading.urgency.reasons) == (Urgency.CAN_WAIT, ())


@pytest.mark.parametrize("text", named(nasty.PLACES))
def test_a_place_alone_is_a_place_and_nobodys_need(text):
    reading = read_message(text)
    assert reading.place is not None
    assert reading.intent is Intent.OTHER
    assert (reading.also, reading.categories, reading.people) == ((), (), None)
    assert reading.relevant <= LITTLE


@pytest.mark.parametrize("text", named(nasty.SPAM))
def test_a_prize_a_loan_or_a_coin_is_no_need(text):
    reading = read_message(text)
    assert WANTS.isdisjoint({reading.intent, *reading.also})
    assert reading.categories == ()
    assert reading.relevant <= LITTLE


@pytest.mark.parametrize("text", named(nasty.SARCASM))
def test_a_sigh_is_no_need(text):
    reading = read_message(text)
    assert WANTS.isdisjoint({reading.intent, *reading.also})
    assert reading.categories == ()
    assert reading.urgency.level < Urgency.URGENT


def test_a_word_that_hides_behind_signs_without_shape_is_heard():
    reading = read_message("need\u200b wa\u200dter \u2066for\u2069 6")
    assert reading.intent is Intent.NEED
    assert [label.name for label in reading.categories] == ["water"]


HELP = [
    pytest.param(code, word, id=f"{code}-{word}")
    for code, language in load_catalog().languages.items()
    for word in language.answers["help"]
]
DRESSED = ("{}", "{}!!!", " {}\n", "«{}»", "\u200b{}\u200e", "\u202e{}", "{}...", "{} 🙏")


@pytest.mark.parametrize(("code", "word"), HELP)
def test_help_is_a_command_and_a_cry_in_every_language(code, word):
    cries: list[tuple[str, tuple[str, ...], bool]]
    cries = [(dress.format(word), (code,), False) for dress in DRESSED]
    cries += [(word, (), False), (word.upper(), (), True), (word.capitalize(), ("en", "fr"), True)]
    for cry, languages, answering in cries:
        reading = read_message(cry, languages=languages, answering=answering)
        assert reading.intent is Intent.HELP
        assert Intent.NEED in reading.also
        assert reading.urgency.level >= Urgency.URGENT
        assert reading.relevant > 0.9
