from ingest.catalog import load_catalog
from ingest.model.features import LETTERS, PAIRS, SIGNS, letter_rows, pair_rows, see, sign_rows
from ingest.readers.normalise import normalise


def seen(text, noticed=()):
    words = normalise(text)
    return see(words, load_catalog().lexicon.find(words), noticed)


def test_every_row_lies_inside_its_table():
    one = seen("nou bezwen dlo nan Delmas 33")
    assert all(0 <= row < LETTERS for form in one.forms for row in letter_rows(form))
    assert all(0 <= row < PAIRS for row in pair_rows(one.forms))
    assert all(0 <= row < SIGNS for row in sign_rows(one.signs))


def test_what_the_catalog_finds_is_seen_without_its_language():
    kreyol, english = seen("bezwen dlo"), seen("need water")
    assert {"intent:need", "category:water", "intent:need category:water"} <= set(kreyol.signs)
    assert {"intent:need", "category:water", "intent:need category:water"} <= set(english.signs)


def test_links_names_of_accounts_and_house_numbers_are_left_out():
    assert seen("RT @someone: water https://example.org/abc at 1234567").forms == ("water", "at", "#5")


def test_other_stages_may_add_what_they_noticed():
    assert "+lack" in seen("dlo", ["lack"]).signs


def test_nothing_and_half_a_surrogate_pair_are_texts_too():
    assert seen("").forms == ()
    assert len(pair_rows(("a\ud800", "b"))) == 1
