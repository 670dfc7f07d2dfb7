"""How many texts a second are stored and then answered, beside an endpoint that only inserts, and pgbench."""

import secrets
import sys
from dataclasses import dataclass, field
from statistics import median

import psycopg
from sqlalchemy import text

from app.config import Settings
from app.house import open_house
from app.launch.home import environment
from app.launch.up import web_server
from tests.cluster import Fresh
from tests.factories import AUTH_TOKEN, make_incident
from tests.load import bare
from tests.load.bench import Bench
from tests.load.clients import Harvest, Request, send_all
from tests.load.figure import Figure
from tests.load.people import needs, webhooks
from tests.load.pgbench import inserts_per_s
from tests.load.process import Process, free_port

CLIENTS = (16, 64)
ROUNDS = 5
CALLS = 4_000  # in one leg, or so many as are taken in …
LEG_S = 4.0
WARM = 300
PGBENCH_S = 3
OURS = "app.main:create_app"
STORED = text("""
    select count(*) as rows, count(distinct external_id) as messages from message
    where incident_id = 1 and channel = 'twilio' and external_id = any(:sids)
""")


@dataclass(frozen=True, slots=True)
class Runner:
    """One web server in the race."""

    settings: Settings
    path: str
    process: Process
    harvests: dict[int, list[Harvest]] = field(default_factory=lambda: {clients: [] for clients in CLIENTS})
    cpu_s: list[float] = field(default_factory=list)  # of the server, a call

    def calls(self, texts: list[str]) -> list[Request]:
        """Signed calls with these texts that nobody has made before."""
        url = f"{self.settings.base_url}{self.path}"
        return webhooks(texts, url=url, token=AUTH_TOKEN, run=secrets.token_hex(8))

    async def run(self, calls: list[Request], *, clients: int) -> Harvest:
        """Take part in one leg; every call must be taken."""
        before_s = self.process.cpu_s()
        harvest = await send_all(calls, port=self.settings.port, clients=clients, most_s=LEG_S)
        if harvest.refused:
            raise RuntimeError(f"{self.path} did not take {len(harvest.refused)}: {harvest.refused[:5]}")
        self.cpu_s.append((self.process.cpu_s() - before_s) / len(harvest.accepted))
        return harvest

    def per_s(self, clients: int) -> float:
        """The median over the rounds."""
        return median(harvest.per_s for harvest in self.harvests[clients])

    def percentile_ms(self, share: float, *, clients: int) -> float:
        """The median over the rounds of so high a waiting time."""
        return median(harvest.percentile_ms(share) for harvest in self.harvests[clients])


async def ingest(bench: Bench) -> list[Figure]:
    """Let the three take turns, so that what else this machine does is felt by all of them."""
    with bench.home() as (database, settings):
        await _prepare(database, settings)
        ours = _runner(bench, settings, "/in/twilio/town", OURS)
        other = settings.model_copy(update={"port": free_port()})
        yardstick = _runner(bench, other, "/bare", "tests.load.bare:create_app")
        with ours.process, yardstick.process:
            for runner in (ours, yardstick):
                await runner.process.answers(runner.settings.port)
            inserts = await _race(bench, database, ours, yardstick)
            await _check_stored(settings, ours)
            ceiling = await _ceiling(bench)
            memory = ours.process.peak_mb()
    return _figures(ours, yardstick, inserts, ceiling=ceiling, memory_mb=memory)


async def _race(bench: Bench, database: Fresh, ours: Runner, yardstick: Runner) -> dict[int, list[float]]:
    """Fill in the runners' harvests, and return what pgbench inserted a second, by number of clients."""
    inserts: dict[int, list[float]] = {clients: [] for clients in CLIENTS}
    texts, rounds = needs(bench.times(CALLS), seed=1), bench.rounds(ROUNDS)
    bench.say("ingest: warming up")
    for runner in (ours, yardstick):
        await runner.run(runner.calls(texts[:WARM]), clients=CLIENTS[0])
        runner.cpu_s.clear()
    for n in range(rounds):
        for clients in CLIENTS:
            where = f"ingest: round {n + 1} of {rounds}, {clients} clients"
            for name, runner in (("konbit", ours), ("the bare endpoint", yardstick)):
                bench.say(f"{where}: {name}")
                harvest = await runner.run(runner.calls(texts), clients=clients)
                runner.harvests[clients].append(harvest)
            bench.say(f"{where}: pgbench")
            seconds = PGBENCH_S if rounds > 1 else 1
            rate = await inserts_per_s(database, bench.folder, clients=clients, seconds=seconds)
            inserts[clients].append(rate)
    return inserts


