"""`konbit incident set` and `show`, as an operator types them."""

import psycopg
import pytest
from typer.testing import CliRunner

from app.cli.root import app
from app.errors import BadForm
from tests.conftest import MASTER_KEY


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path):
    """Call `konbit incident` on this test's database; gives what it printed, and fails as it fails."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))

    def call(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["incident", *arguments], catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    return call


def test_an_operator_sets_what_differs_and_sees_how_it_stands(konbit, incident):
    said = konbit("set", "town", "--automation", "low_risk", "--quiet", "22-6", "--countries", "HT,DO")
    assert said.splitlines() == ["automation: low_risk", "countries: HT, DO", "quiet: 22-6"]
    shown = konbit("show", "town").splitlines()
    assert {"automation: low_risk", "quiet: 22-6", "texts_per_day: 5000", "texted today: 0"} <= set(shown)


def test_what_an_operator_set_is_an_event(konbit, incident, fresh):
    konbit("set", "town", "--confirm-h", "24")
    with psycopg.connect(fresh.dsn()) as connection:
        row = connection.execute("select who, what, before, after from event").fetchone()
    assert row == ("operator", "incident.changed", {"confirm_h": 48}, {"confirm_h": 24})


def test_what_cannot_be_set_is_refused_with_a_sentence(konbit, incident):
    with pytest.raises(BadForm, match="suggest, low_risk, full"):
        konbit("set", "town", "--automation", "always")
    with pytest.raises(BadForm, match="Say what to change"):
        konbit("set", "town")
