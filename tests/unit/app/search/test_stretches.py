"""How far the search looks next, by what it found so far."""

from app.search.find import GROWS, stretches


def test_somebody_who_found_half_of_a_page_looks_a_little_further():
    assert stretches(25, found=25, looked=3) == 4


def test_nobody_who_found_nothing_leaps_further_than_what_was_looked_at_tells():
    assert stretches(51, found=0, looked=0.25) == 0.25 * GROWS
    assert stretches(51, found=1, looked=0.25) == 0.25 * GROWS


def test_one_word_that_lacks_costs_at_most_one_stretch_more():
    assert stretches(1, found=50, looked=0.25) == 1
