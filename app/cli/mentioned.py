"""The work of `konbit evaluate places --mentions`: names in texts of the whole world, and where they are."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli.evaluating import shown
from app.cli.figures import in_words
from app.cli.reported import Asked
from app.cli.scratch import scratch_incident
from app.cli.tables import rows_of
from app.errors import BadForm
from app.house import House
from app.incidents.begin import known_at_start
from geo.errors import BadCoordinates
from geo.gazetteer.intake import point_at
from geo.point import Point
from ingest.evaluation.places import Answer, measure, within
from ingest.evaluation.simple_places import SimplePlaces

NEAR_M = 161_000.0  # a hundred miles, the usual measure of names in texts of the whole world


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One name, the text in which somebody marked it, and where it is."""

    name: str
    text: str
    sort: str
    point: Point


def read_mentions(path: Path) -> list[Mention]:
    """Read every marked name; one without a position on Earth is left out."""
    found = []
    for row in rows_of(path, ["text", "mentions"]):
        for one in json.loads(row["mentions"]):
            known = one.get("osm_json") or {}
            try:
                point = point_at(known.get("lat"), known.get("lon"))
            except BadCoordinates:
                continue
            found.append(Mention(name=one["text"], text=row["text"], sort=one.get("type") or "", point=point))
    if not found:
        raise BadForm(f"{path.name} has no mention with a position.")
    return found


async def evaluate_mentions(house: House, path: Path, asked: Asked, *, smallest: int) -> None:
    """Ask for every name, in its text and by itself, in an incident that is as wide as the area."""
    mentions = read_mentions(path)
    known = known_at_start(asked.area, asked.country, smallest=smallest)
    counts = ", ".join(f"{len(places):,} from {source}" for source, places in known.items())
    print(f"{path.name}: {len(mentions)} names; places known: {counts}")
    simple = SimplePlaces(known["geonames"])
    async with scratch_incident(
        house, known, area=asked.area, country=asked.country, languages=asked.languages, anywhere=True
    ) as scratch:
        inside: list[Answer] = []
        alone: list[Answer] = []
        async for one in shown(mentions, "names"):
            inside.append((one.point, await scratch.locate(one.text, words=one.name)))
            alone.append((one.point, await scratch.locate(one.name, words=one.name)))
    largest = [(one.point, simple.find(one.name)) for one in mentions]
    methods = {
        "Konbit, the name in its text": inside,
        "Konbit, the name by itself": alone,
        "simple method: the largest town": largest,
    }
    _print(mentions, methods)


def _print(mentions: Sequence[Mention], methods: dict[str, list[Answer]]) -> None:
    sorts = Counter(one.sort for one in mentions)
    print(f"\nshare within {NEAR_M / 1_000:g} km{'':12}" + "".join(f"{name:>34}" for name in methods))
    for sort, count in [("all", len(mentions)), *sorts.most_common()]:
        told = [
            within([a for a, one in zip(answers, mentions, strict=True) if sort in ("all", one.sort)], NEAR_M)
            for answers in methods.values()
        ]
        print(f"{sort:24}{count:>7}" + "".join(f"{in_words(figure):>34}" for figure in told))
    for what in ("placed", "median error of the placed"):
        told = [next(f for f in measure(a, circles=False) if f.name == what) for a in methods.values()]
        print(f"{what:31}" + "".join(f"{in_words(figure):>34}" for figure in told))
