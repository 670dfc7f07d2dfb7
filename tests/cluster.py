"""Lends the tests a database server of their own, and a fresh migrated database in a tenth of a second."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from app import migrations
from app.local import Cluster, bootstrap
from app.local.bootstrap import close_to_strangers

TEMPLATE = "template_konbit"
# a power cut may take the tests' data; what is measured elsewhere runs with the real settings
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}


@dataclass(frozen=True, slots=True)
class Fresh:
    """One empty, migrated database."""

    cluster: Cluster
    name: str

    def dsn(self, user: str = "konbit_app") -> str:
        """The address as libpq's keywords."""
        return self.cluster.dsn(user, self.name)

    def url(self, user: str = "konbit_app") -> str:
        """The address as DATABASE_URL wants it."""
        return self.cluster.url(user, self.name)


class ThrowAway:
    """A server in a temporary folder: two test runs never meet, and nothing stays behind."""

    def __init__(self, settings: Mapping[str, str] = CARELESS) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="konbit-test-"))
        self.folder.chmod(0o755)  # the server's user passes through; its own folder inside is closed
        self.cluster = Cluster(self.folder / "var", settings=settings)
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        self.cluster.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cluster.stop()
        for folder in (self.cluster.socket_folder, self.cluster.home, self.folder):
            shutil.rmtree(folder, ignore_errors=True)  # they may lie in each other

    def migrate(self) -> None:
        """Make the template that every fresh database is a copy of."""
        bootstrap(self.cluster, TEMPLATE)
        migrations.upgrade(self.cluster.dsn("konbit_owner", TEMPLATE))

    @contextmanager
    def fresh(self, *, migrated: bool = True) -> Iterator[Fresh]:
        """Lend a database; without `migrated` it has roles and extensions only."""
        database = Fresh(self.cluster, f"konbit_{next(self._numbers)}")
        if migrated:
            self._copy(database.name)
        else:
            bootstrap(self.cluster, database.name)
        yield database
        with self._server() as server:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(database.name)))

    def _copy(self, name: str) -> None:
        copy = sql.SQL("create database {} template {} owner konbit_owner strategy file_copy")
        with self._server() as server:
            server.execute(copy.format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
            close_to_strangers(server, name)

    def _server(self) -> psycopg.Connection:
        return psycopg.connect(self.cluster.dsn("postgres", "postgres"), autocommit=True)
