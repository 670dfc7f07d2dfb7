"""Supply drives, opened and looked at from the command line.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

from typing import Annotated

import typer

drive = typer.Typer(help="Supply drives: needs with a target that anybody may give to.", no_args_is_help=True)
Slug = Annotated[str, typer.Option("--incident", help="The incident it belongs to.")]
say = typer.echo


@drive.command("open")
def open_(
    incident: Slug,
    item: Annotated[str, typer.Option(help="What is collected, like blankets.")],
    amount: Annotated[float, typer.Option(help="How much, at most a million.")],
    unit: Annotated[str, typer.Option(help="Like litre, kg or box; empty for things that are counted.")] = "",
    place: Annotated[str, typer.Option(help="Where it is brought, in words.")] = "",
) -> None:
    """Open a collection and print its public code."""
    from app.cli.collecting import opened
    from app.cli.home import in_house
    from app.pipeline.drive import NewDrive

    new = NewDrive(item=item, amount=amount, unit="" if unit == "piece" else unit, place=place)
    code = in_house(lambda house: opened(house, incident, new))
    say(f"Drive {code} is open. People text: PLEDGE {code} 20    and when it is brought: DONE {code} 20")


@drive.command("list")
def list_(incident: Slug) -> None:
    """Print the collections that are going on, and how far each has come."""
    from app.cli.collecting import told_drives
    from app.cli.home import in_house

    told = in_house(lambda house: told_drives(house, incident))
    say("\n".join(told) if told else "No drive is going on.")