def _figures(
    ours: Runner,
    yardstick: Runner,
    inserts: dict[int, list[float]],
    *,
    ceiling: float,
    memory_mb: float,
) -> list[Figure]:
    """Medians over the rounds, a ratio within each round first; the worse number of clients counts."""
    ratios = {clients: _ratio(ours, yardstick, clients) for clients in CLIENTS}
    worst, most = min(CLIENTS, key=lambda clients: ratios[clients]), max(CLIENTS)
    each = "; ".join(
        f"{clients} clients: {ours.per_s(clients):,.0f}/s, bare {yardstick.per_s(clients):,.0f}/s, "
        f"pgbench {median(inserts[clients]):,.0f}/s, {ratios[clients]:.2f} × bare"
        for clients in CLIENTS
    )
    busy = max(harvest.busy_share for legs in yardstick.harvests.values() for harvest in legs)
    honest = f"the clients used {busy:.0%} of a core at most and alone reach {ceiling:,.0f}/s"
    cpu = f"processor {_cpu_ms(ours):.2f} ms a call, bare {_cpu_ms(yardstick):.2f} ms"
    bare_per_s, inserts_per_s = yardstick.per_s(worst), median(inserts[worst])
    return [
        Figure(
            name="ingest.accepted_per_s",
            value=ours.per_s(worst),
            unit="/s",
            ratio=ratios[worst],
            yardstick=f"ingest.bare_per_s of {bare_per_s:,.0f}",
            note=f"{each}; each that was answered with 200 was found stored once; {cpu}; {honest}",
        ),
        Figure(
            name="ingest.bare_per_s",
            value=bare_per_s,
            unit="/s",
            note=f"{worst} clients; FastAPI, one form, one insert into a table with our columns and indexes",
        ),
        Figure(
            name="ingest.pgbench_ratio",
            value=ours.per_s(worst) / inserts_per_s,
            unit="×",
            note=f"of {inserts_per_s:,.0f} single-row inserts a second, {worst} clients",
        ),
        Figure(
            name="ingest.p99_ms",
            value=ours.percentile_ms(0.99, clients=most),
            unit="ms",
            note=f"{most} clients; half of them within {ours.percentile_ms(0.5, clients=most):.0f} ms; "
            f"bare {yardstick.percentile_ms(0.99, clients=most):.0f} ms",
        ),
        Figure(name="memory.web_mb", value=memory_mb, unit="MB", note="its peak while it was flooded"),
    ]


def _ratio(ours: Runner, yardstick: Runner, clients: int) -> float:
    pairs = zip(ours.harvests[clients], yardstick.harvests[clients], strict=True)
    return median(one.per_s / other.per_s for one, other in pairs)


def _cpu_ms(runner: Runner) -> float:
    return median(runner.cpu_s) * 1000


def _runner(bench: Bench, settings: Settings, path: str, app: str) -> Runner:
    """A web server as `konbit up` starts it, perhaps with another application."""
    command = [app if part == OURS else part for part in web_server(settings).command]
    log = bench.folder / f"web-{settings.port}.log"
    return Runner(settings, path, Process(command, environment=environment(settings), log=log))


async def _prepare(database: Fresh, settings: Settings) -> None:
    with psycopg.connect(database.dsn("konbit_owner")) as owner:
        owner.execute(bare.TABLE)
    async with open_house(settings) as house, house.database.session() as session:
        incident = await make_incident(session, house.keys)
        assert incident.id == 1


async def _check_stored(settings: Settings, ours: Runner) -> None:
    """Hold the web server to its word: what it answered with 200 is there, once."""
    sids = [sid for legs in ours.harvests.values() for harvest in legs for sid in harvest.accepted]
    async with open_house(settings) as house, house.database.session() as session:
        row = (await session.execute(STORED, {"sids": sids})).one()
    if not row.rows == row.messages == len(set(sids)) == len(sids):
        raise RuntimeError(f"{len(sids)} were acknowledged, {row.messages} are stored in {row.rows} rows")


async def _ceiling(bench: Bench) -> float:
    """How fast the clients are against a server that does nothing."""
    bench.say("ingest: the clients alone")
    port = free_port()
    command = [sys.executable, "-m", "tests.load.hollow", str(port)]
    calls = webhooks(needs(bench.times(CALLS), seed=1), url="http://127.0.0.1/x", token=AUTH_TOKEN, run="")
    with Process(command, environment={}, log=bench.folder / "hollow.log") as hollow:
        await hollow.answers(port)
        return (await send_all(calls * 3, port=port, clients=max(CLIENTS), most_s=LEG_S)).per_s
