"""The hand-over as plain text, where no browser is: on a server, for a radio, in a cron job."""

from typing import Annotated

import typer


def huddle(
    slug: Annotated[str, typer.Option("--incident", help="The incident.")],
    language: Annotated[str, typer.Option(help="The language to read it in, like ht.")] = "en",
) -> None:
    """Print what the next people at the desk must know: codes and counts, no names or numbers."""
    from app.cli.home import in_house
    from app.cli.huddle_said import said

    typer.echo(in_house(lambda house: said(house, slug, language)), nl=False)
