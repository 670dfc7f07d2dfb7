"""`konbit facility`, as an operator types it."""

import pytest
from typer.testing import CliRunner

from app.cli.root import app
from tests.conftest import MASTER_KEY

TABLE = "kind,name,lat,lon,source\nwater,Blue tap,18.9,-72.6,Water office\nfood,Kitchen,18.9,-72.6,Church\n"


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path, incident):
    """Call `konbit facility` on this test's database; gives the exit code and what it printed."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))

    def call(*arguments: str) -> tuple[int, str]:
        told = ["facility", *arguments, "--incident", incident.slug]
        done = CliRunner().invoke(app, told)
        return done.exit_code, done.output

    return call


@pytest.fixture
def table(tmp_path):
    """A file of places."""

    def table(written: str) -> str:
        path = tmp_path / "places.csv"
        path.write_text(written, encoding="utf-8")
        return str(path)

    return table


def test_a_file_is_loaded_and_loaded_again_without_doubles(konbit, table):
    assert "2 places opened and 0" in konbit("load", table(TABLE))[1]
    again = TABLE.replace("Water office", "New office").replace("Kitchen", "Other kitchen")
    assert "1 places opened and 1" in konbit("load", table(again))[1]
    _, listed = konbit("list")
    assert len(listed.strip().splitlines()) == 3


def test_a_wrong_row_is_named_by_its_line_and_nothing_is_changed(konbit, table):
    wrong = TABLE + "water,Far,48.1,11.5,Nobody\ncastle,Tap,18.9,-72.6,x\n"
    code, said = konbit("load", table(wrong))
    assert code == 1
    assert "line 4:" in said
    assert "line 5:" in said
    assert "No place is open" in konbit("list")[1]
    assert "2 places opened" in konbit("load", table(wrong), "--skip-bad")[1]


def test_one_is_ended_by_its_code(konbit, table):
    konbit("load", table(TABLE))
    code = konbit("list")[1].split()[0]
    assert "has ended" in konbit("end", code.lower())[1]
    assert code not in konbit("list")[1]
