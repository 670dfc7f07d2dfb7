"""Brings a database to the tables of this version, from the program itself.

Alembic and every model take seconds to load, so that `upgrade` asks the database first.
"""

from pathlib import Path

import psycopg

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "alembic"


class NotPrepared(RuntimeError):
    """The server lacks something that only its superuser may give; the message is what to run."""


def upgrade(dsn: str, to: str = "head") -> None:
    """Run the revisions that are missing, as the owner of the tables; harmless when there are none."""
    libpq = dsn.replace("postgresql+psycopg://", "postgresql://", 1)
    if to == "head" and _is_current(libpq):
        return
    from app.migrations.revisions import run_upgrade

    run_upgrade(libpq, to)


def newest() -> str:
    """The number of the last revision; `revision` counts them, so the names are in order."""
    numbers = (path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))
    return max(numbers, default="0000")


def _is_current(dsn: str) -> bool:
    with psycopg.connect(dsn) as connection:
        if connection.execute("select to_regclass('public.alembic_version')").fetchone() == (None,):
            return False
        numbers = [row[0] for row in connection.execute("select version_num from alembic_version")]
    if numbers and max(numbers) > newest():
        raise NotPrepared(f"the database is at {max(numbers)}, made by a newer Konbit than this ({newest()})")
    return numbers == [newest()]
