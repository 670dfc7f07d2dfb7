"""Writes the next revision from what changed in the models: `python -m app.migrations "Add a thing."`."""

import sys
import tempfile
from pathlib import Path

from app.local import Cluster, bootstrap
from app.migrations import upgrade
from app.migrations.revisions import revision


def main(message: str) -> None:
    """Compare with a throw-away database, so that nobody's data matters."""
    with tempfile.TemporaryDirectory(prefix="konbit-revision-") as folder:
        Path(folder).chmod(0o755)
        with Cluster(Path(folder) / "var", settings={"fsync": "off"}) as cluster:
            bootstrap(cluster)
            owner = cluster.dsn("konbit_owner")
            upgrade(owner)
            print(revision(owner, message))


if __name__ == "__main__":
    main(sys.argv[1])
