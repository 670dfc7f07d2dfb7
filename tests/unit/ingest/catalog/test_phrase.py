import pytest

from ingest.catalog import load_catalog
from ingest.catalog.phrase import Phrase

CATALOG = load_catalog()


def test_one_person_is_not_several_people():
    assert CATALOG.phrase("en", "what.people", people=1, category="water") == "water for 1 person"
    assert CATALOG.phrase("en", "what.people", people=4, category="water") == "water for 4 people"
    assert CATALOG.phrase("fr", "what.people", people=2, category="eau") == "eau pour 2 personnes"
    assert CATALOG.phrase("ht", "what.people", people=1, category="dlo") == "dlo pou 1 moun"


def test_a_sentence_begins_with_a_capital_whatever_stands_first():
    asked = CATALOG.phrase("en", "ask", what="water for 4 people", place="Bridge", distance="300 m", digit=1)
    assert asked == "Water for 4 people near Bridge, 300 m away. Reply YES 1 or NO 1."
    assert CATALOG.phrase("en", "what", category="water") == "water"


def test_a_region_of_a_language_is_spoken_as_the_language_and_an_unknown_one_as_english():
    assert CATALOG.category_name("fr-CA", "water") == "eau"
    assert CATALOG.category_name("es_MX", "water") == "agua"
    assert CATALOG.category_name("und", "water") == "water"


def test_decimals_are_written_as_in_the_language():
    assert CATALOG.phrase("en", "distance.km", km=1.25) == "1.2 km"
    assert CATALOG.phrase("fr", "distance.km", km=1.25) == "1,2 km"
    assert CATALOG.phrase("ht", "distance.km", km=3.0) == "3 km"


def test_a_missing_phrase_or_value_is_named():
    with pytest.raises(KeyError, match="no\\.such\\.key"):
        CATALOG.phrase("fr", "no.such.key")
    with pytest.raises(KeyError, match="emergency"):
        CATALOG.phrase("fr", "receipt.emergency")


def test_a_value_is_never_read_as_a_template():
    phrase = Phrase(key="x", forms={"other": "near {place}"}, language="en")
    assert phrase.say(place="{place.__class__}") == "near {place.__class__}"
