"""What the commands that measure and train the reader say, and what to do when they cannot."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.root import app
from app.errors import BadForm
from ingest.errors import Unfit

COLUMNS = (
    "id message original request related water food shelter medical_help medical_products "
    "search_and_rescue clothing money missing_people security"
).split()


def run(*arguments):
    result = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    return result.output


@pytest.fixture
def labelled(tmp_path) -> Path:
    rows = [
        {
            "message": "We need water at the mill",
            "original": "nou bezwen dlo",
            "request": 1,
            "water": 1,
            "related": 1,
        },
        {
            "message": "Please send food, four people",
            "original": "voye manje",
            "request": 1,
            "food": 1,
            "related": 1,
        },
        {"message": "The match is on tonight", "original": "match la aswè a", "related": 0},
    ]
    path = tmp_path / "labelled.tsv"
    lines = ["\t".join(str(row.get(name, "0")) for name in COLUMNS) for row in rows]
    path.write_text("\n".join(["\t".join(COLUMNS), *lines]))
    return path


def test_labelled_messages_are_judged_in_both_columns(labelled):
    said = run("evaluate", "reading", labelled)
    assert "column original: 3 texts" in said
    assert "column message: 3 texts" in said
    water = next(line for line in said.splitlines() if line.startswith("water"))
    assert water.split()[1:5] == ["1", "1.000", "1.000", "1.000"]
    assert "unrelated, and no need made of it: 1.000 of 1" in said


def test_coded_reports_say_how_sure_a_need_must_be(tmp_path):
    path = tmp_path / "coded.tsv"
    path.write_text(
        "text\tcategory\n"
        "nou bezwen dlo\t2b. Water shortage\n"
        "match la aswè a\t8. Other\n"
        "voye manje pou nou, nou grangou\t2a. Food shortage, 4e. Other\n"
    )
    said = run("evaluate", "reading", path)
    assert "2 of 3 texts have a category of needs" in said
    assert "everything is a need: precision 0.667" in said


def test_needs_and_offers_are_judged_by_event(tmp_path):
    path = tmp_path / "kinds.tsv"
    path.write_text(
        "event\tkind\ttext\n"
        "flood\toffer\tI can bring 20 litres of water\n"
        "flood\tneed\twe need tents for 6 people\n"
    )
    assert "flood      2 texts: macro F1 1.000" in run("evaluate", "reading", path)


def test_a_file_of_another_shape_is_told_what_it_lacks(tmp_path):
    path = tmp_path / "strange.tsv"
    path.write_text("a\tb\n1\t2\n")
    with pytest.raises(BadForm, match=r"strange\.tsv needs the columns"):
        run("evaluate", "reading", path)
    with pytest.raises(Unfit, match=r"strange\.tsv has neither"):
        run("train", "reading", "--messages", path)


def test_one_event_alone_cannot_be_left_out(tmp_path):
    path = tmp_path / "kinds.tsv"
    path.write_text("kind\ttext\noffer\tfree rice\nneed\trice please\n")
    with pytest.raises(BadForm, match="two events or more"):
        run("evaluate", "apart", path)
