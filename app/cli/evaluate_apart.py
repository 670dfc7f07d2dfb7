"""Measuring how well offers are told from needs, each event judged by what the others taught."""

from pathlib import Path
from typing import Annotated

import typer

from app.errors import BadForm

Files = Annotated[
    list[Path], typer.Argument(help="TSV files with the columns kind and text, and event if any.")
]


def apart(files: Files) -> None:
    """Print the macro F1 of telling needs from offers, for each event by what the others taught."""
    from app.cli.train import needs_training
    from ingest.training.labelled import GIVING, read_examples

    with needs_training():
        from ingest.evaluation.apart import leave_events_out

    examples = [one for one in read_examples(files) if GIVING in one.truth]
    if len({one.event for one in examples}) < 2:
        raise BadForm("Give files of two events or more: each is judged by what the others taught.")
    for one in leave_events_out(examples, typer.echo):
        typer.echo(f"{one.event:12} {one.texts:6} texts  macro F1 {one.f1:.3f}")
