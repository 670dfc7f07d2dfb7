"""Finds a PostgreSQL that has PostGIS, wherever the system keeps it."""

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.local.errors import BinariesMissing

DEBIAN = Path("/usr/lib/postgresql")  # Debian puts nothing of the server in PATH


def find_binaries(version: str | None = None) -> Path:
    """The folder with `postgres` and `initdb` side by side; `version` when the data asks for one."""
    found = [folder for folder in _candidates() if (folder / "initdb").exists() and _has_postgis(folder)]
    if not found:
        raise BinariesMissing(
            "PostgreSQL with PostGIS is not installed: run `make setup`, or set DATABASE_URL"
        )
    if version is None:
        return found[0]
    for folder in found:
        if major(folder) == version:
            return folder
    raise BinariesMissing(f"the data was made by PostgreSQL {version}, which is not installed with PostGIS")


@cache
def major(folder: Path) -> str:
    """The version as PG_VERSION writes it: 15."""
    said = subprocess.run(
        [folder / "postgres", "--version"], cwd="/", capture_output=True, text=True, check=True
    )
    return said.stdout.split()[2].partition(".")[0]


def _candidates() -> Iterator[Path]:
    if in_path := shutil.which("postgres"):
        yield Path(in_path).resolve().parent  # a link may stand in PATH alone
    yield from sorted(DEBIAN.glob("*/bin"), key=lambda folder: -float(folder.parent.name))


def _has_postgis(folder: Path) -> bool:
    if not (folder / "pg_config").exists():
        return False
    command: list[str | Path] = [folder / "pg_config", "--sharedir"]
    said = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    return (Path(said.stdout.strip()) / "extension" / "postgis.control").exists()
