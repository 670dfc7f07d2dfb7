"""Every resource belongs to categories that exist, and has words in the first four languages."""

import tomllib

import pytest

from ingest.catalog import load_catalog
from ingest.catalog.resource import HERE
from ingest.ranking.message import load_resources, message_of
from ingest.read import read_message

TABLES = tomllib.loads((HERE / "resources.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TABLES)
def test_a_resource_belongs_somewhere_and_has_words(name: str):
    assert load_resources().of[name]
    assert set(load_resources().of[name]) <= set(load_catalog().categories)
    assert {"en", "fr", "es", "ht"} <= TABLES[name].keys()


@pytest.mark.parametrize("name", TABLES)
def test_its_own_words_find_a_resource(name: str):
    found = [message_of(read_message(word)).things for word in TABLES[name]["en"].replace("*", "").split(",")]
    assert any(name in things for things in found)


def test_a_word_of_another_language_is_not_taken_for_a_thing():
    assert "dry_food" not in message_of(read_message("we need a pan and a pot for the kitchen")).things
    assert "dry_food" in message_of(read_message("necesitamos pan para los niños")).things
