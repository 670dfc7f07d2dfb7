"""`konbit helper` from the command line: who can help, how far they are trusted, whether they are on duty."""

import asyncio

import pytest
from typer.testing import CliRunner

from app.cli.root import app
from app.errors import BadForm, NotFound
from tests import factories
from tests.conftest import MASTER_KEY


@pytest.fixture
def konbit(fresh, monkeypatch, tmp_path, incident):
    """Call `konbit helper` on this test's database and return what it prints."""
    monkeypatch.setenv("DATABASE_URL", fresh.url())
    monkeypatch.setenv("KONBIT_OWNER_DATABASE_URL", fresh.url("konbit_owner"))
    monkeypatch.setenv("KONBIT_SECRET_KEY", MASTER_KEY)
    monkeypatch.setenv("KONBIT_VAR", str(tmp_path / "var"))

    def call(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["helper", *arguments, "--incident", "town"], catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    return call


@pytest.fixture
async def bayu(house, incident):
    async with house.database.session() as session:
        contact = await factories.make_contact(session, house.keys, incident, "+15095550102", name="Bayu")
        await factories.make_volunteer(session, incident, contact, skills=["water"])


async def test_an_operator_lists_trusts_and_rests_a_helper(konbit, bayu):
    def work() -> None:
        line = konbit("list", "Water").strip()
        assert "on duty" in line
        assert "Bayu" in line
        code = line.split()[0]
        assert konbit("trust", code, "vetted", "--kind", "medical", "--why", "a nurse").strip() == (
            f"{code} is vetted for medical."
        )
        assert "rests until" in konbit("duty", code, "rest", "--hours", "5")
        shown = konbit("show", code)
        assert "known (medical: vetted)" in shown
        assert "volunteer.trusted  operator  a nurse" in shown
        assert "+15095550102" not in shown
        assert "off duty" in konbit("duty", code, "off")
        assert konbit("list", "nobody at all").strip() == "Nobody is found by this."
        with pytest.raises(BadForm):
            konbit("trust", code, "adored")
        with pytest.raises(NotFound):
            konbit("show", "ZZZZ")

    await asyncio.to_thread(work)
