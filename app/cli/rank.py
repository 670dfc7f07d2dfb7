"""Ranking offers for needs from two files, by words alone."""

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.tables import rows_of
from app.errors import BadForm

if TYPE_CHECKING:
    from ingest.shapes import Reading

COLUMNS = ["id", "text"]
Needs = Annotated[Path, typer.Option("--needs", help="A TSV file of needs with the columns id and text.")]
Offers = Annotated[Path, typer.Option("--offers", help="A TSV file of offers with the columns id and text.")]


def rank(
    needs: Needs,
    offers: Offers,
    top: Annotated[int, typer.Option(min=1, help="How many offers to list for a need.")] = 50,
) -> None:
    """Print how well each offer's goods or skills fit each need: need_id, offer_id, rank, score, why."""
    from ingest.ranking.rank import rank as rank_offers

    asking, giving = texts_of(needs), texts_of(offers)
    need_ids, offer_ids = list(asking), list(giving)
    matches = rank_offers(readings(asking), readings(giving), top)
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    out.writerow(["need_id", "offer_id", "rank", "score", "why"])
    for match in matches:
        ids = need_ids[match.need], offer_ids[match.offer]
        out.writerow([*ids, match.rank, f"{match.fit.score:.4f}", match.fit.why])


def texts_of(file: Path) -> dict[str, str]:
    """Read a file's texts by their ids, in the order of the ids; the same row twice counts once.

    Raises `BadForm` for what has to be mended.
    """
    texts: dict[str, str] = {}
    for number, row in enumerate(rows_of(file, COLUMNS), start=1):
        name = (row["id"] or "").strip()
        if not name:
            raise BadForm(f"{file.name} has no id in row {number} after the header; give every row one.")
        if texts.get(name, row["text"]) != row["text"]:
            raise BadForm(f"{file.name} has two texts with the id «{name}»; give each an id of its own.")
        texts[name] = row["text"] or ""
    if not texts:
        raise BadForm(f"{file.name} is empty; it needs a header line with id and text, and a row for each.")
    return dict(sorted(texts.items()))


def readings(texts: dict[str, str]) -> list["Reading"]:
    """Read every text, without its links."""
    from ingest.ranking.message import quieten
    from ingest.read import read_message

    return [read_message(quieten(text)) for text in texts.values()]
