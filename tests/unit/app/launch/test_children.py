import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.launch.children import Child, Nursery

NOTES = (
    "import os, sys, time, signal; out = open(sys.argv[1], 'a', buffering=1); print(os.getpid(), file=out); "
)
STAYS = NOTES + "time.sleep(60)"
DIES = NOTES + "sys.exit(3)"
ENDS = NOTES + "pass"
DEAF = NOTES.replace("print", "signal.signal(signal.SIGTERM, signal.SIG_IGN); print") + "time.sleep(60)"


def until(told: Callable[[], object], nursery: Nursery | None = None, wait_s: float = 20) -> None:
    deadline = time.monotonic() + wait_s
    while not told():
        assert time.monotonic() < deadline, "it never happened"
        if nursery:
            nursery.look()
        time.sleep(0.02)


def python(code: str, notes: Path, **more: bool) -> Child:
    return Child("The child", [sys.executable, "-c", code, str(notes)], **more)


def pids(notes: Path) -> list[int]:
    return [int(line) for line in notes.read_text().splitlines()] if notes.exists() else []


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def raise_children(said):
    nurseries: list[Nursery] = []

    def begin(*wanted: Child) -> Nursery:
        nurseries.append(Nursery(wanted, environment=os.environ, say=said.append))
        return nurseries[-1]

    yield begin
    for nursery in nurseries:
        nursery.stop(hurried=lambda: True)


def test_a_child_that_dies_is_started_again_with_a_sentence(tmp_path, said, raise_children):
    nursery = raise_children(python(DIES, tmp_path / "notes"))
    until(lambda: len(pids(tmp_path / "notes")) >= 2 and len(said) >= 2, nursery)
    assert said[:2] == [
        "The child ended (exit 3); it starts again in 1 s.",
        "The child ended (exit 3); it starts again in 2 s.",
    ]


def test_a_child_that_finished_its_work_is_left_alone(tmp_path, said, raise_children):
    nursery = raise_children(
        python(ENDS, tmp_path / "done", may_finish=True), python(DIES, tmp_path / "other")
    )
    until(lambda: len(pids(tmp_path / "other")) >= 2, nursery)
    assert len(pids(tmp_path / "done")) == 1


def test_children_stop_in_their_order(tmp_path, raise_children):
    last_word = "signal.signal(signal.SIGTERM, lambda *_: (print(0, file=out), sys.exit())); "
    code = NOTES.replace("print(os", last_word + "print(os") + "time.sleep(60)"
    nursery = raise_children(*(python(code, tmp_path / name) for name in ("web", "worker", "player")))
    until(lambda: all(pids(tmp_path / name) for name in ("web", "worker", "player")), nursery)
    nursery.stop()
    ended = [(tmp_path / name).stat().st_mtime_ns for name in ("web", "worker", "player")]
    assert ended == sorted(ended)
    assert all(pids(tmp_path / name)[-1] == 0 for name in ("web", "worker", "player"))


def test_who_does_not_hear_is_ended_when_somebody_hurries(tmp_path, said, raise_children):
    nursery = raise_children(python(DEAF, tmp_path / "notes"))
    until(lambda: pids(tmp_path / "notes"), nursery)
    nursery.stop(hurried=lambda: True)
    assert not is_alive(pids(tmp_path / "notes")[0])
    assert said == ["The child did not end by itself; it is ended."]


def test_children_have_sessions_of_their_own_so_that_ctrl_c_passes_them_by(tmp_path, raise_children):
    nursery = raise_children(python(STAYS, tmp_path / "notes"))
    until(lambda: pids(tmp_path / "notes"), nursery)
    assert os.getsid(pids(tmp_path / "notes")[0]) != os.getsid(0)


def test_nothing_outlives_a_launcher_that_is_killed(tmp_path):
    launcher = (
        "import os, sys, time; from app.launch.children import *; "
        f"n = Nursery([Child('c', [sys.executable, '-c', {STAYS!r}, sys.argv[1]])], environment=os.environ); "
        "n.look(); time.sleep(60)"
    )
    notes = tmp_path / "notes"
    pid = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", launcher, str(notes)])
    until(lambda: pids(notes))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    until(lambda: not is_alive(pids(notes)[0]))
