"""Opens TSV files: tabs, CSV quoting, fields as long as people write; `.gz` is read as well."""

import csv
import gzip
from pathlib import Path
from typing import TextIO

LONGEST_FIELD = 1_000_000  # characters


def opened(path: Path) -> TextIO:
    """Open a TSV file for `csv`, gzipped or not."""
    csv.field_size_limit(LONGEST_FIELD)
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")
