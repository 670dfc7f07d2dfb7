"""Learning from what coordinators corrected, with a report that says whether it was worth it.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from app.config import Settings
from app.errors import BadForm
from app.launch import at_home

if TYPE_CHECKING:
    from ingest.model.learn import Progress as Tell


def learn(
    slug: Annotated[str, typer.Option("--incident", help="The incident whose corrections are learned from.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Learn and judge, and keep nothing.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Read again as before the last adoption.")] = False,
    show: Annotated[bool, typer.Option("--list", help="List what was learned, and what is in use.")] = False,
) -> None:
    """Learn from the corrections of an incident's coordinators, for the messages of that incident.

    What is learned comes into use only if it reads corrections better that were held back. Ctrl-C stops it;
    nothing is kept before the end.
    """
    # read when NumPy is loaded: on a busy machine its threads wait for one another far longer than one works
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from app.cli import learning
    from app.cli.home import visit

    if dry_run + undo + show > 1:
        raise BadForm("Give one of --dry-run, --undo and --list, or none.")
    with at_home(Settings()) as settings:
        if undo:
            lines = [visit(settings, lambda house: learning.undo(house, slug))]
        elif show:
            lines = visit(settings, lambda house: learning.every(house, slug))
        else:
            lines = list(_learn(settings, slug, keep=not dry_run))
    for line in lines:
        typer.echo(line)


def _learn(settings: Settings, slug: str, *, keep: bool) -> Iterator[str]:
    """Gather, learn while no database is held, keep: Ctrl-C stops it at once and leaves nothing behind."""
    from app.cli import learning
    from app.cli.home import visit
    from app.cli.learned import report
    from app.learning.study import study
    from ingest.read import the_judge

    languages, found = visit(settings, lambda house: learning.gather(house, slug))
    with _progress() as (reading, trying):
        learned = study(found, the_judge(), languages=languages, reading=reading, learning=trying)
    yield from report(learned)
    if keep:
        yield visit(settings, lambda house: learning.keep(house, slug, learned))
    else:
        yield "This was a dry run: nothing was kept."


@contextmanager
def _progress() -> Iterator[tuple["Tell", "Tell"]]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not sys.stderr.isatty(), transient=True) as shown:
        reading, trying = shown.add_task("reading", total=None), shown.add_task("learning", total=None)
        yield (
            lambda done, of: shown.update(reading, completed=done, total=of),
            lambda done, of: shown.update(trying, completed=done, total=of),
        )
