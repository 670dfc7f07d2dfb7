"""Starts and stops the private PostGIS, whatever the last run left behind."""

import fcntl
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from psycopg.conninfo import make_conninfo

from app.local.account import PLAIN_ENV, choose_account
from app.local.binaries import find_binaries
from app.local.errors import LocalError
from app.local.folders import SOCKET_NAME, choose_home, choose_socket_folder
from app.local.initdb import make_cluster
from app.local.postmaster import is_ready, running_pid
from app.local.settings import logins_text, settings_text

LOG_LIMIT_BYTES = 10_000_000
# a killed server's last backends hold it for some seconds; anything else in the log will not mend itself
PASSING = "pre-existing shared memory block"
IDLE_TALK = ("starting PostgreSQL", "listening on", "database system is shut down")


class Cluster:
    """One PostGIS for one `var` folder; only who started it stops it."""

    def __init__(self, var: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.account = choose_account(var / "pg")
        self.home = choose_home(var.resolve(), self.account)
        self.data = self.home / "data"
        self.log = self.home / "log"
        self.socket_folder = choose_socket_folder(self.home, self.account)
        self._settings = settings or {}
        self._process: subprocess.Popen[bytes] | None = None

    def dsn(self, user: str = "konbit_app", database: str = "konbit") -> str:
        """The address as libpq's keywords."""
        return make_conninfo(host=str(self.socket_folder), user=user, dbname=database)

    def url(self, user: str = "konbit_app", database: str = "konbit") -> str:
        """The address as DATABASE_URL wants it."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.socket_folder))}"

    def is_running(self) -> bool:
        """Whether a server works on this data, ours or another program's."""
        return running_pid(self.data, self.account) is not None

    def start(self, wait_s: float = 60) -> bool:
        """Come back when it takes connections; True when we started it, False when somebody had.

        Call it from the main thread: the server is told to end with the thread that started it.
        """
        deadline = time.monotonic() + wait_s
        with self._one_at_a_time():
            self._prepare()
            while True:
                if pid := running_pid(self.data, self.account):
                    if is_ready(self.data, pid):
                        return False
                elif self._launch(deadline):
                    return True
                if time.monotonic() > deadline:
                    raise LocalError(f"PostgreSQL did not get ready in {wait_s:.0f} s; see {self.log}")
                time.sleep(0.05)

    def stop(self, wait_s: float = 60) -> None:
        """End it cleanly if we started it; clients should have gone before."""
        if self._process is None or self._process.poll() is not None:
            return
        for how in (signal.SIGINT, signal.SIGQUIT):  # fast; and when that hangs, at once
            self._process.send_signal(how)
            try:
                self._process.wait(wait_s)
            except subprocess.TimeoutExpired:
                continue
            break
        self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Eight programs may start at once: one makes and launches, the others find it."""
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            make_cluster(self.data, find_binaries(), account=self.account)
        for name, text in (
            ("konbit.conf", settings_text(self._settings)),
            ("pg_ident.conf", logins_text(self.account)),
        ):
            (self.data / name).write_text(text)
            (self.data / name).chmod(0o644)  # below a 0700 folder; root's umask may be narrower
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.rename(self.log.with_name("log.1"))

    def _launch(self, deadline: float) -> bool:
        """One try; False when what stands in the way passes by itself."""
        if self._process is not None and self._process.poll() is None:
            time.sleep(0.25)  # somebody deleted its pid file; it will notice and end
            return False
        # like postmaster.pid it may name a zombie or a stranger, and nobody else has business in this folder
        (self.socket_folder / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)
        before = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self._command(),
                cwd=self.data,  # the folder we stand in may be closed to the server's user
                env=PLAIN_ENV,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us: the database goes last
            )
        self._process = process
        while process.poll() is None:
            if is_ready(self.data, process.pid):
                return True
            if time.monotonic() > deadline:
                self.stop()
                return False
            time.sleep(0.01)
        self._process = None
        self._raise_unless_passing(before)
        time.sleep(0.25)
        return False

    def _raise_unless_passing(self, offset: int) -> None:
        said = self.log.read_bytes()[offset:].decode(errors="replace")
        if PASSING in said:
            return
        told = [line for line in said.splitlines() if not any(talk in line for talk in IDLE_TALK)]
        why = " ".join(line.partition("] ")[2] for line in told) or "it said nothing"
        raise LocalError(f"PostgreSQL ended at start: {why} (log: {self.log})")

    def _command(self) -> list[str | Path]:
        """setpriv becomes the server, so its pid is the server's; it also knows to set the signal last."""
        version = (self.data / "PG_VERSION").read_text().strip()
        user: list[str] = []
        if not self.account.is_ourselves:
            user = ["--reuid", str(self.account.uid), "--regid", str(self.account.gid), "--clear-groups"]
        server: list[str | Path] = [
            find_binaries(version) / "postgres",
            "-D",
            self.data,
            "-k",
            self.socket_folder,
        ]
        return ["/usr/bin/setpriv", "--pdeathsig", "INT", *user, "--", *server]
