"""How fast one worker reads the texts of a crowd, asks their neighbours and answers them."""

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from sqlalchemy import text

from app.clock import now
from app.config import Settings
from app.drill.cast import the_cast
from app.drill.prepare import NUMBER, SLUG, prepare_drill
from app.house import House, open_house
from app.incidents.find import helpers_on_duty, incident_by_slug
from app.launch.home import environment
from app.messaging.receive import receive_message
from app.models.incident import Incident
from app.worker import Worker
from ingest.shapes import Inbound, Scheme
from tests.load.bench import Bench
from tests.load.figure import Figure
from tests.load.people import needs, number
from tests.load.process import Process

ROUNDS = 3
MESSAGES = 1_000
WARM = 20
LOOK_S = 0.02
LONGEST_S = 300.0
ENOUGH_S = 60.0  # after that no further round begins

# silence is over soon in a drill; here nobody answers, and asking the next one would never end
PATIENCE = text("update incident set offer_wait_s = 3600 where id = :incident_id")
LEFT = text("""
    select
        (select count(*) from message where incident_id = :incident_id and state = 'received') as unread,
        (select count(*) from message
         where incident_id = :incident_id and state = 'received' and attempts > 0) as claimed,
        (select count(*) from message where incident_id = :incident_id and direction = 'out'
         and state in ('waiting', 'sending', 'unclear') and due_at <= now()) as unsent,
        (select count(*) from report where incident_id = :incident_id and match_at <= now()) as unmatched
""")
DONE = text("""
    select count(*) filter (where direction = 'in' and state = 'understood') as understood,
        count(*) filter (where direction = 'out' and state = 'sent') as sent,
        count(*) filter (where phrase = 'ask' or phrase = 'ask.rough') as asked,
        count(*) filter (where state in ('set_aside', 'failed')) as lost
    from message where incident_id = :incident_id
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the worker still has to do."""

    unread: int
    claimed: int
    unsent: int
    unmatched: int

    @property
    def nothing(self) -> bool:
        """Whether everybody has been answered."""
        return not (self.unread or self.unsent or self.unmatched)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one round told."""

    read_s: float
    sent_s: float
    sent: int
    asked: int
    peak_mb: float


async def pipeline(bench: Bench) -> list[Figure]:
    """Round after round on a new database, for what is there already changes the work."""
    rounds, count = bench.rounds(ROUNDS), bench.times(MESSAGES)
    told: list[Told] = []
    begun_s = time.perf_counter()
    for n in range(rounds):
        if told and time.perf_counter() - begun_s > ENOUGH_S:
            break
        with bench.home() as (_, settings):
            told.append(await _round(bench, settings, count, f"pipeline: round {n + 1} of {rounds}"))
    middle = told[0]
    helpers = len(the_cast().helpers)
    what = (
        f"{count} needs of as many people, {helpers} helpers on duty, 1 worker with {Settings().lanes} lanes"
    )
    return [
        Figure(
            name="pipeline.messages_per_s",
            value=median(count / one.read_s for one in told),
            unit="/s",
            note=f"from the first claim until all are understood, matching and sending alongside; {what}",
        ),
        Figure(
            name="pipeline.sent_per_s",
            value=median(count / one.sent_s for one in told),
            unit="/s",
            note=f"the same until all are matched and all texts handed over; {middle.sent} texts, "
            f"{middle.asked} of them questions to helpers",
        ),
        Figure(
            name="memory.worker_mb",
            value=max(one.peak_mb for one in told),
            unit="MB",
            note="its peak in these rounds",
        ),
    ]


async def _round(bench: Bench, settings: Settings, count: int, where: str) -> Told:
    bench.say(f"{where}: the helpers enrol")
    async with open_house(settings) as house:
        await prepare_drill(house)
        async with house.database.session() as session:
            incident = await incident_by_slug(session, SLUG)
            await session.execute(PATIENCE, {"incident_id": incident.id})
        await _enrol(house, incident)
        command = [sys.executable, "-m", "app.cli.entry", "worker"]
        log = bench.folder / f"worker-{settings.port}.log"
        with Process(command, environment=environment(settings), log=log) as worker:
            watch = _Watch(house, incident, worker)
            await _store(house, incident, needs(WARM, seed=7), first=60_000)
            await watch.until(lambda left: left.nothing)
            bench.say(f"{where}: {count} texts")
            await _store(house, incident, needs(count, seed=1), first=0)
            begun_s = await watch.until(lambda left: left.claimed > 0 or left.unread < count)
            read_s = await watch.until(lambda left: left.unread == 0)
            sent_s = await watch.until(lambda left: left.nothing)
            sent, asked = await _check(house, incident, len(the_cast().helpers) + WARM + count)
            return Told(
                read_s=read_s - begun_s,
                sent_s=sent_s - begun_s,
                sent=sent,
                asked=asked,
                peak_mb=worker.peak_mb(),
            )


class _Watch:
    """Looks into the database from time to time, as rarely as tells the truth."""

    def __init__(self, house: House, incident: Incident, worker: Process) -> None:
        self._house, self._incident, self._worker = house, incident, worker

    async def until(self, reached: Callable[[Left], bool]) -> float:
        """Come back when it is so, with the time."""
        deadline_s = time.perf_counter() + LONGEST_S
        while not reached(await self._look()):
            self._worker.check()
            if time.perf_counter() > deadline_s:
                raise RuntimeError(f"the worker was not done after {LONGEST_S:.0f} s")
            await asyncio.sleep(LOOK_S)
        return time.perf_counter()

    async def _look(self) -> Left:
        async with self._house.database.session() as session:
            row = (await session.execute(LEFT, {"incident_id": self._incident.id})).mappings().one()
        return Left(**row)


async def _enrol(house: House, incident: Incident) -> None:
    """The drill's own helpers text what they offer, and a worker in this process reads it."""
    helpers = the_cast().helpers
    async with house.database.session() as session:
        for n, helper in enumerate(helpers):
            said = _inbound(helper.text, helper.number, key=f"helper-{n}")
            await receive_message(session, house.keys, incident=incident, inbound=said, raw=b"", now=now())
    await Worker(house).drain()
    assert incident.id is not None
    async with house.database.session() as session:
        on_duty = await helpers_on_duty(session, incident.id)
    if on_duty != len(helpers):
        raise RuntimeError(f"{len(helpers)} offered their help, {on_duty} are on duty")


async def _store(house: House, incident: Incident, texts: list[str], *, first: int) -> None:
    """Store a crowd's texts in one transaction: the worker sees all of them or none."""
    async with house.database.session() as session:
        for n, words in enumerate(texts, start=first):
            said = _inbound(words, number(n), key=f"need-{n}")
            raw = words.encode()
            await receive_message(session, house.keys, incident=incident, inbound=said, raw=raw, now=now())


def _inbound(words: str, sender: str, *, key: str) -> Inbound:
    return Inbound(
        channel="console",
        scheme=Scheme.SMS,
        external_id=key,
        sender=sender,
        recipient=NUMBER,
        text=words,
    )


async def _check(house: House, incident: Incident, expected: int) -> tuple[int, int]:
    """Make sure that nothing was lost on the way, and count the texts that went out."""
    async with house.database.session() as session:
        row = (await session.execute(DONE, {"incident_id": incident.id})).one()
    if row.understood != expected or row.lost:
        raise RuntimeError(f"of {expected} texts {row.understood} were understood; {row.lost} were lost")
    return row.sent, row.asked
