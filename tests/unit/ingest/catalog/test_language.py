from ingest.catalog import LANGUAGES
from ingest.catalog.language import read_language_file

FRENCH = LANGUAGES / "fr.toml"


def with_unseen(folder, *patterns):
    path = folder / "fr.toml"
    written = FRENCH.read_text(encoding="utf-8").replace('unseen = ["*"]', f"unseen = {list(patterns)}")
    path.write_text(written, encoding="utf-8")
    return read_language_file(path)


def test_a_new_language_has_been_seen_by_nobody(tmp_path):
    french = with_unseen(tmp_path, "*")
    assert not any(french.is_seen(key) for key in french.keys)


def test_a_reviewer_takes_away_what_they_have_read(tmp_path):
    french = with_unseen(tmp_path, "answers.*", "phrases.unsafe.*", "categories.water.*")
    assert french.is_seen("phrases.ask")
    assert not french.is_seen("answers.yes")
    assert not french.is_seen("phrases.unsafe.helper")
    assert not french.is_seen("categories.water.noun")
    assert french.is_seen("categories.food.noun")


def test_every_sentence_knows_its_line_in_the_file(tmp_path):
    french = with_unseen(tmp_path)
    assert french.phrases["category.water"].entry == "categories.water.noun"
    assert french.phrases["reason.children"].entry == "urgency.children.label"
    assert french.phrases["skill.cook"].entry == "skills.cook"
    assert french.phrases["help"].entry == "phrases.help"
    assert {phrase.entry for phrase in french.phrases.values()} <= french.keys
