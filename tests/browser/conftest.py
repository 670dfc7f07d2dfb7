"""What a browser test is given: Konbit running, an empty drill, and browsers that tell what went wrong."""

from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Browser, async_playwright, expect
from pydantic import SecretStr

from app.config import Settings
from app.models.incident import Automation
from tests.browser.server import Server, free_port, open_server
from tests.browser.visitors import ARGUMENTS, CHROMIUM, Visitors
from tests.cluster import ThrowAway

PATIENCE_MS = 30_000  # two busy cores; whoever waits, waits for something and not for time
KEY = "a key for browser tests alone, of no use elsewhere"


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        await opened.close()


@pytest.fixture(scope="session")
async def server(throw_away: ThrowAway, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """Konbit for the whole run, with the drill but without its player: pages change when a test says so."""
    logs = tmp_path_factory.mktemp("konbit")
    with throw_away.fresh() as database:
        settings = Settings(
            _env_file=None,
            DATABASE_URL=database.url(),
            owner_database_url=database.url("konbit_owner"),
            public_database_url=database.url("konbit_public"),
            PORT=free_port(),
            secret_key=SecretStr(KEY),
            var=logs,
        )
        async with open_server(settings, logs) as running:
            yield running


@pytest.fixture
async def drill(server: Server) -> Server:
    """An empty drill that asks helpers by itself."""
    await server.begin_again()
    return server


@pytest.fixture
async def slow_drill(server: Server) -> Server:
    """An empty drill that only suggests: people at the desk decide."""
    await server.begin_again(Automation.SUGGEST)
    return server


@pytest.fixture
async def visitors(browser: Browser, server: Server) -> AsyncIterator[Visitors]:
    """Browsers to open; afterwards nothing may have gone wrong in any of them."""
    opened = Visitors(browser, server)
    yield opened
    await opened.leave()
    assert opened.faults == []


@pytest.fixture(scope="session")
async def dara(server: Server) -> list[dict[str, str]]:
    """The cookies of Dara, who signed in this morning."""
    async with httpx.AsyncClient(base_url=server.url) as http:
        who = {"email": server.sign_in.email, "password": server.sign_in.password}
        answer = await http.post("/desk/sign-in", data=who)
        assert answer.status_code == 303, answer.text
        return [{"name": name, "value": value, "url": server.url} for name, value in http.cookies.items()]
