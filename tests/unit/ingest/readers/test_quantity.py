import pytest

from ingest.read import read_message


def amounts(text):
    return [(found.item, found.amount, found.unit) for found in read_message(text).quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we need 20 litres of water", ("water", 20, "litre")),
        ("I have 20L water to give", ("water", 20, "litre")),
        ("mwen gen 5 galon dlo pou bay", ("water", 5, "gallon")),
        ("diri 10 sak", ("food", 10, "bag")),
        ("besoin de 10 tentes", ("shelter", 10, "")),
        ("ofrezco 2,5 kilos de arroz", ("food", 2.5, "kg")),
    ],
)
def test_an_amount_goes_with_its_thing(text, expected):
    assert amounts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 blankets, 20 l water", [("shelter", 5, ""), ("water", 20, "litre")]),
        ("tents: 10, water: 20 bottles", [("shelter", 10, ""), ("water", 20, "bottle")]),
        ("besoin de 3 sacs de riz et 2 matelas", [("food", 3, "bag"), ("shelter", 2, "")]),
        ("50 cobijas y 100 litros de agua", [("shelter", 50, ""), ("water", 100, "litre")]),
        ("dlo 5 galon, 3 sak diri", [("water", 5, "gallon"), ("food", 3, "bag")]),
    ],
)
def test_a_list_of_needs_keeps_each_amount_with_its_thing(text, expected):
    assert amounts(text) == expected


def test_an_amount_shows_its_words_and_its_doubt():
    text = "please, we need 20 litres of water"
    (found,) = read_message(text).quantities
    assert found.span is not None
    assert text[slice(*found.span)] == "20 litres of water"
    assert 0.9 < found.confidence < 1


def test_an_amount_in_words_is_less_sure_than_one_in_digits():
    (words,) = read_message("we need three tents").quantities
    (digits,) = read_message("we need 3 tents").quantities
    assert words.confidence < digits.confidence


@pytest.mark.parametrize(
    "text",
    [
        "Delmas 33 dlo",
        "6 moun bezwen dlo",
        "famille de cinq sans abri",
        "nou bezwen yon tant",
        "kote nou jwenn kat manje",
        "electricity 24/24",
        "1) food",
        "water at shelter 5",
    ],
)
def test_addresses_people_and_articles_are_no_amounts(text):
    assert amounts(text) == []
