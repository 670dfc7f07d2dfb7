"""The desk of a bad day: fifty thousand cases wait, thirty people work, texts come in.

A real web process, a real worker, a headless Chromium. `desk.next_p95_ms`: from the key to the next case on
the screen; its yardstick is a page of the same process that shows nothing. `desk.sse_s`: from the signed text
to «1 new» on a screen. `desk.thirty_s`: the same with thirty desks open, each of which fetches what the news
says, one text a second, while somebody among them decides case after case.
"""

import asyncio
import sys
import time
from collections import Counter
from dataclasses import dataclass

import httpx
import psycopg
from playwright.async_api import Browser

from app.api.deps import COOKIE
from app.config import Settings
from app.house import House, open_house
from app.launch.home import environment
from app.launch.up import web_server
from app.models.incident import Automation
from tests import factories
from tests.load.backlog import pile_up
from tests.load.bench import Bench
from tests.load.figure import Figure
from tests.load.gateway import Gateway, open_gateway
from tests.load.people import needs, number
from tests.load.process import Process
from tests.load.screen import Screen, first_view_kb, open_browser, open_screen
from tests.load.story import Line
from tests.load.watchers import Watcher, watching

SLUG = "town"
REPORTS, VERDICTS, TEXTS = 50_000, 60, 20
DESKS, BROWSERS, BUSY_S = 30, 3, 30
WARM = 3
BLANK = f"/desk/{SLUG}/blank"


@dataclass(frozen=True, slots=True)
class Floor:
    """Where the desks stand."""

    bench: Bench
    browser: Browser
    line: Line
    url: str
    reports: int

    async def sit_down(self, n: int) -> Screen:
        """The n-th person opens the desk."""
        return await open_screen(self.browser, self.url, SLUG, cookie(n))


async def desk(bench: Bench) -> list[Figure]:
    """Measure one desk, then thirty."""
    reports = bench.times(REPORTS)
    with bench.home() as (database, settings):
        async with open_gateway() as gateway, open_house(settings) as house:
            incident_id = await _prepare(house, gateway)
            bench.say(f"desk: {reports} cases")
            with psycopg.connect(database.dsn("postgres"), autocommit=True) as server:
                pile_up(server, incident_id, reports=reports, texts=needs(400, seed=6))
            return await _open(bench, settings, gateway, reports)


async def _open(bench: Bench, settings: Settings, gateway: Gateway, reports: int) -> list[Figure]:
    child = environment(settings)
    command = [word.replace("app.main:", "tests.load.blank:") for word in web_server(settings).command]
    web = Process(command, environment=child, log=bench.folder / "desk-web.log")
    hands = [sys.executable, "-m", "app.cli.entry", "worker"]
    worker = Process(hands, environment=child, log=bench.folder / "desk-worker.log")
    with web, worker:
        await web.answers(settings.port)
        url = f"http://127.0.0.1:{settings.port}"
        async with httpx.AsyncClient() as http, open_browser() as browser:
            floor = Floor(bench, browser, Line(http, gateway, settings), url, reports)
            size_kb = await first_view_kb(browser, url, SLUG, cookie(0))
            figures = [_size(size_kb), await _next(floor), await _news(floor)]
            return [*figures, *await _thirty(floor)]


async def _next(floor: Floor) -> Figure:
    """Decide case after case, and look at nothing in between: key, next case; fetch, blank page."""
    count = floor.bench.times(VERDICTS)
    screen = await floor.sit_down(1)
    took, blank = [], []
    for n in range(WARM + count):
        floor.bench.say(f"desk: verdict {n + 1} of {WARM + count}")
        took.append(await screen.verdict())
        blank.append(await screen.blank(BLANK))
    await screen.page.context.close()
    value, bare = p95(took[WARM:]), p95(blank[WARM:])
    return Figure(
        name="desk.next_p95_ms",
        value=value,
        unit="ms",
        ratio=value / bare,
        yardstick="a page of the same process that shows nothing",
        note=f"{count} verdicts by key in Chromium, {floor.reports} cases; blank page p95 {bare:.0f} ms",
    )


async def _news(floor: Floor) -> Figure:
    """Text, and look at the screen."""
    count = floor.bench.times(TEXTS)
    screen = await floor.sit_down(2)
    took = []
    for n, words in enumerate(needs(count, seed=7)):
        floor.bench.say(f"desk: text {n + 1} of {count}")
        begun_s = time.time()
        await floor.line.post(number(2_000 + n), words)
        took.append(await screen.until_new(n + 1) - begun_s)
        await asyncio.sleep(0.3)
    await screen.page.context.close()
    return Figure(
        name="desk.sse_s",
        value=p95(took),
        unit="s",
        note=f"p95 of {count} signed texts until «new» is on the screen; {floor.reports} cases",
    )


async def _thirty(floor: Floor) -> list[Figure]:
    """Thirty desks; one of them counts what is new, one decides, one looks on."""
    count = floor.bench.times(BUSY_S)
    looks, works, _ = [await floor.sit_down(n) for n in range(BROWSERS)]
    watchers = [Watcher(floor.url, SLUG, cookie(n), seed=n) for n in range(BROWSERS, DESKS)]
    sent: list[float] = []
    async with watching(watchers):
        busy = asyncio.create_task(_decide(works, sent, count))
        for n, words in enumerate(needs(count, seed=8)):
            floor.bench.say(f"desk: thirty desks, text {n + 1} of {count}")
            begun_s = time.time()
            sent.append(begun_s)
            await floor.line.post(number(4_000 + n), words)
            await asyncio.sleep(max(0.0, begun_s + 1 - time.time()))
        await looks.until_new(count)
        verdicts = await busy
    told = await looks.news()
    took = [next(at_s for at_s, known in told if known > n) - begun_s for n, begun_s in enumerate(sent)]
    refused = sum((watcher.refused for watcher in watchers), Counter[str]())
    fetched = sum(watcher.fetched for watcher in watchers)
    note = f"{DESKS} desks ({BROWSERS} in Chromium), {count} texts at one a second, {fetched} parts fetched"
    why = ", ".join(f"{n} × {what}" for what, n in refused.most_common())
    return [
        Figure(name="desk.thirty_s", value=p95(took), unit="s", note=note),
        Figure(name="desk.thirty_next_p95_ms", value=p95(verdicts), unit="ms", note=note),
        Figure(name="desk.thirty_refused", value=refused.total(), unit="parts", note=why),
    ]


async def _decide(screen: Screen, sent: list[float], count: int) -> list[float]:
    """Decide a case a second as long as texts come."""
    took = []
    while len(sent) < count:
        took.append(await screen.verdict())
        await asyncio.sleep(0.7)
    return took


def _size(size_kb: float) -> Figure:
    return Figure(
        name="desk.first_view_gz_kb",
        value=size_kb,
        unit="KB",
        note="all bytes over the wire of a first view with an empty cache",
    )


def p95(took: list[float]) -> float:
    """So long at most took 19 of 20."""
    return sorted(took)[min(len(took) - 1, int(0.95 * len(took)))]


def cookie(n: int) -> dict[str, str]:
    """What the browser of the n-th person at the desk says."""
    return {COOKIE: f"desk{n}@desk.example"}


async def _prepare(house: House, gateway: Gateway) -> int:
    async with house.database.session() as session:
        incident = await factories.make_incident(
            session, house.keys, slug=SLUG, automation=Automation.SUGGEST, api_base=gateway.url
        )
        for n in range(DESKS):
            await factories.make_staff(session, incident, cookie(n)[COOKIE])
        assert incident.id is not None
        return incident.id
