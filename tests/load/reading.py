"""How fast words are read, and how fast the places in them are found: the two stages alone, on one core."""

import time
from collections import Counter
from collections.abc import Callable
from statistics import median

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from app.drill.prepare import SLUG, prepare_drill
from app.house import open_house
from app.incidents.find import incident_by_slug
from geo.geocoder import Evidence
from geo.locate import locate
from geo.point import Area
from ingest.evaluation.yardstick import Yardstick
from ingest.read import read_message
from ingest.shapes import Reading
from tests.load.bench import Bench
from tests.load.figure import Figure
from tests.load.people import needs

ROUNDS = 5
TEXTS = 1_000
LANGUAGES = ("ht", "fr", "en", "es")


async def read(bench: Bench) -> list[Figure]:
    """Read a thousand texts, five times, in turn with the simple method on the same texts.

    The simple method is taught our own labels here, since only its speed is asked; how well each reads is
    what `konbit evaluate reading` tells. Both get one text at a time, as messages come.
    """
    texts = needs(bench.times(TEXTS), seed=2)
    simple = _yardstick(needs(bench.times(TEXTS), seed=4))
    ours, theirs = [], []
    rounds = bench.rounds(ROUNDS)
    for n in range(rounds + 1):  # the first one warms up
        bench.say(f"read: round {n} of {rounds}")
        ours.append(_rate(_read, texts))
        theirs.append(_rate(lambda words: simple.chances([words]), texts))
    found = sum(bool(_read(words).categories) for words in texts) / len(texts)
    rate, yardstick = median(ours[1:]), median(theirs[1:])
    note = f"one core, {len(texts)} texts in {len(LANGUAGES)} languages; {found:.0%} have a category"
    return [
        Figure(
            name="read.messages_per_s",
            value=rate,
            unit="/s",
            ratio=rate / yardstick,
            yardstick=f"TF-IDF + logistic regression, {yardstick:.0f}/s",
            note=note,
        )
    ]


def _rate(call: Callable[[str], object], texts: list[str]) -> float:
    begun_s = time.perf_counter()
    for words in texts:
        call(words)
    return len(texts) / (time.perf_counter() - begun_s)


def _yardstick(texts: list[str]) -> Yardstick:
    named = [{label.name for label in _read(words).categories} for words in texts]
    count = Counter(name for names in named for name in names)
    often = [name for name, times in count.items() if 1 < times < len(texts)]
    return Yardstick(texts, {name: np.array([name in names for names in named]) for name in often})


def _read(words: str) -> Reading:
    return read_message(words, languages=LANGUAGES, answering=False)


async def find_places(bench: Bench) -> list[Figure]:
    """Locate the places of a thousand texts in the drill's gazetteer, one after the other."""
    texts, rounds = needs(bench.times(TEXTS), seed=3), bench.rounds(ROUNDS)
    took_s: list[float] = []
    found = 0
    with bench.home() as (_, settings):
        async with open_house(settings) as house:
            await prepare_drill(house)
            async with house.database.session() as session:
                evidence = await _evidence(session, texts)
                for n in range(rounds + 1):
                    bench.say(f"locate: round {n} of {rounds}")
                    for one in evidence:
                        begun_s = time.perf_counter()
                        located = await locate(session, one)
                        if n:  # the first round warms up
                            took_s.append(time.perf_counter() - begun_s)
                            found += located is not None
    return _figures(took_s, found)


async def _evidence(session: AsyncSession, texts: list[str]) -> list[Evidence]:
    incident = await incident_by_slug(session, SLUG)
    assert incident.id is not None
    area = Area(west=incident.west, south=incident.south, east=incident.east, north=incident.north)
    places = [(words, _read(words).place) for words in texts]
    return [
        Evidence(incident_id=incident.id, text=words, words=place.text if place else "", area=area)
        for words, place in places
    ]


def _figures(took_s: list[float], found: int) -> list[Figure]:
    note = f"in the drill's gazetteer, one after the other; {found / len(took_s):.0%} found"
    late = sorted(took_s)[int(0.95 * len(took_s))] * 1000
    return [
        Figure(name="locate.places_per_s", value=len(took_s) / sum(took_s), unit="/s", note=note),
        Figure(name="locate.p95_ms", value=late, unit="ms", note=note),
    ]
