"""Keeps child processes alive: one that dies is started again, and all end when we do, even by `kill -9`."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

LONGEST_WAIT_S = 30.0
STEADY_S = 60.0  # who lived this long starts again at once
GRACE_S = 10.0


@dataclass(frozen=True, slots=True)
class Child:
    """One process of the tree; `may_finish` when ending well is its purpose."""

    name: str
    command: Sequence[str]
    may_finish: bool = False


class Nursery:
    """The children of one `konbit up`, in the order in which they will be stopped."""

    def __init__(
        self, children: Sequence[Child], *, environment: Mapping[str, str], say: Callable[[str], None] = print
    ) -> None:
        self._environment, self._say = environment, say
        self._raised: list[_Raised] = []
        self.add(children)

    def add(self, children: Sequence[Child]) -> None:
        """Take in more of them; they start at the next look."""
        self._raised += [_Raised(child, self._environment, self._say) for child in children]

    def look(self) -> None:
        """Start whoever is not running and whose time has come; call it a few times a second."""
        for raised in self._raised:
            raised.look()

    def stop(self, hurried: Callable[[], bool] = lambda: False) -> None:
        """Ask each in turn to end and wait for it; `hurried` turning true means no more waiting."""
        for raised in self._raised:
            raised.stop(hurried)


class _Raised:
    def __init__(self, child: Child, environment: Mapping[str, str], say: Callable[[str], None]) -> None:
        self._child, self._environment, self._say = child, environment, say
        self._process: subprocess.Popen[bytes] | None = None
        self._wait_s = 0.0
        self._started_at_s = 0.0
        self._due_at_s = 0.0
        self._finished = False

    def look(self) -> None:
        if self._finished:
            return
        if self._process is None:
            if time.monotonic() >= self._due_at_s:
                self._start()
        elif (code := self._process.poll()) is not None:
            self._process = None
            self._mourn(code)

    def stop(self, hurried: Callable[[], bool]) -> None:
        self._finished = True
        if self._process is None:
            return
        self._process.terminate()
        deadline = time.monotonic() + GRACE_S
        while self._process.poll() is None and time.monotonic() < deadline and not hurried():
            time.sleep(0.02)
        if self._process.poll() is None:
            self._say(f"{self._child.name} did not end by itself; it is ended.")
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _start(self) -> None:
        self._started_at_s = time.monotonic()
        self._process = subprocess.Popen(
            [*_leash(), *self._child.command],
            env=dict(self._environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us: we stop them in order
        )

    def _mourn(self, code: int) -> None:
        if code == 0 and self._child.may_finish:
            self._finished = True
            return
        steady = time.monotonic() - self._started_at_s > STEADY_S
        self._wait_s = 1.0 if steady else min(max(1.0, 2 * self._wait_s), LONGEST_WAIT_S)
        self._due_at_s = time.monotonic() + self._wait_s
        how = f"signal {-code}" if code < 0 else f"exit {code}"
        self._say(f"{self._child.name} ended ({how}); it starts again in {self._wait_s:.0f} s.")


def _leash() -> list[str]:
    """The kernel ends the child with us; systems without setpriv go without."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []
