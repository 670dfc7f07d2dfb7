"""Ranking from the command line: two files in, a table out, and clear words when a file is not right."""

import csv
import gzip
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.rank import texts_of
from app.cli.root import app
from app.errors import BadForm

NEEDS = "id\ttext\n7\tWe need drinking water at the Bridge\n"
OFFERS = 'id\ttext\nb\t"I give ""warm"" socks"\na\tTents to give away\nc\tI give water\nd\tI give water\n'


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def lines(*arguments: object) -> list[list[str]]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return list(csv.reader(done.stdout.splitlines(), delimiter="\t"))


def test_every_need_gets_its_best_offers_and_equal_ones_go_by_id(tmp_path: Path):
    needs, offers = write(tmp_path, "needs.tsv", NEEDS), write(tmp_path, "offers.tsv", OFFERS)
    head, *rows = lines("rank", "--needs", needs, "--offers", offers)
    assert head == ["need_id", "offer_id", "rank", "score", "why"]
    assert [row[:3] for row in rows[:2]] == [["7", "c", "1"], ["7", "d", "2"]]
    assert [row[2] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0][4] == "water: both"
    assert len(lines("rank", "--needs", needs, "--offers", offers, "--top", 2)) == 3


def test_a_packed_file_is_read_as_well(tmp_path: Path):
    packed = tmp_path / "needs.tsv.gz"
    packed.write_bytes(gzip.compress(NEEDS.encode()))
    assert texts_of(packed) == {"7": "We need drinking water at the Bridge"}


def test_the_same_row_twice_counts_once(tmp_path: Path):
    assert list(texts_of(write(tmp_path, "needs.tsv", "id\ttext\n1\twater\n1\twater\n"))) == ["1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id\ttext\n", "is empty"),
        ("", "has no column id, text"),
        ("id\twords\n1\twater\n", "has no column text"),
        ("id\ttext\n\twater\n", "no id in row 1"),
        ("id\ttext\n1\twater\n1\ttents\n", "two texts with the id «1»"),
    ],
)
def test_a_file_that_is_not_right_is_told_how_to_mend_it(tmp_path: Path, text: str, said: str):
    with pytest.raises(BadForm, match=said):
        texts_of(write(tmp_path, "needs.tsv", text))


def test_judged_pairs_are_counted_beside_the_yardstick(tmp_path: Path):
    needs, offers = write(tmp_path, "needs.tsv", NEEDS), write(tmp_path, "offers.tsv", OFFERS)
    gold = write(tmp_path, "gold.tsv", "need_id\toffer_id\n7\tc\n7\tz\n8\ta\n")
    files = ["--needs", needs, "--offers", offers, "--gold", gold]
    said = [" ".join(line) for line in lines("evaluate", "matching", *files)]
    assert said[0] == "1 needs, 4 offers; 2 judged pairs of 1 needs"
    assert said[1] == "judged but not in the files: 1 needs; 1 offers, never found"
    assert said[3].startswith("konbit rank    0.500 (0.500–0.500)")
    assert said[4].startswith("TF-IDF cosine")
