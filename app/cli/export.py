"""Taking things out of an incident, each in a form of its own.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.errors import BadForm

export = typer.Typer(help="Take things out, for a stick, a letter or another program.", no_args_is_help=True)


@export.callback()
def formats() -> None:
    """Take things out, for a stick, a letter or another program."""


@export.command("map")
def export_map(
    slug: Annotated[str, typer.Option("--incident", help="The incident.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Where to write it; a name with the day by itself.")
    ] = None,
    language: Annotated[
        str, typer.Option(help="The language it speaks, like ht; the incident's first.")
    ] = "",
    most: Annotated[
        int, typer.Option(min=1, max=20_000, help="At most so many cases, the most urgent.")
    ] = 5_000,
) -> None:
    """Write the public map as one file that needs no network: places are moved as on the public pages."""
    from app.cli.export_map import gather
    from app.cli.home import in_house
    from web.render import make_renderer
    from web.snapshot import write_snapshot

    pages = make_renderer()
    if language and language not in pages.languages:
        raise BadForm(f"Pages speak {', '.join(pages.languages)}; choose one of these with --language.")
    console = Console(stderr=True, force_interactive=sys.stderr.isatty())
    with console.status("Reading what strangers may see, and drawing it …"):
        facts, spoken = in_house(lambda house: gather(house, slug, language, most=most))
        path = out or Path(f"{slug}-map-{facts.made_at:%Y-%m-%d}.html")
        put(path, write_snapshot(pages, facts, language=spoken).encode())
    typer.echo(
        f"{path}: cases {len(facts.marks)} of {facts.total}, squares of private needs {len(facts.squares)}, "
        f"open places {len(facts.spots)}. Any browser opens it, without a network."
    )


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what stood there stays until the new one is complete."""
    if path.is_dir() or not path.parent.is_dir():
        raise BadForm(f"«{path}» cannot be written; give a file name in a folder that exists with -o.")
    half = path.with_name(f".{path.name}.half")
    try:
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):  # perhaps it was never made
            half.unlink()
        raise BadForm(
            f"«{path}» cannot be written: {error.strerror}. Choose another place with -o."
        ) from error
