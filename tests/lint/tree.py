"""The files of the project as a checkout has them: what set-up and running make is not among them."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from tests.lint.source import ROOT


def project_files(root: Path = ROOT) -> Iterator[Path]:
    """List them by the patterns of `.gitignore`, so that no git is needed where the tests run."""
    lines = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    yield from _walk(root, root, [".git/", *patterns])


def _walk(folder: Path, root: Path, patterns: list[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(_matches(path, root, pattern) for pattern in patterns):
            continue
        if path.is_dir():
            yield from _walk(path, root, patterns)
        else:
            yield path


def _matches(path: Path, root: Path, pattern: str) -> bool:
    if pattern.endswith("/") and not path.is_dir():
        return False
    plain = pattern.rstrip("/")
    return fnmatch(str(path.relative_to(root)) if "/" in plain else path.name, plain)
