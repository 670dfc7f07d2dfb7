"""Makes the cluster's files once; a half-made one never looks whole."""

import shutil
from pathlib import Path

from app.local.account import Account
from app.local.errors import LocalError
from app.local.settings import HBA, INCLUDE


def make_cluster(data: Path, binaries: Path, *, account: Account) -> None:
    """Run initdb beside the final place, then rename: a killed one is thrown away at the next start."""
    fresh = data.with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    # C would lower-case no É and make pg_trgm drop accented letters; C.UTF-8 does neither
    done = account.run(
        [
            *(binaries / "initdb", "-D", fresh, "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8"),
            *("--data-checksums", "--auth-local=peer", "--auth-host=reject", "--no-instructions"),
        ]
    )
    if done.returncode:
        raise LocalError(f"initdb failed: {done.stderr.strip()}")
    (fresh / "pg_hba.conf").write_text(HBA)
    with (fresh / "postgresql.conf").open("a") as conf:
        conf.write(INCLUDE)
    fresh.rename(data)
