"""Runs, undoes, compares and writes revisions with Alembic, on a connection of the program's own."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.local.bootstrap import EXTENSIONS
from app.local.settings import ROLES
from app.migrations import SCRIPTS, NotPrepared, newest

ONE_AT_A_TIME = 727001  # an advisory lock: several programs may start at once


def run_upgrade(dsn: str, to: str) -> None:
    """Wait for our turn, make sure of what revisions lean on, and run them."""
    with _connect(dsn) as connection:
        # waiting for the other program is not the lock wait that the owner's own timeout guards against
        connection.execute(text("set lock_timeout = 0"))
        connection.execute(text("select pg_advisory_lock(:key)"), {"key": ONE_AT_A_TIME})
        connection.execute(text("reset lock_timeout"))
        connection.commit()
        _prepare(connection)
        command.upgrade(_config(connection), to)
        connection.commit()


def downgrade(dsn: str, to: str = "base") -> None:
    """Undo revisions, which tests do to each of them."""
    with _connect(dsn) as connection:
        command.downgrade(_config(connection), to)
        connection.commit()


def check(dsn: str) -> None:
    """Raise when the models say something that no revision does (CHECKs and predicates go unseen)."""
    with _connect(dsn) as connection:
        command.check(_config(connection))


def revision(dsn: str, message: str) -> Path:
    """Write the next revision from the difference of models and database, to be read and mended by hand."""
    number = f"{int(newest()) + 1:04}"
    with _connect(dsn) as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)
    return next((SCRIPTS / "versions").glob(f"{number}_*.py"))


@contextmanager
def _connect(dsn: str) -> Iterator[Connection]:
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(dsn), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def _config(connection: Connection) -> Config:
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _prepare(connection: Connection) -> None:
    """A server that is not ours may lack extensions, or the roles that revisions grant to."""
    roles = _missing(connection, ROLES, "select rolname from pg_roles")
    extensions = _missing(connection, EXTENSIONS, "select extname from pg_extension")
    lines = [f"create role {name}" for name in roles] + [f"create extension {name}" for name in extensions]
    try:
        for line in lines:
            connection.execute(text(line))
    except DBAPIError as refused:
        raise NotPrepared("run this in the database, as superuser: " + "; ".join(lines)) from refused
    connection.commit()


def _missing(connection: Connection, wanted: Iterable[str], query: str) -> list[str]:
    known = set(connection.scalars(text(query)))
    return [name for name in wanted if name not in known]
