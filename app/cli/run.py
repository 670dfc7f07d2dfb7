"""Starting things: the whole of Konbit on one machine, or one worker of many.

What does the work is imported when it is needed: the web server loads while the launcher prepares the drill.
"""

import asyncio
import sys
from typing import Annotated

import typer

from app.config import Settings
from app.launch import Child, bring_up

WORKER = Child("The worker", [sys.executable, "-m", "app.cli.entry", "worker"])
PLAYER = Child("The drill's player", [sys.executable, "-m", "app.cli.entry", "drill", "play"])


def up(
    port: Annotated[int | None, typer.Option(help="The port of the web server; PORT otherwise.")] = None,
    drill: Annotated[bool, typer.Option(help="Let the drill incident play itself.")] = True,
) -> None:
    """Start everything: the database, the web server, a worker and the drill."""
    settings = Settings()
    if port is not None:
        settings = settings.model_copy(update={"port": port})
    children = [WORKER, PLAYER] if drill else [WORKER]
    sys.exit(bring_up(settings, prepare=_prepare if drill else _greet, children=children))


def _prepare(settings: Settings) -> list[str]:
    from app.cli.home import visit
    from app.drill.prepare import prepare_drill

    signed = visit(settings, prepare_drill)
    return [
        *_greet(settings),
        f"  The drill      {settings.base_url}/i/drill/",
        f"  A phone        {settings.base_url}/i/drill/phone      text anything, read the replies",
        f"  The map        {settings.base_url}/i/drill/map",
        f"  The desk       {settings.base_url}/desk/drill",
        f"  Sign in with   {signed.email}  {signed.password}      (the drill alone; new at each start)",
    ]


def _greet(settings: Settings) -> list[str]:
    return ["", f"Konbit is up at {settings.base_url}/   Ctrl-C stops it."]


def worker() -> None:
    """Run one worker: it reads, matches, sends and follows. DATABASE_URL names the database."""
    from app.worker import run_worker

    asyncio.run(run_worker(Settings()))
