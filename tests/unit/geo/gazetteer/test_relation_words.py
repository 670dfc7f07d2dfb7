import tomllib

import pytest

from geo.gazetteer.keys import units
from geo.gazetteer.relation_words import (
    BEARINGS,
    FOLDER,
    IN_TABLES,
    METRES,
    MINUTES,
    MOST_WORDS,
    folded,
    relation_words,
)
from ingest.catalog import load_catalog

TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}
LANGUAGES = sorted(TABLES)


def test_every_language_of_the_catalog_says_how_people_are_placed():
    assert set(TABLES) == set(load_catalog().languages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_words_for_every_relation(language):
    table = TABLES[language]
    for relation in IN_TABLES:
        assert table["before"][relation] or table["after"][relation], relation
    assert table["between"]["and"]
    assert table["before"]["crossing"] or table["between"]["after"]
    assert all(table["compass"][bearing] for bearing in BEARINGS)
    assert all(table["amount"][unit] for unit in (*METRES, MINUTES, "on_foot"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_means_one_thing_in_all_languages(language):
    for side in ("before", "after"):
        meant = {
            folded(phrase): (code, relation)
            for code, table in TABLES.items()
            for relation in IN_TABLES
            for phrase in table[side][relation].split(",")
        }
        for relation in IN_TABLES:
            for phrase in filter(None, map(folded, TABLES[language][side][relation].split(","))):
                assert meant[phrase][1] == relation, f"{' '.join(phrase)}: {meant[phrase]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_tight_is_a_relation_and_no_phrase_is_too_long(language):
    relations = {phrase[::-1] for phrase in relation_words().before.relations}
    tight = filter(None, map(folded, TABLES[language]["tight"].split(",")))
    assert [" ".join(phrase) for phrase in tight if phrase not in relations] == []
    assert max(map(len, relations)) <= MOST_WORDS


def test_words_are_spelled_as_texts_are_compared():
    assert [word for word in relation_words().little if [unit.folded for unit in units(word)] != [word]] == []


def test_words_that_relate_by_themselves_are_known_in_every_language():
    assert {"near", "toupre", "deye", "біля", "malapit", "قرب"} <= relation_words().lone
    assert not {"of", "de", "road to"} & relation_words().lone
