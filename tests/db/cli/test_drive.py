"""`konbit drive` from the command line: a collection opened, and how far it has come."""

import re

import pytest
from typer.testing import CliRunner

from app.cli.root import app
from app.errors import BadForm
from tests.conftest import MASTER_KEY


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path, incident):
    """Call `konbit drive` on this test's database and return what it prints."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path / "var"))

    def call(*arguments: str) -> str:
        whole = ["drive", *arguments, "--incident", "town"]
        done = CliRunner().invoke(app, whole, catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    return call


def test_an_operator_opens_a_collection_and_sees_it(konbit):
    said = konbit("open", "--item", "blankets", "--amount", "500", "--unit", "piece", "--place", "School")
    found = re.search(r"PLEDGE (\w+) 20", said)
    assert found
    listed = konbit("list")
    assert listed.strip() == f"{found.group(1)}  blankets: 0 came, 0 promised, 500 of 500 lacking"


@pytest.mark.parametrize("amount", ["0", "-5", "nan", "2000000"])
def test_an_absurd_target_is_refused_and_nothing_is_opened(konbit, amount):
    with pytest.raises(BadForm):
        konbit("open", "--item", "blankets", "--amount", amount)
    assert konbit("list").strip() == "No drive is going on."
