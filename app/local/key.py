"""The master key of an installation that was given none: made once, kept beside the data that it locks."""

import os
import secrets
from pathlib import Path

from app.local.errors import LocalError

BYTES = 32


def master_key(var: Path) -> str:
    """Read `var/secret.key`, or make it at the first start."""
    file = var / "secret.key"
    if not file.exists():
        _make(file)
    key = file.read_text().strip()
    if len(key) != 2 * BYTES:
        raise LocalError(f"{file} is damaged; put the right one back, from a backup")
    return key


def _make(file: Path) -> None:
    var = file.parent
    if (var / "pg").exists() or (var / "pg.where").exists():
        raise LocalError(
            f"{file} is gone, and the data beside it was sealed with it; put it back, or move {var} away"
        )
    var.mkdir(parents=True, exist_ok=True)
    draft = var / f"secret.key.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(secrets.token_hex(BYTES) + "\n")
        out.flush()
        os.fsync(descriptor)
    try:
        os.link(draft, file)  # fails when another start was quicker: then its key is the key
    except FileExistsError:
        return
    finally:
        draft.unlink()
