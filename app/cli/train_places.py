"""Fitting what speaks for a place again, on pinned reports; docs/places.md says how."""

from app.cli.evaluate_places import HAITI, Country, InArea, Languages, Reports, Share, Streets
from app.errors import BadForm


def places(
    reports: Reports = None,
    streets: Streets = None,
    country: Country = "HT",
    area: InArea = "",
    languages: Languages = "ht,fr,en",
    share: Share = 0.6,
) -> None:
    """Fit the weights of `geo/gazetteer/score.py` again and print them beside those in force; writes nothing.

    Only the first share of the reports, by date, is looked at: the others are there to judge by.
    """
    from app.cli.home import in_house
    from app.cli.incidents import read_area
    from app.cli.reported import Asked
    from app.cli.weighing import weigh_places

    if reports is None:
        raise BadForm("Give --reports: a file of pinned reports.")
    asked = Asked(
        streets=streets,
        texts=None,
        area=read_area(area or HAITI),
        country=country.upper(),
        languages=tuple(code.strip() for code in languages.split(",") if code.strip()),
        share=share,
    )
    in_house(lambda house: weigh_places(house, reports, asked))
