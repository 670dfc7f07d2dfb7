"""Which words our pages say, and who reads them: strangers in every language, the desk in its own few.

From the project's folder, `.venv/bin/python -m web.words uk` prints what Ukrainian still lacks, ready to be
filled in and put at the end of its catalogue. `web/babel.cfg` says how words are found, here and for Babel.
"""

import ast
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, check_and_call_extract_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from web.render import EVERY_PAGE, catalogue_file, heading, read_catalogue

Message = str | tuple[str, ...]  # the singular, or all forms
Found = tuple[int, str, str, list[str]]

ROOT = Path(__file__).resolve().parent.parent
STRANGERS = ("web/*.py", "web/templates/*.html", "app/errors.py", "app/api/*.py", "app/api/public/**/*.py")
DESK = ("web/templates/desk/**/*.html", "app/api/desk/**/*.py", "app/api/programs/**/*.py")
# a handler raises its sentence in English, and app/api/faults.py says it in the reader's language
KEYWORDS = DEFAULT_KEYWORDS | {"NotFound": None, "BadForm": None, "Conflict": None, "_tell": (3,)}


@cache
def words_of(patterns: tuple[str, ...]) -> tuple[Message, ...]:
    """Every word and sentence in these files, once each, in the order of the pages."""
    with (ROOT / "web/babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found: dict[Message, None] = {}
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        for _, _, message, _, _ in check_and_call_extract_file(
            path, methods, options, None, KEYWORDS, (), False, dirpath=ROOT
        ):
            found[message] = None
    return tuple(found)


def wanted(code: str) -> tuple[Message, ...]:
    """What the catalogue of one language has to hold."""
    patterns = (*STRANGERS, *DESK) if heading(code, "X-Pages") == EVERY_PAGE else STRANGERS
    return words_of(patterns)


def missing(code: str) -> tuple[Message, ...]:
    """What nobody has translated into it yet."""
    done = {message.id for message in read_catalogue(code) if message.id and said(message.string)}
    return tuple(message for message in wanted(code) if message not in done)


def said(translated: Message | list[str] | None) -> bool:
    """Whether a translation says something in each of its forms."""
    return all(translated) if isinstance(translated, tuple | list) else bool(translated)


def docstrings(
    file: BinaryIO, keywords: Mapping[str, object], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Found]:
    """Give Babel the sentences of errors that are raised without words of their own."""
    for node in ast.parse(file.read()).body:
        if (
            isinstance(node, ast.ClassDef) and node.name != "KonbitError"
        ):  # nothing raises the trunk of the tree
            yield node.lineno, "", ast.get_docstring(node) or "", []


def _print_missing(code: str) -> None:
    sheet = Catalog(locale=code, fuzzy=False)
    for message in missing(code):
        sheet.add(message)
    written = BytesIO()
    write_po(written, sheet, omit_header=True, no_location=True, width=0)
    sys.stdout.write(written.getvalue().decode())


if __name__ == "__main__":
    for each in sys.argv[1:]:
        if not catalogue_file(each).is_file():
            begin = catalogue_file(each).relative_to(ROOT)
            sys.exit(f"There is no {begin} yet; begin it with a heading, as docs/languages.md says.")
        _print_missing(each)
