"""Measuring `konbit rank` against pairs that people judged."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.rank import Needs, Offers, readings, texts_of
from app.cli.tables import rows_of
from app.errors import BadForm

Gold = Annotated[
    Path, typer.Option("--gold", help="A TSV file of pairs that fit, with the columns need_id and offer_id.")
]


def matching(needs: Needs, offers: Offers, gold: Gold) -> None:
    """Print which share of the judged pairs is found, beside plain TF-IDF on the same files."""
    from ingest.evaluation.matching import DEPTHS, by_likeness, measure

    asking, giving, pairs = texts_of(needs), texts_of(offers), _pairs(gold)
    known = {need: fitting for need, fitting in pairs.items() if need in asking}
    if not known:
        raise BadForm(f"No need_id of {gold.name} is in {needs.name}; give the files that belong together.")
    judged = sum(map(len, known.values()))
    missing = sum(offer not in giving for fitting in known.values() for offer in fitting)
    print(f"{len(asking)} needs, {len(giving)} offers; {judged} judged pairs of {len(known)} needs")
    print(f"judged but not in the files: {len(pairs) - len(known)} needs; {missing} offers, never found")
    print(f"{'':15}" + "".join(f"recall @{depth:<15}" for depth in DEPTHS) + "(95 % interval)")
    for name, ranked in {
        "konbit rank": _ranked(asking, giving, max(DEPTHS)),
        "TF-IDF cosine": by_likeness(asking, giving, max(DEPTHS)),
    }.items():
        told = (f"{one.recall:.3f} ({one.low:.3f}–{one.high:.3f})" for one in measure(ranked, known))
        print(f"{name:15}" + "    ".join(told))


def _ranked(asking: dict[str, str], giving: dict[str, str], top: int) -> dict[str, list[str]]:
    from ingest.ranking.rank import rank

    need_ids, offer_ids = list(asking), list(giving)
    found: dict[str, list[str]] = {need: [] for need in need_ids}
    for match in rank(readings(asking), readings(giving), top):
        found[need_ids[match.need]].append(offer_ids[match.offer])
    return found


def _pairs(file: Path) -> dict[str, set[str]]:
    pairs: dict[str, set[str]] = {}
    for row in rows_of(file, ["need_id", "offer_id"]):
        pairs.setdefault(row["need_id"].strip(), set()).add(row["offer_id"].strip())
    if not pairs:
        raise BadForm(f"{file.name} is empty; it needs a header line with need_id and offer_id, and pairs.")
    return pairs
