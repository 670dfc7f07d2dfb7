"""Areas that helpers are kept out of, from a GeoJSON file.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.errors import BadForm

zone = typer.Typer(help="Areas that helpers are kept out of.", no_args_is_help=True)
Kind = Literal["hazard", "closure"]
Slug = Annotated[str, typer.Option("--incident", help="The incident.")]
LONGEST = 5_000_000  # bytes of a file; its points are counted too
say = typer.echo


@zone.command("add")
def add(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="GeoJSON with a Polygon or MultiPolygon.")],
    slug: Slug,
    kind: Annotated[
        Kind, typer.Option(help="hazard: nobody in it is asked; closure: nobody is sent across.")
    ] = "hazard",
    name: Annotated[str, typer.Option(help="What people call it.")] = "",
    until: Annotated[
        str, typer.Option(help="When it is over, like 2030-01-31T18:00Z; none: until `zone end`.")
    ] = "",
) -> None:
    """Keep helpers out of an area."""
    from app.cli.home import in_house
    from app.cli.zone_moves import Drawing, draw
    from app.models.safety import ZoneKind

    drawing = Drawing(kind=ZoneKind(kind), name=name, area=read_file(path), until_at=read_until(until))
    drawn = in_house(lambda house: draw(house, slug, drawing))
    mended = " Its lines crossed each other and were set right." if drawn.mended else ""
    say(f"Zone {drawn.id} holds in «{slug}».{mended}")
    if drawn.cases:
        say(f"Helpers are asked or on their way through it. Call them: {', '.join(drawn.cases)}.")


@zone.command("list")
def listed(slug: Slug) -> None:
    """List the zones that hold now, each with the number that `end` takes."""
    from app.cli.home import in_house
    from app.cli.zone_moves import lines

    for line in in_house(lambda house: lines(house, slug)) or [f"There is no zone in «{slug}» now."]:
        say(line)


@zone.command("end")
def end(
    number: Annotated[int, typer.Argument(metavar="N", help="The number that `list` shows.")], slug: Slug
) -> None:
    """Let helpers go there again."""
    from app.cli.home import in_house
    from app.cli.zone_moves import finish

    in_house(lambda house: finish(house, slug, number))
    say(f"Zone {number} is over.")


def read_file(path: Path) -> dict[str, object]:
    """Read a file of GeoJSON; raises `BadForm` with what is wrong."""
    import json

    try:
        if path.stat().st_size > LONGEST:
            raise BadForm(f"«{path}» is larger than any zone; draw it more simply.")
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise BadForm(f"«{path}» cannot be read: {wrong.strerror}.") from wrong
    except (ValueError, RecursionError) as wrong:
        raise BadForm(f"«{path}» is no GeoJSON.") from wrong
    if not isinstance(found, dict):
        raise BadForm(f"«{path}» is no GeoJSON.")
    return found


def read_until(written: str) -> datetime | None:
    """Read an instant; one that names no time zone is UTC. Raises `BadForm` with an example."""
    if not written:
        return None
    try:
        at = datetime.fromisoformat(written)
    except ValueError as wrong:
        raise BadForm(f"«{written}» is no time; write it like 2030-01-31T18:00Z.") from wrong
    return at if at.tzinfo else at.replace(tzinfo=UTC)
