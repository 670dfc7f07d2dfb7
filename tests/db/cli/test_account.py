"""`konbit account`, as an operator types it for somebody who lost the phone and the paper."""

import psycopg
import pytest
from typer.testing import CliRunner

from app.cli.root import app
from app.errors import BadForm
from tests.conftest import MASTER_KEY


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path):
    """Call `konbit account` on this test's database; fails as it fails."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path))

    def call(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["account", *arguments], catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    return call


def test_who_lost_phone_and_paper_comes_in_by_password_again(konbit, incident, fresh):
    konbit("create", "dara@desk.example", "--incident", "town", "--role", "administrator")
    with psycopg.connect(fresh.dsn()) as connection:
        connection.execute("update staff set totp_sealed = 'sealed'")
        connection.execute("insert into recovery_code select 'hash', id from staff")
    assert "dara@desk.example" in konbit("second-step-off", "dara@desk.example")
    with psycopg.connect(fresh.dsn()) as connection:
        assert connection.execute("select totp_sealed from staff").fetchone() == (None,)
        assert connection.execute("select count(*) from recovery_code").fetchone() == (0,)
        noted = connection.execute("select who, what from access_event order by id desc").fetchone()
    assert noted == ("operator", "staff.code_app_off")


def test_an_address_that_nobody_has_is_said(konbit, incident):
    with pytest.raises(BadForm, match="Nobody here"):
        konbit("second-step-off", "nobody@desk.example")
