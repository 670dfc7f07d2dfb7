"""What no module of the program does, seen in its source: SQL outside its homes, ORM queries, a commit."""

import ast
from collections.abc import Iterator

from tests.lint.finding import Finding
from tests.lint.source import Source
from tests.lint.statements import holds_no_rows, may_hold_sql

QUERY_BUILDERS = frozenset(
    {"select", "insert", "update", "delete", "union", "exists", "func", "literal_column"}
)
RUNS = frozenset({"execute", "exec", "scalar", "scalars", "exec_driver_sql", "stream"})
MAY_COMMIT = ("app/launch/", "app/local/", "app/migrations/")


def findings(source: Source) -> Iterator[Finding]:
    """Look at one module."""
    yield from _sql_away_from_home(source)
    yield from _query_builders(source)
    yield from _commits(source)
    yield from _loose_sessions(source)


def _sql_away_from_home(source: Source) -> Iterator[Finding]:
    if holds_no_rows(source.path):
        return
    instead = "a named constant in the queries.py beside it"
    at_home = may_hold_sql(source.path)
    held = {id(node) for _, value in source.constants() for node in ast.walk(value)}
    for call in source.calls_of("text"):
        if not at_home:
            yield _at(source, call, "SQL away from its home", instead)
        elif id(call) not in held:
            yield _at(source, call, "a statement that is not a constant", instead)
    for call, name in _method_calls(source):
        if name in RUNS and call.args and _is_sentence(call.args[0]):
            yield _at(source, call, "SQL written into the call", instead)


def _is_sentence(given: ast.expr) -> bool:
    """A word alone is no statement: `http.stream("GET", …)` sends none."""
    return isinstance(given, ast.JoinedStr) or (isinstance(given, ast.Constant) and " " in str(given.value))


def _query_builders(source: Source) -> Iterator[Finding]:
    for name in sorted(QUERY_BUILDERS):
        for call in source.calls_of(name):
            yield _at(source, call, f"a query built with the library's `{name}`", "its SQL, in a queries.py")
    for call, name in _method_calls(source):
        if name == "query":
            yield _at(source, call, "a query built by the session", "its SQL, in a queries.py")


def _commits(source: Source) -> Iterator[Finding]:
    if source.path.startswith(MAY_COMMIT):
        return
    for call, name in _method_calls(source):
        if name == "commit":
            yield _at(source, call, "a commit inside the work", "leave it to who opened the session")


def _loose_sessions(source: Source) -> Iterator[Finding]:
    """In FastAPI's default scope the commit comes after the answer: a failed one has been seen to say 200."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or ast.unparse(node.func) != "Depends" or not node.args:
            continue
        given = ast.unparse(node.args[0])
        scoped = any(
            part.arg == "scope" and ast.unparse(part.value) == "'function'" for part in node.keywords
        )
        if given.endswith("session") and not scoped:
            instead = f'Depends({given}, scope="function")'
            yield _at(source, node, f"Depends({given}) commits after the answer", instead)


def _method_calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def _at(source: Source, node: ast.AST, wrong: str, instead: str) -> Finding:
    return Finding(f"{source.path}:{getattr(node, 'lineno', 0)}", wrong, instead)
