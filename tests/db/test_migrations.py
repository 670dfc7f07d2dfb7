import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from app import migrations
from app.local.binaries import find_binaries
from app.migrations import revisions
from app.models import SQLModel
from tests.cluster import Fresh, ThrowAway

REVISIONS = [revision.revision for revision in ScriptDirectory(str(migrations.SCRIPTS)).walk_revisions()][
    ::-1
]


@pytest.fixture
def empty(throw_away: ThrowAway) -> Iterator[Fresh]:
    with throw_away.fresh(migrated=False) as database:
        yield database


def owner(database: Fresh) -> str:
    return database.dsn("konbit_owner")


def schema(database: Fresh) -> list[str]:
    """What the database says its tables are; it sees CHECKs and predicates, which Alembic does not."""
    command = [str(find_binaries() / "pg_dump"), "--schema-only", "--schema=public", "--no-owner"]
    command += ["--no-privileges", "--exclude-table=alembic_version", "--dbname", owner(database)]
    plain = os.environ | {"LC_ALL": "C.UTF-8"}
    dump = subprocess.run(command, env=plain, capture_output=True, text=True, check=True)
    # the order of tables and of columns inside them may differ; the newest pg_dump also prints a random token
    lines = (line.strip().rstrip(",") for line in dump.stdout.splitlines())
    return sorted(line for line in lines if line and not line.startswith(("--", "\\")))


def test_the_revisions_say_what_the_models_say(throw_away, empty):
    migrations.upgrade(owner(empty))
    revisions.check(owner(empty))
    with throw_away.fresh(migrated=False) as modelled:
        engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(owner(modelled)))
        with engine.begin() as connection:
            SQLModel.metadata.create_all(connection)
        engine.dispose()
        assert schema(empty) == schema(modelled)


@pytest.mark.parametrize("number", range(len(REVISIONS)), ids=REVISIONS)
def test_every_revision_goes_down_and_up_again(empty, number):
    migrations.upgrade(owner(empty), REVISIONS[number])
    whole = schema(empty)
    revisions.downgrade(owner(empty), REVISIONS[number - 1] if number else "base")
    migrations.upgrade(owner(empty), REVISIONS[number])
    assert schema(empty) == whole


def test_programs_that_start_at_once_take_turns(empty):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrations.upgrade, [owner(empty)] * 4))
    with psycopg.connect(owner(empty)) as connection:
        assert connection.execute("select version_num from alembic_version").fetchall() == [(REVISIONS[-1],)]


def test_both_forms_of_an_address_are_understood(empty):
    migrations.upgrade(empty.url("konbit_owner").replace("postgresql://", "postgresql+psycopg://"))
    migrations.upgrade(empty.url("konbit_owner"))


def test_a_server_that_lacks_postgis_is_told_the_one_line_to_run(throw_away, empty):
    with psycopg.connect(empty.dsn("postgres"), autocommit=True) as server:
        server.execute("drop extension postgis")
    with pytest.raises(migrations.NotPrepared, match=r"as superuser: create extension postgis$"):
        migrations.upgrade(owner(empty))


def test_waiting_for_another_program_is_not_cut_short(empty):
    """The owner gives up on a lock after five seconds, which is right for a table and wrong for our turn."""
    with psycopg.connect(empty.dsn("postgres"), autocommit=True) as server:
        server.execute("alter role konbit_owner set lock_timeout = '100ms'")
        server.execute("select pg_advisory_lock(%s)", [revisions.ONE_AT_A_TIME])
        with ThreadPoolExecutor(1) as pool:
            turn = pool.submit(migrations.upgrade, owner(empty))
            waits = "select 1 from pg_locks where locktype = 'advisory' and not granted"
            while not server.execute(waits).fetchone():
                assert not turn.done(), turn.result()
            server.execute("select pg_sleep(0.3)")
            server.execute("select pg_advisory_unlock(%s)", [revisions.ONE_AT_A_TIME])
            turn.result()
        server.execute("alter role konbit_owner set lock_timeout = '5s'")


def test_a_database_from_the_future_is_left_alone(empty):
    migrations.upgrade(owner(empty))
    with psycopg.connect(owner(empty)) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(migrations.NotPrepared, match="made by a newer Konbit"):
        migrations.upgrade(owner(empty))
