from ingest.segments import is_gsm7, segments


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
