"""All commands in one tree; each group is a file beside this one."""

import asyncio
import sys

import typer
from rich.console import Console

from app.cli import (
    drill,
    drive,
    evaluate,
    export,
    facility,
    gazetteer,
    helper,
    huddle,
    incidents,
    learn,
    on_call,
    rank,
    reading,
    run,
    taught,
    train,
    zone,
)
from app.errors import KonbitError
from app.local import LocalError
from app.log import set_up_logs
from app.migrations import NotPrepared
from geo.errors import GeoError
from ingest.errors import Unfit

app = typer.Typer(
    help="Konbit: a crisis mutual-aid map.", no_args_is_help=True, pretty_exceptions_enable=False
)
app.command("up")(run.up)
app.command("worker")(run.worker)
app.command("read")(reading.read)
app.command("locate")(reading.locate)
app.command("learn")(learn.learn)
app.command("rank")(rank.rank)
app.command("huddle")(huddle.huddle)
app.command("replay")(reading.replay)
app.add_typer(incidents.incident, name="incident")
app.add_typer(incidents.account, name="account")
app.add_typer(incidents.channel, name="channel")
app.add_typer(on_call.on_call, name="on-call")
app.add_typer(zone.zone, name="zone")
app.add_typer(facility.facility, name="facility")
app.add_typer(drill.drill, name="drill")
app.add_typer(helper.helper, name="helper")
app.add_typer(drive.drive, name="drive")
gazetteer.gazetteer.command("teach")(taught.teach)
gazetteer.gazetteer.command("taught")(taught.taught)
gazetteer.gazetteer.command("forget")(taught.forget)
gazetteer.gazetteer.command("share")(taught.share)
app.add_typer(gazetteer.gazetteer, name="gazetteer")
app.add_typer(evaluate.evaluate, name="evaluate")
app.add_typer(train.train, name="train")
app.add_typer(export.export, name="export")


def main() -> None:
    """Run the command line; what a person can mend is one sentence, without a traceback."""
    set_up_logs("text")
    try:
        app()
    except (KonbitError, GeoError, LocalError, NotPrepared, Unfit) as known:
        Console(stderr=True).print(f"[red]{known}[/red]")
        sys.exit(1)
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
