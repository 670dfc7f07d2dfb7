"""Reads postmaster.pid with suspicion: after a crash it may name a stranger, or a server not ready yet."""

import os
from pathlib import Path

from app.local.account import Account


def running_pid(data: Path, account: Account) -> int | None:
    """The live server on this data, if any; a file that lies is removed, or no server would start again."""
    file = data / "postmaster.pid"
    try:
        pid = int(file.read_text().partition("\n")[0])
    except (FileNotFoundError, ValueError):
        return None
    if _is_ours(pid, data, account):
        return pid
    file.unlink(missing_ok=True)
    return None


def _is_ours(pid: int, data: Path, account: Account) -> bool:
    """Ask /proc, for `kill(pid, 0)` is answered by zombies and by whoever got the number since."""
    # asked as the server's user: in a container root may not look into another user's process
    links = account.run(["/usr/bin/readlink", f"/proc/{pid}/exe", f"/proc/{pid}/cwd"]).stdout.splitlines()
    if len(links) != 2:
        return False
    program = Path(links[0].removesuffix(" (deleted)")).name  # as after an upgrade of the package
    return program == "postgres" and links[1] == os.path.realpath(data)


def is_ready(data: Path, pid: int) -> bool:
    """Whether that very server takes connections: line 1 is its pid, line 8 its state."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"
