"""The program as text: its modules, parsed, each with its path from the checkout's root."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LIBRARIES = ("sqlalchemy", "sqlmodel")
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Source:
    """One module of the program."""

    path: str  # app/reports/find.py
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> "Source":
        """Parse a module; a test gives text that is no file."""
        return cls(path, ast.parse(text, path))

    @property
    def module(self) -> str:
        """The name it is imported by."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def constants(self) -> Iterator[tuple[str, ast.expr]]:
        """List the names that the module gives to values at its top level."""
        for node in self.tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            value = getattr(node, "value", None)
            for target in targets:
                if isinstance(target, ast.Name) and isinstance(value, ast.expr):
                    yield target.id, value

    def calls_of(self, name: str) -> list[ast.Call]:
        """List the calls of a function of the SQL libraries, under whatever name it was imported."""
        imported = list(self._imported())
        known = {ours for theirs, ours in imported if theirs == name}
        libraries = {ours for theirs, ours in imported if not theirs}
        calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        return [call for call in calls if _is_of(call.func, name, known=known, libraries=libraries)]

    def _imported(self) -> Iterator[tuple[str, str]]:
        """What came from the SQL libraries: its name there («» for all of one) and its name here."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(LIBRARIES):
                yield from ((alias.name, alias.asname or alias.name) for alias in node.names)
            elif isinstance(node, ast.Import):
                whole = [alias for alias in node.names if alias.name.startswith(LIBRARIES)]
                yield from (("", alias.asname or alias.name) for alias in whole)


def sources(*folders: str) -> Iterator[Source]:
    """Read every module of some packages, in order."""
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            path = str(file.relative_to(ROOT))
            yield Source.of(path, file.read_text(encoding="utf-8"))


def _is_of(called: ast.expr, name: str, *, known: set[str], libraries: set[str]) -> bool:
    if isinstance(called, ast.Name):
        return called.id in known
    return (
        isinstance(called, ast.Attribute) and called.attr == name and ast.unparse(called.value) in libraries
    )
