"""Chooses the system user who runs the server: PostgreSQL refuses to be run by root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.local.errors import LocalError

PLAIN_ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}  # nobody's PGDATA or locale leaks in


@dataclass(frozen=True, slots=True)
class Account:
    """The user who owns the data and the processes; for root it is another one than ourselves."""

    name: str
    uid: int
    gid: int

    @property
    def is_ourselves(self) -> bool:
        """Nothing has to be handed over when the server's user is the one who started us."""
        return self.uid == os.geteuid()

    def own(self, path: Path) -> None:
        """Hand over a file or folder that we have just made."""
        if not self.is_ourselves:
            os.chown(path, self.uid, self.gid)

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run something short as that user, in a folder everybody may enter."""
        options: dict[str, int | list[int]] = {}
        if not self.is_ourselves:
            options = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(
            list(command),
            cwd="/",
            env=PLAIN_ENV,
            capture_output=True,
            text=True,
            check=False,
            **options,  # type: ignore[call-overload]
        )

    def may_enter(self, folder: Path) -> bool:
        """Ask as that user, since only the kernel knows about every parent, mount and ACL."""
        return self.is_ourselves or self.run(["/usr/bin/test", "-x", folder]).returncode == 0


def choose_account(home: Path) -> Account:
    """Ourselves; for root who owns the data, else the user of Debian's package, else `nobody`."""
    for uid_or_name in _wanted(home):
        if entry := _look_up(uid_or_name):
            return Account(entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)
    raise LocalError(f"{_wanted(home)[-1]} is no user of this system, and PostgreSQL runs only as one")


def _wanted(home: Path) -> list[int | str]:
    if os.geteuid() != 0:
        return [os.geteuid()]
    owner = home.stat().st_uid if home.exists() else 0
    return [owner] if owner else ["postgres", "nobody"]


def _look_up(uid_or_name: int | str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwuid(uid_or_name) if isinstance(uid_or_name, int) else pwd.getpwnam(uid_or_name)
    except KeyError:
        return None
