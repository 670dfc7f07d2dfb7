"""Who is texted when something must be seen: the rota of an incident's coordinators.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

from typing import Annotated

import typer

on_call = typer.Typer(help="Coordinators who are texted when a case must be seen.", no_args_is_help=True)
Slug = Annotated[str, typer.Option("--incident", help="The incident.")]
Email = Annotated[str, typer.Argument(help="The address they sign in with.")]
say = typer.echo


@on_call.command("add")
def add(
    email: Email,
    slug: Slug,
    number: Annotated[str, typer.Option(help="Their phone, like +15095550142.")],
    hours: Annotated[str, typer.Option(help="Like «mon-fri 18-24, sat 0-24»; none: at any hour.")] = "",
    turn: Annotated[int, typer.Option(help="The smallest is texted first.")] = 1,
    language: Annotated[str, typer.Option(help="The language of the texts, like ht.")] = "",
) -> None:
    """Put a coordinator on call, or change their number, turn or hours."""
    from app.cli.home import in_house
    from app.cli.on_call_moves import Entry, put
    from app.hours import parse_hours

    entry = Entry(email=email, number=number, hours=parse_hours(hours), turn=turn, language=language)
    in_house(lambda house: put(house, slug, entry))
    say(f"{email} is on call in «{slug}», turn {turn}, {hours.strip() or 'at any hour'}.")


@on_call.command("list")
def listed(slug: Slug) -> None:
    """List who is on call, in the order in which they are texted."""
    from app.cli.home import in_house
    from app.cli.on_call_moves import lines

    for line in in_house(lambda house: lines(house, slug)) or [f"Nobody is on call in «{slug}»."]:
        say(line)


@on_call.command("remove")
def remove(email: Email, slug: Slug) -> None:
    """Take a coordinator off call."""
    from app.cli.home import in_house
    from app.cli.on_call_moves import take_off

    in_house(lambda house: take_off(house, slug, email))
    say(f"{email} is not on call in «{slug}» any more.")
