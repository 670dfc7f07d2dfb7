"""Text files of names as lines, whatever they are packed in: plain, gzip or zip.

A line that is not UTF-8 is a wrong row and the next one is read; a package that is broken ends the file.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from geo.errors import BadGazetteer
from geo.gazetteer.intake import Intake

ROOM = 1_048_576  # bytes of one line; a file without line ends is no list of names
BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


def lines_of(path: Path, intake: Intake) -> Iterator[tuple[int, str]]:
    """Give each line with its number, counted from 1; raises `BadGazetteer` when the file is broken."""
    number = 0
    try:
        with unpacked(path) as raw:
            while line := raw.readline(ROOM):
                number += 1
                if len(line) == ROOM:
                    raise BadGazetteer(f"{path.name}, line {number} has no end: is this a list of names?")
                try:
                    yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    intake.refuse(
                        f"line {number}", f"byte {error.start + 1} is not UTF-8: save the file as UTF-8"
                    )
    except BROKEN as error:
        raise broken(path, f"after line {number}", error) from error


def broken(path: Path, where: str, error: Exception) -> BadGazetteer:
    """Say that a file cannot be read on, and what to do."""
    return BadGazetteer(
        f"{path.name} is broken {where} ({error}); nothing was changed. Fetch the file again, whole."
    )


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """Open a file by what it begins with, not by how it is called; raises `BadGazetteer`."""
    if not path.is_file():
        raise BadGazetteer(f"There is no file {path}.")
    with path.open("rb") as raw:
        begins = raw.read(4)
    if begins[:2] == b"\x1f\x8b":
        with gzip.open(path) as plain:
            yield plain  # type: ignore[misc]  # it reads like any file
    elif begins == b"PK\x03\x04":
        with zipfile.ZipFile(path) as package, package.open(_main_file(path, package)) as plain:
            yield io.BufferedReader(plain)  # type: ignore[type-var]  # readline by itself is slow there
    else:
        with path.open("rb") as plain:
            yield plain


def _main_file(path: Path, package: zipfile.ZipFile) -> str:
    """The one list in a zip: GeoNames lays a readme.txt beside it."""
    lists = [
        info
        for info in package.infolist()
        if not info.is_dir() and not info.filename.lower().rpartition("/")[2].startswith("readme")
    ]
    if not lists:
        raise BadGazetteer(f"{path.name} is a zip with no list of names in it.")
    return max(lists, key=lambda info: info.file_size).filename
