import pytest

from ingest.read import read_message


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nou bezwen dlo tanpri", "ht"),
        ("nous avons besoin d'eau", "fr"),
        ("we need some water please", "en"),
        ("necesitamos agua por favor", "es"),
        ("MWEN PA GEN MANJE", "ht"),
        ("nou bezwen ?d nan z?n nan", "ht"),
        ("hatuna maji ya kunywa kijijini kwetu", "sw"),
        ("нам нужна вода", "und"),
        ("12345", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told(text, language):
    assert read_message(text).language == language


def test_the_incident_decides_what_words_alone_do_not():
    assert read_message("stop", languages=("ht", "fr")).language == "ht"
    assert read_message("stop", languages=("fr", "ht")).language == "fr"
    assert read_message("we need some water", languages=("ht",)).language == "en"


def test_words_of_another_language_do_not_mislead():
    labels = {label.name for label in read_message("nous avons du pain pour vous").categories}
    assert labels == {"food"}
