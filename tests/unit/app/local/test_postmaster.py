import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest

from app.local.account import Account
from app.local.postmaster import is_ready, running_pid


@pytest.fixture
def me() -> Account:
    entry = pwd.getpwuid(os.geteuid())
    return Account(entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def write(data: Path, pid: int, state: str = "ready   ") -> None:
    lines = [str(pid), str(data), "1700000000", "5432", str(data), "", "  1234  5678", state]
    (data / "postmaster.pid").write_text("\n".join(lines) + "\n")


def test_nothing_runs_where_no_file_says_so(tmp_path, me):
    assert running_pid(tmp_path, me) is None


def test_a_living_stranger_with_the_old_number_is_no_server(tmp_path, me):
    write(tmp_path, os.getpid())
    assert running_pid(tmp_path, me) is None
    assert not (tmp_path / "postmaster.pid").exists()


def test_a_zombie_is_no_server(tmp_path, me):
    child = subprocess.Popen([sys.executable, "-c", ""], cwd=tmp_path)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # dead, and not yet buried
    write(tmp_path, child.pid)
    assert running_pid(tmp_path, me) is None
    child.wait()


def test_a_half_written_file_says_nothing_yet(tmp_path, me):
    (tmp_path / "postmaster.pid").write_text("")
    assert running_pid(tmp_path, me) is None
    assert (tmp_path / "postmaster.pid").exists()
    assert not is_ready(tmp_path, 7)


@pytest.mark.parametrize(("state", "ready"), [("ready   ", True), ("starting", False), ("stopping", False)])
def test_a_server_is_ready_when_it_says_so(tmp_path, state, ready):
    write(tmp_path, 7, state)
    assert is_ready(tmp_path, 7) is ready


def test_somebody_elses_ready_is_not_ours(tmp_path):
    write(tmp_path, 8)
    assert not is_ready(tmp_path, 7)
