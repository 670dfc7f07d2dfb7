import pytest

from ingest.catalog import Kind, load_catalog
from ingest.read import read_message
from ingest.readers.denied import drop_denied
from ingest.readers.language import read_language
from ingest.readers.normalise import normalise
from ingest.shapes import Intent


def kept(text):
    catalog = load_catalog()
    words = normalise(text)
    every = catalog.lexicon.find(words)
    hits = read_language(words, every, known=tuple(catalog.languages)).keep(every)
    return drop_denied(words, hits)


def reasons(text):
    return {hit.name for hit in kept(text) if hit.kind is Kind.URGENCY}


def labels(text):
    return {hit.name for hit in kept(text) if hit.kind is Kind.CATEGORY}


@pytest.mark.parametrize(
    "text",
    [
        "nobody is injured",
        "no one here is hurt",
        "we have no injured",
        "pa gen blese",
        "mwen pa malad",
        "il n'y a pas de blessés",
        "no hay heridos",
        "I am not pregnant",
        "no estoy enferma",
        "yaralı yok",
        "yaralı yok su lazım",
        "yaralı değil",
        "घाइते छैन",
        "ghaite chaina",
        "não há feridos, estamos a salvo",
    ],
)
def test_a_danger_that_is_denied_is_none(text):
    assert reasons(text) == set()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("she cannot walk", "disabled"),
        ("he is not breathing", "breathing"),
        ("we have no insulin", "sick"),
        ("pa gen ensilin", "sick"),
        ("no food, injured people here", "injured"),
        ("no water and three injured", "injured"),
        ("pa gen manje pou timoun yo", "children"),
        ("il n'y a pas d'eau pour les malades", "sick"),
        ("insülin yok", "sick"),
        ("su yok yaralı var", "injured"),
        ("पानी छैन घाइते छन्", "injured"),
        ("enkaz altında kaldık kimse yok", "trapped"),
    ],
)
def test_what_is_lacking_is_not_denied(text, reason):
    assert reason in reasons(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("não há feridos, estamos a salvo", "medical"),
        ("nobody is trapped", "rescue"),
        ("pa gen blese", "medical"),
        ("yaralı yok su lazım", "medical"),
    ],
)
def test_a_denied_danger_calls_for_no_help(text, label):
    assert label not in labels(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("insülin yok", "medical"),
        ("ilaç yok", "medical"),
        ("pa gen dlo", "water"),
        ("no hay agua", "water"),
        ("no hay medicinas para los heridos", "medical"),
        ("su yok yaralı var", "medical"),
    ],
)
def test_help_that_is_lacked_is_asked_for(text, label):
    assert label in labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "we do not have enough water",
        "we don't have enough water",
        "there is not enough water here",
        "nou pa gen ase dlo",
        "nous n'avons pas assez d'eau",
        "no tenemos suficiente agua",
        "no hay suficiente agua",
    ],
)
def test_not_enough_is_a_need(text):
    reading = read_message(text)
    assert "water" in {label.name for label in reading.categories}
    assert Intent.NEED in {reading.intent, *reading.also}


@pytest.mark.parametrize(
    "text", ["we have enough water", "nou gen ase dlo", "tenemos suficiente agua", "we don't need water"]
)
def test_enough_is_no_need(text):
    reading = read_message(text)
    assert Intent.NEED not in {reading.intent, *reading.also}
