"""Decides where the data and the socket live: where the server's user may go, in few enough bytes."""

import hashlib
import os
import secrets
import stat
from pathlib import Path

from app.local.account import Account
from app.local.errors import LocalError

STATE = Path("/var/lib/konbit")
# fixed, not TMPDIR: another shell's `konbit` must find the same socket
SHORT = Path("/tmp")
SOCKET_LIMIT = 107  # bytes in sockaddr_un, without the closing zero
SOCKET_NAME = ".s.PGSQL.5432"


def choose_home(var: Path, account: Account, *, state: Path = STATE) -> Path:
    """The private folder of the cluster: `var/pg`, or one elsewhere to which `var/pg.where` points."""
    var.mkdir(parents=True, exist_ok=True)
    if (var / "pg").exists() or account.may_enter(var):
        home = var / "pg"
    else:
        home = _elsewhere(var, state)
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    account.own(home)
    return home


def _elsewhere(var: Path, state: Path) -> Path:
    """A checkout below root's home is closed to the server's user, so its data goes to the state folder."""
    pointer = var / "pg.where"
    home = Path(pointer.read_text().strip()) if pointer.exists() else None
    if home is None or _is_claimed_by_another(home, var):
        # not by the path's hash alone: a new clone at an old place must not meet the old data
        home = state / f"{_tag(var)}-{secrets.token_hex(3)}"
    home.mkdir(parents=True, exist_ok=True)
    (home / "belongs-to").write_text(f"{var}\n")
    pointer.write_text(f"{home}\n")
    return home


def _is_claimed_by_another(home: Path, var: Path) -> bool:
    """True for a checkout that was copied; one that was moved keeps its data."""
    try:
        owner = Path((home / "belongs-to").read_text().strip())
        return owner != var and Path((owner / "pg.where").read_text().strip()) == home
    except FileNotFoundError:
        return False


def choose_socket_folder(home: Path, account: Account, *, short: Path = SHORT) -> Path:
    """Beside the data, or, where that path is too long to bind, a private folder with a short one."""
    if len(os.fsencode(home / SOCKET_NAME)) <= SOCKET_LIMIT:
        return home
    folder = short / f"konbit-{_tag(home)}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()  # not stat: somebody may have laid a link there before us
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), account.uid):
        raise LocalError(f"{folder} belongs to somebody else; remove it and start again")
    folder.chmod(0o700)
    account.own(folder)
    return folder


def _tag(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
