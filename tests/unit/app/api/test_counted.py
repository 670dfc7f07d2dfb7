import pytest

from app.api.counted import amount_words, frail_words, people_words
from app.reports.stored import Said
from ingest.catalog import Kind, load_catalog
from ingest.shapes import Frail
from web.render import make_renderer


def frail(who, count=None):
    return Said(what=who, amount=count)


@pytest.mark.parametrize(
    ("item", "amount", "unit", "language", "words"),
    [
        ("water", 20, "litre", "en", "20 litres of water"),
        ("water", 1, "litre", "en", "1 litre of water"),
        ("water", 20, "litre", "ht", "20 lit dlo"),
        ("water", 20, "litre", "fr", "eau : 20 litres"),
        ("water", 2.5, "litre", "es", "2,5 litros de agua"),
        ("shelter", 5, "", "en", "5 × shelter"),
        ("money", 200, "", "en", "money: 200"),
        ("water", 3, "calabash", "en", "3 calabash of water"),
        ("unicorns", 3, "", "en", "3 × unicorns"),
    ],
)
def test_goods_are_told_as_people_say_them(item, amount, unit, language, words):
    assert amount_words(Said(what=item, amount=amount, unit=unit), language) == words


def test_a_babys_number_is_told_where_there_is_one():
    assert frail_words(frail("infants", 1), "en") == "1 baby"
    assert frail_words(frail("infants", 2), "fr") == "2 bébés"
    assert frail_words(frail("infants"), "en") == "babies"
    assert frail_words(frail("sailors", 2), "en") == "sailors"


def test_people_are_told_in_the_readers_language():
    assert people_words(Said(what="people", amount=1200), "fr") == "1\u202f200 personnes"
    assert people_words(Said(what="people", amount=1), "en") == "1 person"


@pytest.mark.parametrize("language", make_renderer().languages)
@pytest.mark.parametrize("who", Frail)
def test_all_who_are_frail_have_a_word_with_a_number_and_without(who, language):
    assert frail_words(frail(who.value), language)
    assert "3" in frail_words(frail(who.value, 3), language).split()  # in Swahili the number follows


def test_every_unit_that_is_read_can_be_said():
    languages = load_catalog().languages.values()
    units = {entry.name for known in languages for _, entry in known.entries if entry.kind is Kind.UNIT}
    said = {
        unit: {amount_words(Said(what="water", amount=2, unit=unit), code) for code in ("ht", "es")}
        for unit in units
    }
    assert "litre" in said
    assert [unit for unit in said if said[unit] == {f"2 {unit} dlo", f"2 {unit} de agua"}] == []
