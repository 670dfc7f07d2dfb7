"""The gazetteer from the command line: load names of places, look at them, hand them on."""

import typer

gazetteer = typer.Typer(help="Names of places.", no_args_is_help=True)
