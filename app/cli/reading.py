"""Trying the reader and the gazetteer on words, and replaying a file of messages as if they came in now.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.tables import first_of, rows_of
from app.errors import BadForm

if TYPE_CHECKING:
    from ingest.model.lessons import Lessons

Words = Annotated[str | None, typer.Argument(help="The words; or give a file with --tsv.")]
Tsv = Annotated[Path | None, typer.Option(help="A file of many, with a header line; .gz is read as well.")]
Column = Annotated[
    list[str] | None, typer.Option(help="The column to read; of two, the first that is not empty.")
]
Slug = Annotated[str, typer.Option("--incident", help="The incident.")]


def read(
    text: Words = None,
    tsv: Tsv = None,
    column: Column = None,
    slug: Annotated[
        str, typer.Option("--incident", help="Read as in this incident, with what was learned there.")
    ] = "",
) -> None:
    """Read words and print what they say, one JSON object a line."""
    from ingest.read import read_message, to_json

    languages, lessons = _taught(slug) if slug else ((), None)
    for words in _texts(text, tsv, column):
        reading = read_message(words, languages=languages, lessons=lessons)
        print(json.dumps(to_json(reading), ensure_ascii=False))


def _taught(slug: str) -> tuple[tuple[str, ...], "Lessons | None"]:
    """What messages of an incident are read with; only this needs the database."""
    from app.cli.home import in_house
    from app.cli.learning import taught

    return in_house(lambda house: taught(house, slug))


def locate(
    slug: Slug,
    text: Words = None,
    tsv: Tsv = None,
    column: Column = None,
    online: Annotated[
        bool, typer.Option("--online", help="Ask the geocoders that the settings name, where unsure.")
    ] = False,
    reverse: Annotated[str, typer.Option(help="LAT,LON: say instead what is beside this point.")] = "",
) -> None:
    """Find places in words and print them, one JSON object a line."""
    from app.cli.beside import print_beside
    from app.cli.home import in_house
    from app.cli.locating import locate_texts

    if reverse:
        in_house(lambda house: print_beside(house, slug, reverse))
        return
    in_house(lambda house: locate_texts(house, slug, _texts(text, tsv, column), online=online))


def _texts(text: str | None, tsv: Path | None, column: list[str] | None) -> Iterator[str]:
    if tsv is None:
        if text is None:
            raise BadForm("Give some words, or a file with --tsv and --column.")
        yield text
        return
    if not column:
        raise BadForm("Say with --column which column of the file holds the words.")
    for row in rows_of(tsv, column):
        yield first_of(row, column)


def replay(
    file: Annotated[Path, typer.Argument(help="A TSV file with a header line.")],
    slug: Slug,
    column: Column = None,
    rate: Annotated[float, typer.Option(help="Messages a second; 0 is as fast as it goes.")] = 0,
) -> None:
    """Feed messages as if they arrived now, wait until all are read, and print a summary.

    Every row is a sender of its own; the same file again changes nothing. Replies are queued and never sent:
    there is no gateway behind the invented senders.
    """
    from app.cli.home import in_house
    from app.cli.replaying import replay_texts

    texts = [first_of(row, column or ["text"]) for row in rows_of(file, column or ["text"])]
    summary = in_house(lambda house: replay_texts(house, slug, file, texts, rate))
    for line in summary.lines():
        print(line)
    sys.exit(0 if summary.stored == summary.rows and summary.waiting == 0 else 1)
