import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.config import Settings
from app.launch import bring_up
from app.local import Cluster

# what `konbit up` does, with a worker that notes when it comes and goes
DRIVER = """
import sys; from pathlib import Path
from app.config import Settings
from app.launch import Child, bring_up
var, port, notes = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
worker = '''
import os, signal, sys, time
out = open(sys.argv[1], "a", buffering=1)
signal.signal(signal.SIGTERM, lambda *_: (print("went", file=out), sys.exit(0)))
print("came", file=out)
time.sleep(60)
'''
sys.exit(bring_up(
    Settings(DATABASE_URL="", var=var, PORT=port),
    prepare=lambda settings: ["It is up."],
    children=[Child("The worker", [sys.executable, "-c", worker, notes])],
))
"""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="konbit-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def notes(folder) -> Iterator[Path]:
    file = folder / "notes"
    yield file
    file.unlink(missing_ok=True)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
    return number


@pytest.fixture
def begin(folder, notes, port):
    running: list[subprocess.Popen[str]] = []

    def run(*before: str) -> subprocess.Popen[str]:
        command = [*before, sys.executable, "-c", DRIVER, str(folder / "var"), str(port), str(notes)]
        out = subprocess.PIPE
        running.append(subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, text=True))
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def until(true: Callable[[], bool], wait_s: float = 60) -> None:
    deadline = time.monotonic() + wait_s
    while not true():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def said(notes: Path) -> list[str]:
    return notes.read_text().split() if notes.exists() else []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_everything_in_order(folder, notes, begin, number):
    up = begin()
    until(lambda: said(notes) == ["came"])
    up.send_signal(number)
    out, _ = up.communicate()
    assert up.returncode == 0
    assert out.rstrip().endswith("Stopping.")
    assert said(notes) == ["came", "went"]
    assert not Cluster(folder / "var").is_running()


def test_a_script_that_starts_it_in_the_background_can_stop_it(folder, notes, begin):
    up = begin("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh")  # what `&` does to a script's children
    until(lambda: said(notes) == ["came"])
    up.send_signal(signal.SIGINT)
    up.communicate()
    assert up.returncode == 0


def test_an_impatient_second_signal_is_no_crash(folder, notes, begin):
    up = begin()
    until(lambda: said(notes) == ["came"])
    up.send_signal(signal.SIGINT)
    up.send_signal(signal.SIGINT)
    out, _ = up.communicate()
    assert up.returncode == 0
    assert "Traceback" not in out.partition("Stopping.")[2]
    assert not Cluster(folder / "var").is_running()


def test_nothing_is_left_when_it_is_killed(folder, notes, begin):
    up = begin()
    until(lambda: said(notes) == ["came"])
    up.kill()
    up.wait()
    until(lambda: said(notes) == ["came", "went"])
    until(lambda: not Cluster(folder / "var").is_running())


def test_a_port_that_is_taken_is_said_before_anything_starts(folder):
    lines: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        settings = Settings(DATABASE_URL="", var=folder / "never", PORT=number)
        code = bring_up(settings, prepare=lambda _: [], children=[], say=lines.append)
    assert code == 1
    assert lines == [f"Port {number} is in use; end what uses it, or: make run PORT={number + 1}"]
    assert not (folder / "never").exists()
