import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messaging.fit import CUT, cut, fit, whole
from app.messaging.phrase import in_words, phrase
from ingest.segments import segments

LONG = "the blue house behind the old mill, two streets after the market of the fishermen, beside the well"
WATER = phrase("what.people", category=phrase("category.water"), people=6)
HAVE = phrase("receipt.need", case="K7F3", what=WATER, place="Mill")
BETTER = phrase("receipt.place_wrong")
CALL = phrase("receipt.emergency", emergency="114")


def test_what_fits_goes_out_as_one_text_in_its_order():
    (one,) = fit((HAVE, BETTER, CALL), "en")
    assert one.text == in_words((HAVE, BETTER, CALL), "en")
    assert one.phrases == (HAVE, BETTER, CALL)
    assert one.segments == 1


def test_what_does_not_fit_is_torn_only_between_phrases():
    far = phrase("receipt.need", case="K7F3", what=WATER, place=LONG)
    texts = fit((far, far, far, BETTER), "en")
    assert len(texts) > 1
    assert " ".join(one.text for one in texts) == in_words((far, far, far, BETTER), "en")
    assert all(one.segments <= 2 for one in texts)


def test_an_ask_is_one_part_and_keeps_its_digit_and_its_amount():
    (ask,) = fit((phrase("ask.rough", what=WATER, place=LONG * 3, digit=7),), "en")
    assert ask.segments == 1
    assert ask.text.endswith("... Reply YES 7 or NO 7.") or f"{CUT}. Reply YES 7 or NO 7." in ask.text
    assert ask.text.startswith("Water for 6 people near the blue house")


def test_names_are_cut_the_longest_first_and_a_short_one_not_at_all():
    (one,) = fit((phrase("yes.asker", helper="Bayu", category=LONG, case="K7F3"),), "en")
    assert LONG in one.text  # goods are no name
    beside = phrase("place.beside", distance="200 m", direction="N", name=LONG * 3)
    link = "https://osm.org/?mlat=18.54321&mlon=-72.33456"
    (job,) = fit((phrase("yes.helper", what=WATER, place=beside, map=link, case="K7F3"),), "en")
    assert job.segments == 2
    assert f"Map: {link}. When it is done, text DONE K7F3." in job.text
    assert "200 m N of the blue house" in job.text


def test_a_relayed_text_of_somebody_long_winded_is_cut_as_well():
    (moved,) = fit((phrase("place.moved", case="K7F3", place="x" * 2_000, map=""),), "ne")
    assert moved.segments == 2


def test_rare_letters_of_a_name_cost_no_second_part():
    street = "Rua da Conceição, São João do Caí, à beira da estação"
    (ask,) = fit((phrase("ask.rough", what=WATER, place=street, digit=1),), "pt")
    assert ask.segments == 1
    assert street.replace("ç", "c").replace("ã", "a").replace("í", "i") in ask.text


def test_where_it_saves_nothing_a_name_is_written_as_it_is():
    (one,) = fit((phrase("place.updated", case="K7F3", place="Água"),), "en")
    assert "Água" in one.text


def test_a_road_that_counts_no_parts_carries_every_letter():
    (one,) = whole((phrase("place.updated", case="K7F3", place=LONG * 9),), "en", charged=1)
    assert LONG * 9 in one.text
    assert one.segments == 1


@pytest.mark.parametrize("language", ["ar", "uk", "ne", "ht"])
def test_the_line_in_english_is_never_lost(language):
    have = phrase("receipt.need", case="K7F3", what=WATER, place=LONG)
    texts = fit((have, BETTER, CALL), language)
    assert texts[-1].text.endswith("If life is at risk, call 114.")
    assert all(one.segments <= 2 for one in texts)
    assert [one for text in texts for one in text.phrases if one != CALL] == [have, BETTER]


@given(st.text(min_size=1, max_size=200), st.integers(min_value=6, max_value=80))
def test_a_cut_name_is_never_longer_than_there_is_room(value, most):
    assert len(cut(value, most)) <= max(most, 2)


LATIN = st.text(
    st.characters(max_codepoint=0x17F, categories=("L", "Nd", "Zs"), exclude_characters="ÐðÞþĦħŦŧŊŋĸŉµĿŀ"),
    max_size=400,
)


@given(LATIN, st.sampled_from(["en", "ht", "fr", "es", "pt", "sw", "tl", "tr", "ar", "uk", "ne"]))
def test_whatever_a_place_is_called_an_ask_is_one_part(place, language):
    for one in fit((phrase("ask.rough", what=WATER, place=place, digit=1),), language):
        assert one.segments == segments(one.text) == 1


@given(st.text(max_size=400), st.sampled_from(["ar", "uk", "ne"]))
def test_so_it_is_in_every_script(place, language):
    for one in fit((phrase("ask.rough", what=WATER, place=place, digit=1),), language):
        assert one.segments == 1
