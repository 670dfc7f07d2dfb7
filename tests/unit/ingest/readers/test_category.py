import pytest

from ingest.read import read_message


def names(text):
    return {label.name for label in read_message(text).categories}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nou bezwen dlo ak manje", {"water", "food"}),
        ("besoin de couvertures et de médicaments", {"shelter", "medical"}),
        ("necesitamos pañales y ropa de bebé", {"hygiene", "clothing"}),
        ("somebody is trapped under the rubble", {"rescue"}),
        ("no power and we need diesel", {"power", "fuel"}),
        ("I don't need water, I need blankets", {"shelter"}),
        ("nou pa bezwen dlo", set()),
        ("nobody can get out, a tree is blocking the door", {"rescue"}),
        ("need hands to shovel mud", {"labour"}),
        ("il me faut de l'insuline", {"medical"}),
        ("busco quien cuide a mis hijos", {"childcare"}),
        ("mwen bezwen yon machin pou ale lopital", {"transport"}),
    ],
)
def test_kinds_of_help_are_named(text, expected):
    assert names(text) == expected


def test_a_label_shows_its_words():
    text = "tanpri, n ap mouri grangou"
    (label,) = read_message(text).categories
    assert label.span is not None
    assert text[slice(*label.span)] == "mouri grangou"


def test_hints_are_only_maybe():
    reading = read_message("kay la")
    assert reading.categories == ()
    assert [label.name for label in reading.maybe] == ["shelter"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("my mother is in a wheelchair, we need insulin", "medical"),
        ("we live next to the old men's home and have no food", "food"),
        ("granmè m la poukont li, nou bezwen dlo", "water"),
        ("we are at the hospital, we need tents", "shelter"),
    ],
)
def test_what_is_asked_for_stands_before_what_is_told(text, first):
    assert read_message(text).categories[0].name == first
