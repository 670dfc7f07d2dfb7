from geo.gazetteer import words
from geo.gazetteer.keys import units


def test_every_word_of_the_tables_is_written_as_texts_are_folded():
    tables = [table for table in vars(words).values() if isinstance(table, frozenset)]
    everything = frozenset().union(*tables, words.SHORT, words.SHORT.values())
    assert [word for word in everything if [unit.folded for unit in units(word)] != [word]] == []


def test_a_short_form_is_written_out_in_one_step():
    assert not words.SHORT.keys() & set(words.SHORT.values())


def test_the_words_that_head_a_name_can_be_reached_after_short_forms_are_written_out():
    assert not words.HEADS & words.SHORT.keys()
