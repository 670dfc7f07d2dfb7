"""Two hundred say YES to fifty needs while workers are killed: as many go as are wanted, no word is lost.

Forty helpers were asked for five needs each. Their texts come through hop 1; three worker processes read
them, and again and again one is killed as it works and another takes its place. Its lease would run out
within a minute; here it runs out at once. The twin's workers hold no lock while they count, and must let too
many go.
"""

import asyncio
import random
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import text

from app.clock import now
from app.config import Settings
from app.dispatch.offer import ask_helper, propose_helpers
from app.dispatch.shapes import Suggestion
from app.house import House, open_house
from app.launch.home import environment
from app.models.incident import Automation, Incident
from tests import factories
from tests.cluster import ThrowAway
from tests.fault.outcome import Outcome
from tests.load.gateway import Gateway, open_gateway
from tests.load.people import number
from tests.load.process import Process

MASTER_KEY = "a key for breaking things alone, of no use elsewhere"
NEEDS, HELPERS, EACH = 50, 40, 5  # every helper is asked for five needs, so every need of four helpers
PLACES = (1, 2)  # of every other need
WORKERS, KILLS = 3, 8
LONGEST_S = 100.0
REAL = ("-m", "app.cli.entry", "worker")
CARELESS = ("-m", "tests.fault.careless")
LOOK_S = 0.1

