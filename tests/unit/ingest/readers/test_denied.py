import pytest

from ingest.catalog import Kind, load_catalog
from ingest.readers.denied import drop_denied
from ingest.readers.language import read_language
from ingest.readers.normalise import normalise


def reasons(text):
    catalog = load_catalog()
    words = normalise(text)
    every = catalog.lexicon.find(words)
    hits = read_language(words, every, known=tuple(catalog.languages)).keep(every)
    return {hit.name for hit in drop_denied(words, hits) if hit.kind is Kind.URGENCY}


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
    ],
)
def test_what_is_lacking_is_not_denied(text, reason):
    assert reason in reasons(text)
