"""Helpers, listed and changed from the command line.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

from typing import Annotated

import typer

helper = typer.Typer(
    help="Neighbours who offered help: look at them, trust them, put them on duty.", no_args_is_help=True
)
Slug = Annotated[str, typer.Option("--incident", help="The incident.")]
Code = Annotated[str, typer.Argument(metavar="CODE", help="The helper's code, as `list` shows it.")]
Why = Annotated[str, typer.Option(help="The reason; it is kept in the helper's history.")]
say = typer.echo


@helper.command("list")
def list_(
    incident: Slug,
    search: Annotated[str, typer.Argument(help="Only these: a name, code, team, place or skill.")] = "",
) -> None:
    """List helpers, the newest first."""
    from app.cli.helping import listed
    from app.cli.home import in_house

    lines = in_house(lambda house: listed(house, incident, search))
    for line in lines or ["Nobody is found by this." if search else "Nobody offered help yet."]:
        say(line)


@helper.command("show")
def show(code: Code, incident: Slug) -> None:
    """Show one helper and what happened to them; the number stays masked at the desk."""
    from app.cli.helping import told
    from app.cli.home import in_house

    for line in in_house(lambda house: told(house, incident, code)):
        say(line)


@helper.command("trust")
def trust(
    code: Code,
    level: Annotated[str, typer.Argument(help="new, known or vetted.")],
    incident: Slug,
    kind: Annotated[str, typer.Option(help="For this kind of need alone, like medical.")] = "",
    why: Why = "",
) -> None:
    """Say how far a helper is trusted, in general or for one kind of need."""
    from app.cli.helping import trusted
    from app.cli.home import in_house

    say(in_house(lambda house: trusted(house, incident, code, level, kind=kind, why=why)))


@helper.command("duty")
def duty(
    code: Code,
    state: Annotated[str, typer.Argument(help="duty, off or rest.")],
    incident: Slug,
    hours: Annotated[int, typer.Option(min=1, max=72, help="Of a rest.")] = 12,
    why: Why = "",
) -> None:
    """Put a helper on duty, off duty or to rest, as they asked."""
    from app.cli.helping import put
    from app.cli.home import in_house

    say(in_house(lambda house: put(house, incident, code, state, hours=hours, why=why)))
