import gzip

import pytest

from ingest.errors import Unfit
from ingest.training.labelled import plain, read_examples, read_texts, without

COLUMNS = (
    "id message original request related water food shelter medical_help medical_products "
    "search_and_rescue clothing money missing_people security"
).split()


def messages(tmp_path, *rows):
    path = tmp_path / "messages.tsv.gz"
    lines = ["\t".join(COLUMNS)]
    for row in rows:
        lines.append("\t".join(str(row.get(name, "0")) for name in COLUMNS))
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def test_a_message_and_its_translation_are_two_examples_of_one_group(tmp_path):
    row = {
        "id": 7,
        "message": "We need water",
        "original": "Nou bezwen dlo",
        "request": 1,
        "water": 1,
        "related": 1,
    }
    english, kreyol = read_examples([messages(tmp_path, row)])
    assert (english.text, kreyol.text) == ("We need water", "Nou bezwen dlo")
    assert english.group == kreyol.group
    assert (english.language, kreyol.language) == ("en", "other")
    assert english.truth["need"]
    assert english.truth["water"]
    assert not english.truth["food"]


def test_what_nobody_could_say_is_not_learned(tmp_path):
    row = {"id": 1, "message": "Something", "original": "", "related": 2}
    (example,) = read_examples([messages(tmp_path, row)])
    assert "relevant" not in example.truth
    assert example.truth["need"] is False


def test_medicine_is_medical_help(tmp_path):
    row = {"id": 1, "message": "Insulin please", "original": "", "medical_products": 1}
    (example,) = read_examples([messages(tmp_path, row)])
    assert example.truth["medical"]


def test_offers_are_told_from_needs_and_from_nothing_else(tmp_path):
    path = tmp_path / "kinds.tsv"
    rows = [
        "event\tkind\ttext",
        "flood\toffer\tMon Jan 01 00:00:00 +0000<||>free meals\\nat the mill",
        "flood\tneed\tboats please",
    ]
    path.write_text("\n".join(rows))
    offer, need = read_examples([path])
    assert offer.text == "free meals at the mill"
    assert (offer.truth, need.truth) == ({"giving": True}, {"giving": False})
    assert offer.event == "flood"


def test_a_text_that_judges_takes_its_translation_along(tmp_path):
    rows = [
        {"id": 1, "message": "We need water!", "original": "Nou bezwen dlo"},
        {"id": 2, "message": "The road is open", "original": ""},
    ]
    examples = list(read_examples([messages(tmp_path, *rows)]))
    judge = tmp_path / "judge.tsv"
    judge.write_text("text\nnou  BEZWEN dlo.\n")
    assert [example.text for example in without(examples, read_texts([judge]))] == ["The road is open"]


def test_a_file_of_another_shape_says_what_it_lacks(tmp_path):
    path = tmp_path / "strange.tsv"
    path.write_text("a\tb\n1\t2\n")
    with pytest.raises(Unfit, match=r"strange\.tsv has neither"):
        list(read_examples([path]))


def test_plain_texts_differ_in_words_alone():
    assert plain("Nou bezwen: DLO!") == plain(" nou bezwen dlo")
    assert plain("Nou bezwen dlo") != plain("Nou bezwen manje")
