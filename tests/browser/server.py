"""Konbit as people meet it: a web server and a worker as processes of their own, on a throw-away PostGIS."""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import httpx
from sqlalchemy import text

from app.access.accounts import account_by_email
from app.api.deps import COOKIE
from app.config import Settings
from app.drill.phone import Phone
from app.drill.prepare import SLUG, SignIn, prepare_drill
from app.house import House, open_house
from app.incidents.find import incident_by_slug
from app.incidents.reset import reset_drill
from app.launch.home import environment
from app.models.incident import Automation
from app.models.staff import Role
from tests.factories import make_staff

ROOT = Path(__file__).resolve().parent.parent.parent
LEASH = ("/usr/bin/setpriv", "--pdeathsig", "TERM", "--")  # they end with a test run that is killed
KONBIT = (sys.executable, "-m", "app.cli.entry")
PATIENCE_S = 120.0
LOOK_S = 0.03

# Something is still on its way: unread, unmatched, unsent, or not yet shown to strangers and live pages.
CROSS_INCIDENT_BUSY = text("""
    select exists (select 1 from message where state in ('received', 'waiting', 'sending', 'unclear'))
        or exists (select 1 from report where match_at <= now())
        or exists (select 1 from event where position is null)
        or exists (select 1 from follow where published < position)
""")
CROSS_INCIDENT_TAKEN = text("""
    select exists (select 1 from claim c join report r on r.incident_id = c.incident_id and r.id = c.report_id
        where r.reference = :reference)
""")
AUTOMATE = text("update incident set automation = :automation where slug = :slug")


class TooSlow(AssertionError):
    """What a test waited for did not come; the logs of the processes are in its message."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where it answers, and its house for what a test prepares or looks up behind the pages."""

    url: str
    house: House
    sign_in: SignIn
    logs: Path

    async def begin_again(self, automation: Automation = Automation.FULL) -> None:
        """Give the next story an empty drill, once nothing of the last one is under way."""
        await self.settled()
        async with self.house.database.session() as session:
            await reset_drill(session, await incident_by_slug(session, SLUG))
            await session.execute(AUTOMATE, {"automation": automation, "slug": SLUG})

    async def somebody(self, email: str, role: Role = Role.COORDINATOR) -> list[dict[str, str]]:
        """One more person at the desk, signed in: their cookies. Who came for an earlier test stays."""
        async with self.house.database.session() as session:
            if await account_by_email(session, email) is None:
                incident = await incident_by_slug(session, SLUG)
                await make_staff(session, incident, email, role=role)
        return [{"name": COOKIE, "value": email, "url": self.url}]

    async def settled(self) -> None:
        """Come back when every message is read, answered and shown."""
        give_up_at = time.monotonic() + PATIENCE_S
        while await self._busy():
            if time.monotonic() > give_up_at:
                raise TooSlow(f"still busy after {PATIENCE_S:.0f} s\n{said(self.logs)}")
            await asyncio.sleep(LOOK_S)

    async def taken(self, reference: str) -> None:
        """Come back when somebody has a case in hand."""
        give_up_at = time.monotonic() + PATIENCE_S
        while not await self._is_taken(reference):
            if time.monotonic() > give_up_at:
                raise TooSlow(f"nobody took {reference} in {PATIENCE_S:.0f} s")
            await asyncio.sleep(LOOK_S)

    async def _is_taken(self, reference: str) -> bool:
        async with self.house.database.session() as session:
            found = await session.execute(CROSS_INCIDENT_TAKEN, {"reference": reference})
            return bool(found.scalar_one())

    @contextmanager
    def player(self, *, pace: float) -> Iterator[None]:
        """Let the drill play itself while the block runs."""
        command = [*KONBIT, "drill", "play", "--pace", str(pace)]
        with _process("player", command, self.house.settings, self.logs):
            yield

    async def _busy(self) -> bool:
        async with self.house.database.session() as session:
            return bool((await session.execute(CROSS_INCIDENT_BUSY)).scalar_one())

    async def texts(self, *told: tuple[str, str, str]) -> None:
        """Let people text (number, name, words) through the drill's network; wait until all is answered."""
        async with httpx.AsyncClient() as http:
            phone = Phone(http, self.url, secret=self.house.keys.drill_secret())
            for number, name, words in told:
                await phone.send(f"test-{token_hex(8)}", number, words, name=name)
        await self.settled()


def said(logs: Path) -> str:
    """The last lines that each process wrote."""
    tails = (
        (log.name, log.read_text(errors="replace").splitlines()[-30:]) for log in sorted(logs.glob("*.log"))
    )
    return "\n".join("\n".join((f"--- {name}", *lines)) for name, lines in tails)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@asynccontextmanager
async def open_server(settings: Settings, logs: Path) -> AsyncIterator[Server]:
    """Prepare the drill and run web and worker until the block ends."""
    with web_process(settings, logs) as url, _process("worker", [*KONBIT, "worker"], settings, logs):
        async with open_house(settings, pool_size=3) as house:
            sign_in = await prepare_drill(house)
            await answers(url, logs)
            yield Server(url, house, sign_in, logs)


@contextmanager
def web_process(settings: Settings, logs: Path, *, name: str = "web") -> Iterator[str]:
    """Run a web server at the port of these settings; give its address."""
    command = [sys.executable, "-m", "uvicorn", "app.main:create_app", "--factory", "--log-level", "warning"]
    # live pages would hold a stop for ever
    manners = ["--port", str(settings.port), "--no-proxy-headers", "--timeout-graceful-shutdown", "1"]
    with _process(name, [*command, *manners], settings, logs):
        yield f"http://127.0.0.1:{settings.port}"


@contextmanager
def _process(name: str, command: list[str], settings: Settings, logs: Path) -> Iterator[None]:
    told = environment(settings) | {
        "KONBIT_PUBLIC_URL": settings.public_url,
        "KONBIT_TILE_URL": settings.tile_url,
        "KONBIT_TILE_CREDIT": settings.tile_credit,
        "KONBIT_MAP_FILE": settings.map_file,
        "PYTHONPATH": str(ROOT),
    }
    with (logs / f"{name}.log").open("wb") as log:
        # in a folder of its own: a developer's .env is not for tests
        process = subprocess.Popen([*LEASH, *command], cwd=logs, env=told, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


async def answers(url: str, logs: Path) -> None:
    """Come back when a web server answers."""
    give_up_at = time.monotonic() + PATIENCE_S
    async with httpx.AsyncClient() as http:
        while True:
            with suppress(httpx.TransportError):
                if (await http.get(f"{url}/healthz")).is_success:
                    return
            if time.monotonic() > give_up_at:
                raise TooSlow(f"no web server at {url}\n{said(logs)}")
            await asyncio.sleep(LOOK_S)
