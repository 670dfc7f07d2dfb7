import pytest

from ingest.read import read_message
from ingest.shapes import Quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we need 20 litres of water", Quantity(item="water", amount=20, unit="litre")),
        ("I have 20L water to give", Quantity(item="water", amount=20, unit="litre")),
        ("mwen gen 5 galon dlo pou bay", Quantity(item="water", amount=5, unit="gallon")),
        ("diri 10 sak", Quantity(item="food", amount=10, unit="bag")),
        ("besoin de 10 tentes", Quantity(item="shelter", amount=10)),
        ("ofrezco 2,5 kilos de arroz", Quantity(item="food", amount=2.5, unit="kg")),
    ],
)
def test_an_amount_goes_with_its_thing(text, expected):
    assert read_message(text).quantities == (expected,)


@pytest.mark.parametrize("text", ["Delmas 33 dlo", "6 moun bezwen dlo", "famille de cinq sans abri"])
def test_addresses_and_people_are_no_amounts(text):
    assert read_message(text).quantities == ()
