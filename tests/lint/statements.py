"""Finds the statements of the program: the SQL in the constants of its modules, as they are when it runs."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import TextClause

from tests.lint.source import Source

# the files that may hold SQL, and what else may be under them
HOMES = (
    "app/matching/board.py",
    "app/matching/candidates.py",
    "app/messaging/receive.py",
    "geo/spatial.py",
    "geo/tiles.py",
)
HOME_FOLDERS = ("app/follower/", "geo/gazetteer/", "alembic/")
# predicates of indexes, and what prepares a server: no rows are read or written there
NO_ROWS = (
    "app/models/",
    "app/local/",
    "app/launch/",
    "app/migrations/",
    "geo/gazetteer/table.py",
    "alembic/",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement and the constant that holds it."""

    where: str  # app/reports/queries.py BY_ID
    name: str
    sql: str

    @property
    def crosses(self) -> bool:
        """Whether its name admits that it looks at every incident."""
        return self.name.startswith("CROSS_INCIDENT_")


def may_hold_sql(path: str) -> bool:
    """Tell whether a file is a home of SQL."""
    return Path(path).name == "queries.py" or path in HOMES or path.startswith(HOME_FOLDERS)


def holds_no_rows(path: str) -> bool:
    """Tell whether a file's SQL makes tables and servers and touches nobody's rows."""
    return path.startswith(NO_ROWS)


def statements(source: Source) -> Iterator[Statement]:
    """List what the constants of one module hold, after its own f-strings and loops have run."""
    calls = {id(call) for call in source.calls_of("text")}
    names = [name for name, value in source.constants() if any(id(node) in calls for node in ast.walk(value))]
    if not names or holds_no_rows(source.path):
        return
    module = importlib.import_module(source.module)
    for name in names:
        held = list(_clauses(getattr(module, name)))
        for number, clause in enumerate(held, start=1):
            which = name if len(held) == 1 else f"{name}[{number}]"
            yield Statement(f"{source.path} {which}", name, clause.text)


def _clauses(value: object) -> Iterator[TextClause]:
    if isinstance(value, TextClause):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _clauses(part)
    elif isinstance(value, (tuple, list, frozenset)):
        for part in value:
            yield from _clauses(part)
