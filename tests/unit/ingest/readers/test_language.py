import tomllib
from pathlib import Path

import pytest

from ingest.catalog import load_catalog
from ingest.read import read_message

CASES = tomllib.loads((Path(__file__).parent / "cases" / "languages.toml").read_text(encoding="utf-8"))
INVENTED = [(text, code) for code, texts in CASES.items() for text in texts.strip().splitlines()]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nou bezwen dlo tanpri", "ht"),
        ("nous avons besoin d'eau", "fr"),
        ("we need some water please", "en"),
        ("necesitamos agua por favor", "es"),
        ("MWEN PA GEN MANJE", "ht"),
        ("nou bezwen ?d nan z?n nan", "ht"),
        ("", "und"),
    ],
)
def test_the_language_is_told(text, language):
    assert read_message(text).language == language


def test_there_are_texts_in_every_language():
    assert CASES.keys() - {"und"} == load_catalog().languages.keys()


@pytest.mark.parametrize(("text", "language"), INVENTED)
def test_the_language_of_a_short_text_without_accents_is_told(text, language):
    assert read_message(text).language == language


def test_certainty_means_what_it_says():
    read = [(read_message(text, languages=("ht", "fr", "en")), code) for text, code in INVENTED]
    for least in (0.7, 0.9):
        sure = [reading.language == code for reading, code in read if reading.language_confidence >= least]
        assert len(sure) > 0.75 * len(INVENTED)
        assert sum(sure) / len(sure) >= least


@pytest.mark.parametrize(
    "text",
    [
        "нам срочно нужны вода и еда",
        "мы в подвале помогите пожалуйста",
        "हमें पानी और खाना चाहिए",
        "मेरा घर टूट गया है",
    ],
)
def test_a_neighbour_is_understood_and_not_taken_for_sure(text):
    assert read_message(text).language_confidence < 0.7


def test_the_incident_decides_what_words_alone_do_not():
    assert read_message("stop", languages=("ht", "fr")).language == "ht"
    assert read_message("stop", languages=("fr", "ht")).language == "fr"
    assert read_message("we need some water", languages=("ht",)).language == "en"


@pytest.mark.parametrize("text", ["12345", "Tabarre 27", "K7F3"])
def test_a_text_of_no_language_is_in_the_one_that_all_speak(text):
    assert read_message(text, languages=("ne",)).language == "ne"
    assert read_message(text, languages=("ne", "en")).language == "und"


@pytest.mark.parametrize(("text", "bare"), [("NO FY5K", "NO"), ("YES K7F3", "YES"), ("fini A2ME", "fini")])
def test_the_letters_of_a_code_are_in_no_language(text, bare):
    for languages in ((), ("ht",), ("es", "fr")):
        with_code, alone = read_message(text, languages=languages), read_message(bare, languages=languages)
        assert (with_code.language, with_code.language_confidence) == (
            alone.language,
            alone.language_confidence,
        )


def test_words_of_another_language_do_not_mislead():
    labels = {label.name for label in read_message("nous avons du pain pour vous").categories}
    assert labels == {"food"}
