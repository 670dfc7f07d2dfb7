import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.config import Settings
from app.launch.home import ROOT, at_home, environment, open_home, var_folder


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    folder = Path(tempfile.mkdtemp(prefix="konbit-test-"))
    folder.chmod(0o755)
    yield Settings(DATABASE_URL="", var=folder / "var")
    shutil.rmtree(folder)


def test_a_command_finds_a_migrated_database_and_a_key_that_stays(settings):
    with at_home(settings) as first:
        for url in (first.database_url, first.owner_database_url):
            with psycopg.connect(url) as connection:
                assert connection.execute("select count(*) from alembic_version").fetchone() == (1,)
    with at_home(settings) as second:
        assert second.secret_key == first.secret_key
        assert second.database_url == first.database_url


def test_a_command_inside_another_leaves_the_database_running(settings):
    with open_home(settings) as outer:
        with at_home(settings):
            pass
        assert outer.cluster is not None
        assert outer.cluster.is_running()


def test_a_database_that_was_killed_is_started_again(settings):
    with open_home(settings) as home:
        assert home.mend() is False
        assert home.cluster is not None
        os.kill(int((home.cluster.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
        deadline = time.monotonic() + 20
        while not home.mend():
            assert time.monotonic() < deadline, "nobody noticed"
        with psycopg.connect(home.settings.database_url) as connection:
            assert connection.execute("select 1").fetchone() == (1,)


def test_an_operators_database_is_used_as_it_is(settings):
    with open_home(settings) as own:
        named = settings.model_copy(
            update={
                "database_url": own.settings.database_url,
                "owner_database_url": own.settings.owner_database_url,
            }
        )
        with open_home(named) as home:
            assert home.cluster is None
            assert home.settings.database_url == own.settings.database_url


def test_children_are_told_everything(settings):
    with at_home(settings) as home:
        told = environment(home)
    assert told["DATABASE_URL"] == home.database_url
    assert told["KONBIT_SECRET_KEY"] == home.secret_key.get_secret_value()
    assert told["PORT"] == str(home.port)


def test_a_relative_folder_lies_in_the_checkout_wherever_we_stand():
    assert var_folder(Settings(var=Path("var"))) == ROOT / "var"
