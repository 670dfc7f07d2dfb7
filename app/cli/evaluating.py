"""The work of `konbit evaluate places` on pinned reports: a scratch incident is taught, asked, and gone."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

from app.cli.figures import print_table
from app.cli.reported import Asked, Report, known_places, parted, read_reports
from app.cli.scratch import Scratch, scratch_incident
from app.house import House
from geo.point import distance_m
from ingest.evaluation.places import WRONG_M, Answer, measure
from ingest.evaluation.simple_places import SimplePlaces

T = TypeVar("T")


async def evaluate_reports(house: House, path: Path, asked: Asked) -> None:
    """Teach the first reports, ask for the others, and print both; before that ask with nothing taught."""
    reports = read_reports(path, "location")
    taught, rest = parted(reports, asked.share)
    serials = {one.serial for one in taught}
    texts = read_reports(asked.texts, "text") if asked.texts else []
    texts = [one for one in texts if one.serial not in serials]
    known = known_places(asked)
    towns = known["geonames"]
    print(f"{len(taught)} of {len(reports)} reports are taught, {len(rest)} are asked; {len(texts)} texts")
    _tell_far_pins(reports, SimplePlaces(towns))
    sets = {"words of the place, as volunteers wrote them": rest, "texts as they came": texts}
    async with scratch_incident(
        house, known, area=asked.area, country=asked.country, languages=asked.languages
    ) as scratch:
        simple = SimplePlaces(towns)
        await _print_sets(scratch, simple, sets, "nothing taught")
        await scratch.teach(one.pinned for one in taught)
        for one in taught:
            simple.teach(*one.pinned)
        await _print_sets(scratch, simple, sets, f"{len(taught)} reports taught")


def _tell_far_pins(reports: Sequence[Report], simple: SimplePlaces) -> None:
    """Say how often the truth itself is off: the words name one town, and the pin lies elsewhere."""
    named = [(one, town) for one in reports if (town := simple.unmistakable(one.words)) is not None]
    far = sum(distance_m(one.point, town.point) > max(WRONG_M, town.radius_m) for one, town in named)
    print(
        f"{len(named)} reports say nothing but the name of a town that is alone with it; {far} of these"
        f" ({far / max(1, len(named)):.1%}) are pinned over {WRONG_M / 1_000:g} km from it and outside of it"
    )


async def _print_sets(
    scratch: Scratch, simple: SimplePlaces, sets: dict[str, Sequence[Report]], when: str
) -> None:
    for what, asked in sets.items():
        if not asked:
            continue
        ours: list[Answer] = []
        async for one in shown(asked, f"{what}, {when}"):
            ours.append((one.point, await scratch.locate(one.words)))
        theirs = [(one.point, simple.find(one.words)) for one in asked]
        print_table(f"{what}: {len(asked)}, {when}", measure(ours), measure(theirs, circles=False))


async def shown(these: Sequence[T], what: str) -> AsyncIterator[T]:
    """Go through a list with a bar on the screen; in a script be quiet."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not sys.stderr.isatty(), transient=True) as bar:
        for one in bar.track(these, description=what):
            await asyncio.sleep(0)  # here Ctrl-C is heard, whatever is answered from memory
            yield one
