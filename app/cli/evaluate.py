"""Measuring what Konbit reads and finds against what people said; each measure is a file beside this one."""

import typer

from app.cli import evaluate_apart, evaluate_matching, evaluate_places, evaluate_reading

evaluate = typer.Typer(help="Measure against what people judged.", no_args_is_help=True)
evaluate.command("matching")(evaluate_matching.matching)
evaluate.command("reading")(evaluate_reading.reading)
evaluate.command("places")(evaluate_places.places)
evaluate.command("apart")(evaluate_apart.apart)
