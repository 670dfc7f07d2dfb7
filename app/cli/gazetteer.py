"""The gazetteer from the command line: load names of places, look at them, hand them on.

What does the work is imported when a command is called: `konbit up` should be there at once.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from geo.gazetteer.files import Form
from geo.place import Kind

Slug = Annotated[str, typer.Option("--incident", help="The incident.")]

gazetteer = typer.Typer(help="Names of places.", no_args_is_help=True)
say = typer.echo


@gazetteer.command("load")
def load(
    form: Annotated[Form, typer.Argument(metavar="FORMAT", help="geonames, osm, geojson or csv (tabs too).")],
    file: Annotated[Path, typer.Argument(help="The file; gzip and zip are unpacked.")],
    slug: Slug,
    source: Annotated[
        str, typer.Option(help="What its names are kept under; loading it again replaces them.")
    ] = "",
    kind: Annotated[
        Kind | None, typer.Option(help="Take every place of the file for one of this kind.")
    ] = None,
    alternates: Annotated[
        Path | None, typer.Option(help="For geonames: the file alternateNamesV2, for better names.")
    ] = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="Take places outside the incident's area too.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Load the rest of a file that has wrong rows.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read the file and change nothing.")] = False,
) -> None:
    """Load the names of places from a file. The same file again gives the same names; others stay."""
    from app.cli import naming
    from app.cli.home import in_house

    asked = naming.Asked(
        form=form,
        file=file,
        slug=slug,
        source=naming.source_name(source or naming.usual_source(form, file)),
        kind=kind,
        alternates=alternates,
        everywhere=everywhere,
        skip_bad=skip_bad,
        dry_run=dry_run,
    )
    for line in in_house(lambda house: naming.load_file(house, asked)):
        say(line)


@gazetteer.command("list")
def list_names(
    slug: Slug, name: Annotated[str, typer.Argument(help="A name as somebody texts it.")] = ""
) -> None:
    """List the sources of names; with a name, the places that bear it or sound like it."""
    from app.cli import named
    from app.cli.home import in_house

    look = named.list_places if name else named.list_sources
    for line in in_house(lambda house: look(house, slug, name)):
        say(line)


@gazetteer.command("export")
def export(
    slug: Slug,
    source: Annotated[str, typer.Option(help="One source alone.")] = "",
    form: Annotated[Literal["csv", "geojson"], typer.Option("--format", help="GeoJSON has shapes.")] = "csv",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="A file; else it is printed.")] = None,
) -> None:
    """Write the names of an incident as a file that `load` reads, save those that pins taught."""
    from app.cli import named
    from app.cli.home import in_house

    count = in_house(lambda house: named.export_places(house, slug, source, form, out))
    say(f"{count:,} places written{f' to {out}' if out else ''}.", err=True)
