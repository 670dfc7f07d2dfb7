"""Places that are open to everybody, from the command line: loaded from a file, listed, ended.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

from pathlib import Path
from typing import Annotated

import typer

from app.errors import BadForm

facility = typer.Typer(help="Places that are open to everybody: water, beds, clinics.", no_args_is_help=True)
Slug = Annotated[str, typer.Option("--incident", help="The incident.")]
LONGEST = 5_000_000  # bytes of a file
say = typer.echo


@facility.command("load")
def load(
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A table with a head line (kind, name, lat, lon …), or GeoJSON."),
    ],
    slug: Slug,
    source: Annotated[str, typer.Option(help="Who says so, for rows that do not say it.")] = "",
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Load the rest of a file that has wrong rows.")
    ] = False,
) -> None:
    """Open the places of a file, and bring those that are known up to date. Wrong rows are named by line."""
    from app.cli.facility_moves import load_file
    from app.cli.home import in_house

    written = read_file(path)
    loaded = in_house(lambda house: load_file(house, slug, written, source=source, skip_bad=skip_bad))
    for fault in loaded.faults:
        say(f"line {fault}", err=True)
    if loaded.faults and not skip_bad:
        say("Nothing was changed. Mend these lines, or load the rest with --skip-bad.", err=True)
        raise typer.Exit(1)
    say(f"{loaded.opened} places opened and {loaded.renewed} brought up to date in «{slug}».")


@facility.command("list")
def listed(slug: Slug) -> None:
    """List what is open, the longest unchecked first, each with the code that `end` takes."""
    from app.cli.facility_moves import lines
    from app.cli.home import in_house

    for line in in_house(lambda house: lines(house, slug)) or [f"No place is open in «{slug}» yet."]:
        say(line)


@facility.command("end")
def end(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code that `list` shows.")], slug: Slug
) -> None:
    """Send nobody there any more."""
    from app.cli.facility_moves import finish
    from app.cli.home import in_house

    in_house(lambda house: finish(house, slug, code))
    say(f"{code.upper()} has ended.")


def read_file(path: Path) -> str:
    """Read a file's text; raises `BadForm` with what is wrong."""
    try:
        if path.stat().st_size > LONGEST:
            raise BadForm(f"«{path}» has more than 5 MB; cut it.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as wrong:
        raise BadForm(f"«{path}» cannot be read: {wrong.strerror}.") from wrong
    except UnicodeDecodeError as wrong:
        raise BadForm(f"«{path}» is not UTF-8; save it as «CSV UTF-8».") from wrong
