import pytest

from ingest.segments import is_gsm7, segments, thrifty


def test_a_text_is_counted_as_the_networks_count_it():
    assert segments("") == 1
    assert segments("a" * 160) == 1
    assert segments("a" * 161) == 2
    assert segments("a" * 306) == 2
    assert segments("a" * 307) == 3


def test_one_letter_outside_the_alphabet_makes_everything_dearer():
    assert is_gsm7("dlo potab toupre legliz la: è é à ò ù ñ")
    assert not is_gsm7("ê")
    assert segments("ê" * 70) == 1
    assert segments("ê" * 71) == 2
    assert segments("ê" * 134) == 2
    assert segments("ê" * 135) == 3


def test_some_characters_count_two_and_are_not_torn():
    assert segments("€" * 80) == 1
    assert segments("€" * 81) == 2
    assert segments("a" * 152 + "€" + "a" * 10) == 2
    assert segments("🆘" * 35) == 1
    assert segments("🆘" * 67) == 3


def test_a_few_rare_letters_are_written_plainly_where_that_saves_a_part():
    dear = "João levará água à Sé, às três… " * 4
    assert segments(dear) == 2
    assert thrifty(dear) == "Joao levara agua à Sé, às tres... " * 4
    assert segments(thrifty(dear)) == 1


@pytest.mark.parametrize(
    "text", ["João leva água", "água " * 40 + "вода", "Água", "نحتاج ماء" * 10, "a" * 200]
)
def test_nothing_is_written_plainly_for_nothing(text):
    assert thrifty(text) == text


def test_turkish_and_french_letters_have_a_plain_form():
    assert thrifty("ığışçöĞ œ « » ’" * 10) == 'igiscöG oe " " \'' * 10
