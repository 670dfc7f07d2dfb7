"""Starts everything in order, watches over it, and stops it in order when asked."""

import errno
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

from app.config import Settings
from app.launch.children import Child, Nursery
from app.launch.home import ROOT, Home, environment, open_home
from app.local import LocalError
from app.migrations import NotPrepared

HOME_EVERY_S = 2.0
WEB_FIRST_S = 30.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Bell:
    """Counts how often we were asked to stop; before the watch begins, the first time unwinds at once."""

    def __init__(self) -> None:
        self.rung = 0
        self.unwinds = True
        for number in SIGNALS:  # set outright: a script that used `&` left SIGINT ignored
            signal.signal(number, self._ring)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        self.rung += 1
        if self.unwinds:
            self.unwinds = False
            raise KeyboardInterrupt


def say_now(line: str) -> None:
    """Print without waiting for a buffer: a person or a log is watching."""
    print(line, flush=True)


def bring_up(
    settings: Settings,
    *,
    prepare: Callable[[Settings], Sequence[str]],
    children: Sequence[Child],
    say: Callable[[str], None] = say_now,
) -> int:
    """Run `konbit up` until Ctrl-C and return its exit code.

    `prepare` makes what must be there before anybody comes, and returns lines for the person at the keyboard.
    `children` come after the web server, and stop in the order given. Call it from the main thread.
    """
    if trouble := _port_trouble(settings):
        say(trouble)
        return 1
    bell = _Bell()
    try:
        with open_home(settings) as home:
            nursery = Nursery([web_server(home.settings)], environment=environment(home.settings), say=say)
            try:
                nursery.look()  # the web server takes seconds to load: meanwhile the drill is made
                lines = prepare(home.settings)
                bell.unwinds = False
                _await_web(home.settings, nursery, bell)
                nursery.add(children)
                for line in lines:
                    say(line)
                _watch(home, nursery, bell=bell, say=say)
                say("Stopping.")
            finally:
                nursery.stop(hurried=lambda: bell.rung > 1)
    except KeyboardInterrupt:
        say("Stopped before it was up.")
    except (LocalError, NotPrepared) as trouble:
        say(f"Konbit cannot start: {trouble}")
        return 1
    return 0


def _await_web(settings: Settings, nursery: Nursery, bell: _Bell) -> None:
    """Let the web server have the machine until it answers; a broken one must not keep the worker away."""
    deadline_s = time.monotonic() + WEB_FIRST_S
    while not (bell.rung or _answers(settings) or time.monotonic() > deadline_s):
        nursery.look()
        time.sleep(0.05)


def _watch(home: Home, nursery: Nursery, *, bell: _Bell, say: Callable[[str], None]) -> None:
    look_at_home_s = time.monotonic() + HOME_EVERY_S
    while not bell.rung:
        nursery.look()
        if time.monotonic() > look_at_home_s:
            look_at_home_s = time.monotonic() + HOME_EVERY_S
            if home.mend():
                say("The database had ended; it runs again.")
        time.sleep(0.1)


def web_server(settings: Settings) -> Child:
    """Say how the web server is started: `bring_up` runs it, and a bench measures the same."""
    server = [sys.executable, "-m", "uvicorn", "app.main:create_app", "--factory", "--app-dir", str(ROOT)]
    where = ["--host", settings.host, "--port", str(settings.port)]
    # addresses of callers are believed only from a proxy that we run; live pages would hold a stop for ever
    manners = ["--no-proxy-headers", "--timeout-graceful-shutdown", "3"]
    quiet = ["--no-access-log", "--no-server-header", "--log-level", "warning"]
    return Child("The web server", [*server, *where, *manners, *quiet])


def _answers(settings: Settings) -> bool:
    try:
        socket.create_connection((settings.host, settings.port), timeout=0.2).close()
    except OSError:
        return False
    return True


def _port_trouble(settings: Settings) -> str | None:
    """Find out before anything is started; uvicorn would say it in the middle of everything else."""
    try:
        socket.create_server((settings.host, settings.port)).close()
    except PermissionError:
        return f"Port {settings.port} is not ours to use; take one above 1023: make run PORT=8000"
    except OSError as refused:
        if refused.errno != errno.EADDRINUSE:
            return f"KONBIT_HOST={settings.host} cannot be listened on: {refused.strerror}"
        return f"Port {settings.port} is in use; end what uses it, or: make run PORT={settings.port + 1}"
    return None
