"""Names of places that pins teach: from a file, from another incident; looked at, taken back.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from app.errors import BadForm

if TYPE_CHECKING:
    from app.cli.pins import Found, Source

MOST_SHOWN = 20
Slug = Annotated[str, typer.Option("--incident", help="The incident.")]
say = typer.echo


def teach(
    slug: Slug,
    tsv: Annotated[Path, typer.Option("--tsv", help="Rows with words and a position; .gz is read as well.")],
    column: Annotated[
        list[str], typer.Option(help="The column of the words; of two, the first that is not empty.")
    ],
    lat: Annotated[str, typer.Option(help="The column of the latitude.")] = "lat",
    lon: Annotated[str, typer.Option(help="The column of the longitude.")] = "lon",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and judge the file; teach nothing.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Teach the rest of a file with faults.")
    ] = False,
) -> None:
    """Teach what the place words of a file mean. The same file again replaces what it taught before."""
    from app.cli import teaching
    from app.cli.home import in_house
    from app.cli.pins import Source

    source = Source(path=tsv, words=tuple(column), lat=lat, lon=lon)
    found = in_house(lambda house: teaching.look(house, slug, source))
    for line in _judged(found):
        say(line, err=True)
    if found.flaws and not (skip_bad or dry_run):
        raise BadForm(
            f"Nothing was taught: {len(found.flaws)} rows of {tsv.name} have no usable position. "
            "Mend them, or teach the rest with --skip-bad."
        )
    if dry_run:
        say(f"{len(found.pins)} rows would teach a name. This was a dry run: nothing was taught.")
        return
    _learn(slug, source, found)


def _learn(slug: str, source: "Source", found: "Found") -> None:
    from app.cli import teaching
    from app.cli.home import in_house

    with _progress(len(found.pins)) as told:
        lesson = in_house(lambda house: teaching.learn(house, slug, source, found, told))
    gone = f"; {lesson.forgotten} rows that the file no longer has are forgotten" if lesson.forgotten else ""
    say(f"{lesson.pins} rows teach {lesson.names} names of places in «{slug}»{gone}.")


def taught(
    slug: Slug,
    name: Annotated[str, typer.Argument(help="Only names like this.")] = "",
    export: Annotated[
        Path | None, typer.Option(help="Write all to this file, as `teach --column words` reads it.")
    ] = None,
) -> None:
    """List what pins have taught, the newest first, each with the number that `forget` takes."""
    from app.cli import teaching
    from app.cli.home import in_house

    if export is not None:
        written = in_house(lambda house: teaching.export(house, slug, export))
        say(f"{written} pins are in {export}.")
        return
    lines = in_house(lambda house: teaching.listed(house, slug, name))
    for line in lines or [
        f"No pin has taught {f'a name like «{name}»' if name else 'anything'} in «{slug}»."
    ]:
        say(line)


def forget(
    ids: Annotated[list[int], typer.Argument(metavar="ID…", help="The numbers that `taught` lists.")],
    slug: Slug,
) -> None:
    """Take back what pins have taught: their names mean what they meant without them."""
    from app.cli import teaching
    from app.cli.home import in_house

    for words in in_house(lambda house: teaching.take_back(house, slug, ids)):
        say(f"«{words}» is forgotten.")


def share(
    giving: Annotated[str, typer.Option("--from", help="The incident that has learned.")],
    taking: Annotated[str, typer.Option("--to", help="The incident that is to know it too.")],
) -> None:
    """Hand on the names on which two pins agree. Each counts as one pin there; nobody's words go along."""
    from app.cli import teaching
    from app.cli.home import in_house

    shared = in_house(lambda house: teaching.share(house, giving, taking))
    lesson = shared.lesson
    outside = f" {shared.outside} lie outside its area." if shared.outside else ""
    gone = f" {lesson.forgotten} that are no longer agreed on are forgotten." if lesson.forgotten else ""
    say(f"«{taking}» learned {lesson.pins} of {shared.names} names from «{giving}».{outside}{gone}")


def _judged(found: "Found") -> Iterator[str]:
    """What a file's reader should know before anything is taught."""
    yield from found.flaws[:MOST_SHOWN]
    if len(found.flaws) > MOST_SHOWN:
        yield f"… and {len(found.flaws) - MOST_SHOWN} more like these."
    for why, count in found.left.items():
        yield f"{count} rows {why} teach nothing."


@contextmanager
def _progress(of: int) -> Iterator[Callable[[int], None]]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not sys.stderr.isatty(), transient=True) as shown:
        task = shown.add_task("teaching", total=of)
        yield lambda done: shown.update(task, completed=done)
