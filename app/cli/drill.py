"""The drill incident: play it, reset it, get a new sign-in for it.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from app.config import Settings

if TYPE_CHECKING:
    from app.house import House

drill = typer.Typer(help="The drill: an invented town that plays itself.", no_args_is_help=True)


@drill.command("play")
def play_command(
    seed: Annotated[int, typer.Option(help="The same seed plays the same drill.")] = 1,
    pace: Annotated[float, typer.Option(help="2 is twice as fast.")] = 1.0,
) -> None:
    """Let the invented people text and answer, until stopped."""
    from app.drill.play import play
    from app.security import Keys

    settings = Settings()
    secret = Keys.from_master(settings.secret_key.get_secret_value()).drill_secret()
    here = f"http://127.0.0.1:{settings.port}"
    asyncio.run(play(here, secret=secret, seed=seed, pace=pace, signed_as=settings.base_url))


@drill.command("reset")
def reset_command() -> None:
    """Begin the drill again: all that happened in it is gone."""
    from app.cli.home import in_house

    in_house(_reset)
    typer.echo("The drill begins again.")


async def _reset(house: "House") -> None:
    from app.drill.prepare import SLUG
    from app.incidents.find import incident_by_slug
    from app.incidents.reset import reset_drill

    async with house.database.session() as session:
        await reset_drill(session, await incident_by_slug(session, SLUG))


@drill.command("sign-in")
def sign_in_command() -> None:
    """Print a new sign-in for the drill's desk; it reaches the drill alone."""
    from app.cli.home import in_house
    from app.drill.prepare import prepare_drill

    signed = in_house(prepare_drill)
    typer.echo(f"{signed.email}  {signed.password}")
