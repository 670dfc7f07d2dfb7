"""Looks at the whole program and prints what is wrong; the exit code says whether anything is."""

import ast
import sys
from collections.abc import Iterator, Sequence

from tests.lint.finding import Finding
from tests.lint.incident import troubles
from tests.lint.manners import findings
from tests.lint.source import Source, sources
from tests.lint.statements import Statement, statements


def main() -> int:
    """Print every finding, then the statements that cross incidents, which are few and named."""
    modules = list(sources("app", "geo"))
    known = [statement for module in modules for statement in statements(module)]
    found = [finding for module in modules for finding in findings(module)]
    found += [finding for statement in known for finding in look_at(statement)]
    found += unused(known, modules)
    for finding in sorted(found):
        print(finding)
    crossing = [statement.where for statement in known if statement.crosses]
    print(f"{len(known)} statements; {len(crossing)} look across incidents, as their names say:")
    for where in crossing:
        print(f"    {where}")
    return 1 if found else 0


def look_at(statement: Statement) -> list[Finding]:
    """Say what is wrong with one statement."""
    wrong = troubles(statement.sql, across=statement.crosses)
    return [Finding(statement.where, *trouble) for trouble in wrong]


def unused(known: Sequence[Statement], modules: Sequence[Source]) -> Iterator[Finding]:
    """Find statements that nothing runs: they look kept, and rot."""
    spoken = {name for module in modules for name in _names_read(module)}
    for statement in known:
        if statement.name not in spoken:
            yield Finding(statement.where, "nothing runs it", "nothing: delete it")


def _names_read(module: Source) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


if __name__ == "__main__":
    sys.exit(main())
