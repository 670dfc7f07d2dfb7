"""Making the shipped weights again from the data sets' own files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from app.cli import train_places
from app.errors import NotReady

train = typer.Typer(help="Make what is learned from labelled data again.", no_args_is_help=True)
train.command("places")(train_places.places)

Messages = Annotated[
    list[Path],
    typer.Option(
        "--messages",
        help="Labelled messages, or needs and offers (columns kind and text); may be repeated.",
    ),
]
Without = Annotated[
    list[Path] | None,
    typer.Option(
        "--without", help="A file to be judged by: no text of its is learned from; may be repeated."
    ),
]
Event = Annotated[
    list[str] | None,
    typer.Option("--leave-out", help="An event whose needs and offers are left out."),
]
Out = Annotated[Path | None, typer.Option("--out", help="Where to write; the shipped file when not given.")]


@contextmanager
def needs_training() -> Iterator[None]:
    """Say what to install when an import inside finds no scikit-learn."""
    try:
        yield
    except ModuleNotFoundError as missing:
        raise NotReady(
            f"This needs {missing.name}, which comes with the development set-up: run «make setup» first."
        ) from missing


@train.command()
def reading(messages: Messages, without: Without = None, leave_out: Event = None, out: Out = None) -> None:
    """Learn the reader's weights from labelled messages, and write them to a file."""
    with needs_training():
        from ingest.training.train import train_weights
    from ingest.model.weights import SHIPPED, write_weights
    from ingest.training.labelled import read_examples, read_texts
    from ingest.training.labelled import without as leave

    examples = leave(read_examples(messages), read_texts(without or ()))
    examples = [one for one in examples if one.event not in set(leave_out or ())]
    made_from = f"{len(examples)} texts of {', '.join(path.name for path in messages)}"
    weights = train_weights(examples, made_from=made_from, say=typer.echo)
    target = out or SHIPPED
    write_weights(weights, target)
    typer.echo(f"wrote {target} ({target.stat().st_size / 1e6:.1f} MB) from {made_from}")
