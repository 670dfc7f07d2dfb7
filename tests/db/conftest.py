"""What only tests with a database need."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest

from tests.cluster import Fresh

Sabotage = Callable[[str, str], AbstractContextManager[None]]
RAISE = "raise exception 'sabotage';"
DIE = "perform pg_terminate_backend(pg_backend_pid());"


@pytest.fixture
def sabotage(fresh: Fresh) -> Sabotage:
    """Let the database itself fail: at COMMIT when a row came into a table, or at once."""

    @contextmanager
    def sabotage(table: str, body: str) -> Iterator[None]:
        with psycopg.connect(fresh.dsn("konbit_owner"), autocommit=True) as owner:
            lines = f"begin {body} return null; end"
            make = f"create function sabotage() returns trigger language plpgsql as $${lines}$$"
            owner.execute(make.encode())
            owner.execute(
                f"""create constraint trigger sabotage after insert on {table} deferrable initially deferred
                    for each row execute function sabotage()""".encode()
            )
            try:
                yield
            finally:
                owner.execute("drop function sabotage() cascade")

    return sabotage
