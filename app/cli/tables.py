"""Reads TSV files: a header line, tabs, CSV quoting; `.gz` is read as well."""

import csv
from collections.abc import Iterator
from gzip import BadGzipFile
from pathlib import Path

from app.errors import BadForm
from ingest.tsv import opened


def rows_of(path: Path, columns: list[str]) -> Iterator[dict[str, str]]:
    """Yield each row by column name; raises `BadForm` when the file or a column is missing."""
    return (row for _, row in numbered_rows(path, columns))


def numbered_rows(path: Path, columns: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with the line at which it ends; raises `BadForm` like `rows_of`."""
    if not path.exists():
        raise BadForm(f"There is no file {path}.")
    with opened(path) as lines:
        reader = csv.DictReader(lines, delimiter="\t")
        try:
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                known = ", ".join(reader.fieldnames or ())
                raise BadForm(f"{path.name} has no column {', '.join(missing)}; it has {known}.")
            for row in reader:
                yield reader.line_num, row
        except (UnicodeDecodeError, csv.Error, EOFError, BadGzipFile) as wrong:
            raise BadForm(f"{path.name} cannot be read after line {reader.line_num}: {wrong}") from wrong


def first_of(row: dict[str, str], columns: list[str]) -> str:
    """Return the first of some columns that is not empty."""
    return next((row[column] for column in columns if row.get(column)), "")
