"""Where a scenario works: a server, databases to spend, and a line that tells how far it is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.config import Settings
from tests.cluster import Fresh, ThrowAway
from tests.load.process import free_port

MASTER_KEY = "a key for measuring alone, of no use elsewhere"


class Bench:
    """Handed to every scenario. `scale` shrinks what is sent, for trying a scenario out."""

    def __init__(self, server: ThrowAway, *, scale: float = 1.0) -> None:
        self.server = server
        self._scale = scale

    @property
    def folder(self) -> Path:
        """Where files of this run may lie; they go with it."""
        return self.server.folder

    def times(self, number: int) -> int:
        """So many of something, scaled."""
        return max(20, round(number * self._scale))

    def rounds(self, number: int) -> int:
        """So many repetitions; a shrunk run is content with one."""
        return number if self._scale >= 1 else 1

    @contextmanager
    def home(self) -> Iterator[tuple[Fresh, Settings]]:
        """Lend a migrated database, and settings for processes on it."""
        with self.server.fresh() as database:
            yield (
                database,
                Settings(
                    _env_file=None,
                    DATABASE_URL=database.url(),
                    owner_database_url=database.url("konbit_owner"),
                    public_database_url=database.url("konbit_public"),
                    PORT=free_port(),
                    secret_key=MASTER_KEY,
                ),
            )

    def say(self, line: str) -> None:
        """Tell a waiting person what is being done; on a screen the line takes the place of the last."""
        if sys.stderr.isatty():
            print(f"\r\033[K  {line}", end="", file=sys.stderr, flush=True)
        else:
            print(f"  {line}", file=sys.stderr, flush=True)

    def hush(self) -> None:
        """Take the line away before a result is printed."""
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr, flush=True)
