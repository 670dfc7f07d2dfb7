import pytest

from ingest.catalog import load_catalog
from ingest.catalog.sights import NO_SIGHTS, Sights

CATALOG = load_catalog()


def test_words_are_folded_as_texts_are():
    sights = Sights.of_table({"telling": "jòn, wouj", "beside": "Legliz", "owners": "ın, nın"}, enters="nan")
    assert sights.telling == {"jon", "wouj"}
    assert sights.beside == {"legliz"}
    assert sights.owners == ("nin", "in")


@pytest.mark.parametrize("language", sorted(CATALOG.languages))
def test_every_language_tells_landmarks_without_a_name(language):
    sights = CATALOG.sights(language)
    assert len(sights.telling) >= 15
    assert len(sights.beside) >= 20
    assert sights.enters


def test_a_language_that_we_do_not_have_tells_none():
    assert CATALOG.sights("und") == NO_SIGHTS