WANT = text("update report set places_wanted = :places where incident_id = :incident_id and id = :id")
API = text("update incident set check_in_s = 0, offer_wait_s = 3600 where id = :incident_id")
LEFT = text("""
    select count(*) filter (where direction = 'in' and state = 'received') as unread,
        count(*) filter (where direction = 'in' and state = 'received' and attempts > 0) as held,
        count(*) filter (where direction = 'out' and state in ('waiting', 'sending', 'unclear')) as unsent
    from message where incident_id = :incident_id
""")
RUN_OUT = text("""
    update message set lease_until = now() - interval '1 second',
        due_at = case when state in ('sending', 'unclear') then now() else due_at end
    where incident_id = :incident_id and lease_owner like :owner
      and state in ('received', 'sending', 'unclear')
""")
OVER = text("""
    select r.id from report r join dispatch d
      on d.incident_id = :incident_id and d.report_id = r.id
      and d.state in ('accepted', 'on_way', 'there', 'done')
    where r.incident_id = :incident_id group by r.id, r.places_wanted having count(*) > r.places_wanted
""")
EMPTY = text("""
    select r.id from report r left join dispatch d
      on d.incident_id = :incident_id and d.report_id = r.id
      and d.state in ('accepted', 'on_way', 'there', 'done')
    where r.incident_id = :incident_id group by r.id, r.places_wanted having count(d.id) < r.places_wanted
""")
READ = text("""
    select count(*) filter (where state = 'understood') as understood, count(*) as stored from message
    where incident_id = :incident_id and direction = 'in'
""")
# a claim is answered by «go there» or by «somebody else goes», once
UNANSWERED = text("""
    select d.id from dispatch d
    join volunteer v on v.incident_id = :incident_id and v.id = d.volunteer_id
    where d.incident_id = :incident_id and d.wave > 0 and (d.state not in ('accepted', 'released') or 1 <> (
        select count(*) from message m where m.incident_id = :incident_id and m.report_id = d.report_id
          and m.contact_id = v.contact_id and m.direction = 'out'
          and m.phrase = case when d.state = 'accepted' then 'yes.helper' else 'yes.taken' end))
""")
TWICE = text("""
    select dispatch_id from event
    where incident_id = :incident_id and what in ('dispatch.accepted', 'dispatch.released')
    group by dispatch_id, what having count(*) > 1
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one run left behind."""

    stored: int
    understood: int
    over: int  # needs with more helpers than places
    empty: int  # needs with fewer, though four said yes
    unanswered: int
    twice: int  # steps that happened twice
    sent_twice: int  # texts that the gateway took twice
    unsent: int
    killed: int

    @property
    def lost(self) -> int:
        """What somebody said or should have heard, and nobody did."""
        return self.stored - self.understood + self.empty + self.unanswered + self.unsent

    @property
    def doubled(self) -> int:
        """What happened once too often."""
        return self.over + self.twice + self.sent_twice


def claims(seed: int, long: bool) -> Outcome:
    """Let them all say yes, with killings, and once more without locks; `long` kills more."""
    kills = KILLS * 3 if long else KILLS
    with ThrowAway() as server:
        server.migrate()
        held = asyncio.run(_played(server, seed, REAL, kills))
        twin = asyncio.run(_played(server, seed, CARELESS, 0))
    return Outcome(
        scenario="claims",
        sent=held.stored,
        acknowledged=held.understood,
        lost=held.lost,
        doubled=held.doubled,
        sabotaged_lost=twin.over,
        seed=seed,
        note=f"over {held.over}, sent twice {held.sent_twice}, {held.killed} workers killed; without the "
        f"lock {twin.over} of {NEEDS} needs had more helpers than places",
    )


async def _played(server: ThrowAway, seed: int, command: Sequence[str], kills: int) -> Counted:
    with server.fresh() as database:
        settings = Settings(
            _env_file=None,
            DATABASE_URL=database.url(),
            owner_database_url=database.url("konbit_owner"),
            public_database_url=database.url("konbit_public"),
            secret_key=MASTER_KEY,
        )
        async with open_gateway() as gateway, open_house(settings) as house:
            play = _Play(house, gateway, server.folder, random.Random(seed))
            await play.prepare()
            killed = await play.claim([sys.executable, *command], kills)
            return await play.count(killed)


class _Play:
    def __init__(self, house: House, gateway: Gateway, folder: Path, rng: random.Random) -> None:
        self._house, self._gateway, self._folder, self._rng = house, gateway, folder, rng
        self._said: list[tuple[str, str]] = []  # number, words
        self._incident: Incident

    async def prepare(self) -> None:
        """Fifty need something; each was suggested four helpers, who were asked."""
        keys = self._house.keys
        async with self._house.database.session() as session:
            self._incident = await factories.make_incident(
                session, keys, automation=Automation.SUGGEST, api_base=self._gateway.url
            )
            await session.execute(API, {"incident_id": self._incident.id})
            numbers = [number(n) for n in range(HELPERS)]
            helpers = [
                await factories.make_volunteer(
                    session,
                    self._incident,
                    await factories.make_contact(session, keys, self._incident, one),
                    load_cap=EACH,
                )
                for one in numbers
            ]
            digits = Counter[int]()
            for n in range(NEEDS):
                asked = [(n * HELPERS * EACH // NEEDS + k) % HELPERS for k in range(HELPERS * EACH // NEEDS)]
                await self._need(session, n, [helpers[one] for one in asked])
                for one in asked:
                    digits[one] += 1
                    self._said.append((numbers[one], f"YES {digits[one]}"))

    async def _need(self, session, n: int, helpers: list[int]) -> None:
        incident = self._incident
        assert incident.id is not None
        asker = await factories.make_contact(session, self._house.keys, incident, number(1_000 + n))
        case = await factories.make_report(session, incident, asker)
        which = {"incident_id": incident.id, "id": case.id, "places": PLACES[n % len(PLACES)]}
        await session.execute(WANT, which)
        found = [Suggestion(volunteer_id=one, score=1, distance_m=300, reasons=()) for one in helpers]
        for one in await propose_helpers(session, incident.id, case.id, found, now=now()):
            await ask_helper(session, incident, one, now=now())

    async def claim(self, command: list[str], kills: int) -> int:
        """Store every yes while workers come and go; returns how many were killed."""
        with ExitStack() as stack:
            self._stack, self._command = stack, command
            workers = [self._start() for _ in range(WORKERS)]
            storing = asyncio.create_task(self._store())
            killed = 0
            async with asyncio.timeout(LONGEST_S):
                while (left := await self._left()).unread or left.unsent or not storing.done():
                    if killed < kills and left.held:
                        await asyncio.sleep(self._rng.uniform(0.0, 0.3))
                        n = self._rng.randrange(WORKERS)
                        await self._kill(workers[n])
                        workers[n] = self._start()
                        killed += 1
                    await asyncio.sleep(LOOK_S)
            await storing
        return killed

    def _start(self) -> Process:
        child = environment(self._house.settings) | {"KONBIT_LANES": "4"}
        return self._stack.enter_context(
            Process(self._command, environment=child, log=self._folder / "workers.log")
        )

    async def _kill(self, worker: Process) -> None:
        """Kill −9, and let a minute pass for what it held."""
        worker.kill()
        which = {"incident_id": self._incident.id, "owner": f"%-{worker.pid}-%"}
        async with self._house.database.session() as session:
            await session.execute(RUN_OUT, which)

    async def _store(self) -> None:
        """Hop 1, a few at a time: those who were asked for the same need say yes at once."""
        for first in range(0, len(self._said), EACH * 4):
            some = self._said[first : first + EACH * 4]
            await asyncio.gather(*(self._receive(sender, words) for sender, words in some))

    async def _receive(self, sender: str, words: str) -> None:
        async with self._house.database.session() as session:
            await factories.receive(session, self._house.keys, self._incident, sender, words)

    async def _left(self):
        async with self._house.database.session() as session:
            return (await session.execute(LEFT, {"incident_id": self._incident.id})).one()

    async def count(self, killed: int) -> Counted:
        """Look at everything that is left."""
        which = {"incident_id": self._incident.id}
        keys = Counter(parse_qs(urlsplit(one.status_url).query)["key"][0] for one in self._gateway.taken)
        async with self._house.database.session() as session:
            read = (await session.execute(READ, which)).one()
            over, empty, unanswered, twice = [
                len((await session.execute(statement, which)).all())
                for statement in (OVER, EMPTY, UNANSWERED, TWICE)
            ]
            left = (await session.execute(LEFT, which)).one()
        return Counted(
            stored=read.stored,
            understood=read.understood,
            over=over,
            empty=empty,
            unanswered=unanswered,
            twice=twice,
            sent_twice=sum(times > 1 for times in keys.values()),
            unsent=left.unsent,
            killed=killed,
        )
