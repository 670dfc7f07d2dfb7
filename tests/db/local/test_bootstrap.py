import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from app.local import Cluster, bootstrap
from app.local.bootstrap import EXTENSIONS


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="konbit-test-"))
    folder.chmod(0o755)
    with Cluster(folder / "var", settings={"fsync": "off", "shared_buffers": "32MB"}) as running:
        bootstrap(running)
        with psycopg.connect(running.dsn("konbit_owner")) as owner:
            owner.execute("create table thing(id int generated always as identity, words text)")
        yield running
    shutil.rmtree(folder)


def connect(cluster: Cluster, user: str, database: str = "konbit") -> psycopg.Connection:
    return psycopg.connect(cluster.dsn(user, database), autocommit=True)


def test_doing_it_twice_and_at_once_is_harmless(cluster):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(bootstrap, [cluster] * 4, ["konbit", "konbit", "second", "second"]))
    with connect(cluster, "konbit_owner", "second") as owner:
        known = {row[0] for row in owner.execute("select extname from pg_extension")}
    assert set(EXTENSIONS) <= known


def test_the_app_writes_in_the_owners_tables_and_makes_none(cluster):
    with connect(cluster, "konbit_app") as app:
        app.execute("insert into thing(words) values ('dlo')")
        assert app.execute("select words from thing").fetchone() == ("dlo",)
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute("create table mine(id int)")
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute("drop table thing")


def test_strangers_read_only_what_a_revision_grants(cluster):
    with connect(cluster, "konbit_public") as stranger:
        with pytest.raises(errors.InsufficientPrivilege):
            stranger.execute("select * from thing")
        with pytest.raises((errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)):
            stranger.execute("create temp table mine(id int)")


def test_strangers_may_still_measure_on_the_globe(cluster):
    with connect(cluster, "konbit_public") as stranger:
        row = stranger.execute("select ST_Distance('POINT(0 0)'::geography, 'POINT(0 1)'::geography, false)")
        assert row.fetchone() == (pytest.approx(111_195, abs=1),)


@pytest.mark.parametrize("role", ["konbit_app", "konbit_public", "konbit_owner"])
def test_nobody_wanders_into_the_servers_own_databases(cluster, role):
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        connect(cluster, role, "postgres")
