"""What every test is given: marks from folders, a closed network, a database swept clean, the cast's town."""

import ipaddress
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import hypothesis
import psycopg
import psycopg_pool
import pytest
import structlog
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from app.chores import load_chores
from app.config import Settings
from app.db import OPTIONS, Database, open_database
from app.house import House
from app.jobs import jobs
from app.main import create_app
from app.models import SQLModel
from app.models.incident import Incident
from app.security import Keys
from ingest.channel import shelf
from tests import factories
from tests.cast import Town, open_town
from tests.cluster import Fresh, ThrowAway
from tests.fakes import FakeTwilio

# what a slow machine takes for one example is no failure
hypothesis.settings.register_profile("konbit", deadline=None)
hypothesis.settings.load_profile("konbit")

TESTS = Path(__file__).parent
MASTER_KEY = "a key for tests alone, of no use elsewhere"
PUBLIC_URL = "https://konbit.example"
CLOSED = {"unit", "db"}  # folders whose tests may not reach the network


class NetworkClosed(RuntimeError):
    """A unit or db test reached for the network; put a double at the narrowest seam instead."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the golden files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the folder it lies in, so that nobody forgets one."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        item.add_marker(folder)


class _Network:
    """Refuses connections of Python's sockets; libpq opens its own, and only to our unix socket."""

    closed = False

    def __call__(self, event: str, values: tuple[object, ...]) -> None:
        if self.closed and event in ("socket.connect", "socket.sendto") and not _stays_home(values[1]):
            raise NetworkClosed(f"{event} to {values[1]}")
        if self.closed and event == "socket.getaddrinfo" and not _is_loopback(values[0]):
            raise NetworkClosed(f"{event} of {values[0]!r}")


def _stays_home(address: object) -> bool:
    return isinstance(address, str | bytes) or (isinstance(address, tuple) and _is_loopback(address[0]))


def _is_loopback(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


network = _Network()
sys.addaudithook(network)
# unless set up, structlog paints each traceback with all its variables, which takes seconds
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


@pytest.fixture(autouse=True)
def _closed_network(request: pytest.FixtureRequest) -> Iterator[None]:
    network.closed = any(request.node.get_closest_marker(folder) for folder in CLOSED)
    yield
    network.closed = False


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def golden(bless: bool) -> Callable[[Path, str], None]:
    """Compare a text with its golden file, or write the file when blessed."""

    def check(path: Path, text: str) -> None:
        if bless:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"{path.name} differs; `make bless` when it should"

    return check


@pytest.fixture(scope="session")
def throw_away() -> Iterator[ThrowAway]:
    """One server for the whole run, with the migrated template that fresh databases are copies of."""
    with ThrowAway() as server:
        server.migrate()
        yield server


@pytest.fixture(scope="session")
def _shared(throw_away: ThrowAway) -> Iterator[Fresh]:
    with throw_away.fresh() as database:
        yield database


@pytest.fixture(scope="session")
def _sweep(_shared: Fresh) -> Iterator[Callable[[], None]]:
    """Empty every table. Measured: deleting 8 ms, truncating 170 ms, a new database 550 ms."""
    tables = [table.name for table in reversed(SQLModel.metadata.sorted_tables)]
    tables += [f"procrastinate_{name}" for name in ("events", "periodic_defers", "jobs", "workers")]
    broom = "; ".join(["set lock_timeout = '3s'", *(f"delete from {table}" for table in tables)]).encode()
    owner = _shared.dsn("konbit_owner")
    with psycopg.connect(owner, autocommit=True, options=OPTIONS) as connection:

        def sweep() -> None:
            connection.execute(broom)

        yield sweep


@pytest.fixture(scope="session")
async def _pools(_shared: Fresh) -> AsyncIterator[Database]:
    pools = open_database(_shared.url(), _shared.url("konbit_public"))
    yield pools
    await pools.close()


@pytest.fixture(scope="session")
async def _job_list(_shared: Fresh) -> AsyncIterator[None]:
    load_chores()
    options = OPTIONS.replace("public,procrastinate", "procrastinate,public")
    pool = psycopg_pool.AsyncConnectionPool(
        _shared.dsn(), kwargs={"options": options}, min_size=1, max_size=2, open=False
    )
    async with pool, jobs.open_async(pool):
        yield


@pytest.fixture
def fresh(_shared: Fresh, _sweep: Callable[[], None]) -> Fresh:
    """An empty, migrated database, with the address for each role."""
    _sweep()
    return _shared


@pytest.fixture
def database_url(fresh: Fresh) -> str:
    """The address of an empty, migrated database, as the app's role."""
    return fresh.url()


@pytest.fixture
def settings(fresh: Fresh) -> Settings:
    """The settings of a process on that database, none of them from this machine's environment."""
    return Settings(
        _env_file=None,
        DATABASE_URL=fresh.url(),
        owner_database_url=fresh.url("konbit_owner"),
        public_database_url=fresh.url("konbit_public"),
        public_url=PUBLIC_URL,
        secret_key=MASTER_KEY,
    )


@pytest.fixture(scope="session")
def keys() -> Keys:
    """Keys that every test run shares."""
    return Keys.from_master(MASTER_KEY)


@pytest.fixture
def twilio() -> FakeTwilio:
    """The gateway at the far end of every call that leaves the house."""
    return FakeTwilio()


@pytest.fixture
async def house(settings: Settings, keys: Keys, _pools: Database, twilio: FakeTwilio) -> AsyncIterator[House]:
    """What one process owns, on an empty database; its calls end at the fake gateway."""
    async with httpx.AsyncClient(transport=httpx.MockTransport(twilio)) as http:
        yield House(settings, keys, _pools, shelf(), http)


@pytest.fixture
async def incident(house: House) -> Incident:
    """An incident with the town's names in its gazetteer and a number at the fake gateway."""
    async with house.database.session() as session:
        return await factories.make_incident(session, house.keys)


@pytest.fixture
def incident_id(incident: Incident) -> int:
    """The number of that incident."""
    assert incident.id is not None
    return incident.id


@pytest.fixture
async def session(house: House) -> AsyncIterator[AsyncSession]:
    """One transaction as the app's role; what a test did in it is gone afterwards."""
    async with house.database.engine.connect() as connection, AsyncSession(connection) as opened:
        yield opened


@pytest.fixture(scope="session")
def _app() -> FastAPI:
    return create_app(Settings(_env_file=None))


@pytest.fixture
async def town(
    _app: FastAPI, house: House, incident: Incident, twilio: FakeTwilio, _job_list: None
) -> AsyncIterator[Town]:
    """The invented town with its cast, texting through signed calls over HTTP."""
    async with open_town(_app, house, incident, twilio) as opened:
        yield opened
