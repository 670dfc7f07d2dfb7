"""How fast places are found among a quarter of a million names: mentions alone, and whole texts.

One process and one backend on one core, one text after the other, as a worker does it. Beside each stands
what the bare statement takes for the same keys, and what a look-up by trigrams takes for one name.
"""

import os
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.house import open_house
from geo.gazetteer import queries
from geo.gazetteer.keys import exact_key
from geo.gazetteer.load import load_places
from geo.gazetteer.question import ask
from geo.gazetteer.teach import teach
from geo.geocoder import Evidence
from geo.locate import locate
from tests.factories import make_incident
from tests.load.bench import Bench
from tests.load.country import AREA, SOURCE, Country, invent_country
from tests.load.figure import Figure

NAMES = 250_000
PINS = 400
ROUNDS = 3
COUNT = 1_000  # mentions, and texts, of one round
TRIGRAMS = 200  # of them are looked up by likeness
ALIKE = text("""
    select k.key, k.place_id from place_key k
    where k.incident_id = :incident_id and k.how = 'exact' and k.key % :key
    order by similarity(k.key, :key) desc limit 1
""")


@dataclass(slots=True)
class Took:
    """What one kind of question took."""

    each_s: list[float] = field(default_factory=list)
    found: int = 0

    @property
    def per_s(self) -> float:
        """So many a second."""
        return len(self.each_s) / sum(self.each_s)

    @property
    def p95_ms(self) -> float:
        """So long at most took nineteen of twenty."""
        return sorted(self.each_s)[int(0.95 * len(self.each_s))] * 1000


async def find_places(bench: Bench) -> list[Figure]:
    """Locate mentions and texts, in turn with the bare statement and with a look-up by trigrams."""
    bench.say("locate: inventing the country")
    country = invent_country(bench.times(NAMES), bench.times(PINS), seed=11)
    with bench.home() as (database, settings):
        async with open_house(settings) as house:
            async with house.database.session() as session:
                incident_id = (await make_incident(session, house.keys)).id or 0
                bench.say(f"locate: loading {len(country.places):,} places")
                await load_places(session, incident_id, country.places, source=SOURCE)
                await teach(session, incident_id, country.pins)
            with psycopg.connect(database.dsn("konbit_owner"), autocommit=True) as owner:
                owner.execute("analyze place, place_key, taught")  # as the server does by itself in time
            async with house.database.session() as session:
                backend = (await session.execute(text("select pg_backend_pid()"))).scalar_one()
                with _one_core(os.getpid(), backend):
                    return await _race(bench, session, incident_id, country)


async def _race(bench: Bench, session: AsyncSession, incident_id: int, country: Country) -> list[Figure]:
    """Let all take turns on the same words, so that what else this machine does is felt by each."""
    count, rounds = bench.times(COUNT), bench.rounds(ROUNDS)
    mentions, texts = country.mentions(count, seed=5), country.texts(count, seed=6)
    runners = _Runners(session, incident_id)
    legs: dict[str, tuple[Callable[[str], Awaitable[object]], Sequence[str]]] = {
        "mention": (runners.mention, mentions),
        "text": (runners.locate, texts),
        "bare mention": (runners.bare, mentions),
        "bare text": (runners.bare, texts),
        "alike": (runners.alike, mentions[:TRIGRAMS]),
    }
    took = {name: Took() for name in legs}
    for n in range(rounds + 1):  # the first one warms up
        for name, (ask_one, words) in legs.items():
            bench.say(f"locate: round {n} of {rounds}, {name}")
            await _leg(ask_one, words, took[name] if n else Took())
    return _figures(took, len(country.places), words=_words(texts))


async def _leg(ask_one: Callable[[str], Awaitable[object]], words: Sequence[str], took: Took) -> None:
    for one in words:
        begun_s = time.perf_counter()
        found = await ask_one(one)
        took.each_s.append(time.perf_counter() - begun_s)
        took.found += bool(found)


@dataclass(frozen=True, slots=True)
class _Runners:
    """The ways to ask, each for one run of words."""

    session: AsyncSession
    incident_id: int

    async def mention(self, words: str) -> object:
        """Locate place words as a reader finds them: what no name explains is looked up by likeness too."""
        evidence = Evidence(incident_id=self.incident_id, text=words, words=words, area=AREA)
        return await locate(self.session, evidence)

    async def locate(self, words: str) -> object:
        return await locate(self.session, Evidence(incident_id=self.incident_id, text=words, area=AREA))

    async def bare(self, words: str) -> object:
        """Send the statement that every look-up needs, with the keys of these words, and drop what comes."""
        keys = ask(words).keys
        asked = {
            "incident_id": self.incident_id,
            "keys": [key for key, _ in keys],
            "hows": [how for _, how in keys],
        }
        return (await self.session.execute(queries.NAMED, asked)).all()

    async def alike(self, words: str) -> object:
        asked = {"incident_id": self.incident_id, "key": exact_key(words)}
        return (await self.session.execute(ALIKE, asked)).all()


def _figures(took: dict[str, Took], places: int, *, words: float) -> list[Figure]:
    alike = took["alike"]
    beside = f"one look-up by trigrams: {alike.per_s:,.0f}/s, 95 of 100 within {alike.p95_ms:.1f} ms"
    figures = []
    for what, plural, stem, asked in (
        ("mention", "places", "", "place words alone, an eighth of them misspelt"),
        ("text", "texts", "text_", f"texts of {words:.0f} words in the mean"),
    ):
        ours, bare = took[what], took[f"bare {what}"]
        found = ours.found / len(ours.each_s)
        note = f"{asked}, {places:,} places, one core, one after the other; {found:.0%} found; {beside}"
        figures += [
            Figure(
                name=f"locate.{plural}_per_s",
                value=ours.per_s,
                unit="/s",
                ratio=ours.per_s / bare.per_s,
                yardstick=f"the bare look-up of the same keys, {bare.per_s:,.0f}/s",
                note=note,
            ),
            Figure(
                name=f"locate.{stem}p95_ms",
                value=ours.p95_ms,
                unit="ms",
                ratio=ours.p95_ms / alike.p95_ms,
                yardstick=f"one name by pg_trgm, {alike.p95_ms:.1f} ms",
                note=note,
            ),
        ]
    return figures


def _words(texts: Sequence[str]) -> float:
    return sum(len(words.split()) for words in texts) / len(texts)


@contextmanager
def _one_core(*processes: int) -> Iterator[None]:
    """Keep some processes on one core of this machine while the block runs."""
    before = {process: os.sched_getaffinity(process) for process in processes}
    core = {max(before[processes[0]])}
    for process in processes:
        os.sched_setaffinity(process, core)
    try:
        yield
    finally:
        for process, cores in before.items():
            os.sched_setaffinity(process, cores)
