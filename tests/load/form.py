"""The forms on a phone at the edge of the network: 50 kbit/s, and 0.6 s until anything begins to come.

Each form in a left-to-right and a right-to-left language, in a browser with an empty cache; the worst counts.
What is measured is the network: a first visit, unmeasured, has the server read its templates.
"""

from dataclasses import dataclass

import httpx
from playwright.async_api import Browser

from app.drill.prepare import SLUG
from tests.browser.server import open_server
from tests.load.bench import Bench
from tests.load.figure import Figure
from tests.load.screen import open_browser

FORMS = ("report", "offer", "safe")
LANGUAGES = ("en", "ar")
SLOW = {
    "offline": False,
    "latency": 600,
    "downloadThroughput": 50_000 / 8,
    "uploadThroughput": 50_000 / 8,
}
TIMES = """() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return [paint.startTime, performance.getEntriesByType('navigation')[0].loadEventEnd];
}"""
LONGEST_MS = 60_000
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """One opening of one form."""

    gz_kb: float
    first_paint_ms: float
    loaded_ms: float


async def form(bench: Bench) -> list[Figure]:
    """Open every form as often as it takes to tell the network from the machine."""
    with bench.home() as (_database, settings):
        async with open_server(settings, bench.folder) as server, open_browser() as browser:
            seen = []
            for name in FORMS:
                for language in LANGUAGES:
                    bench.say(f"form: {name} in {language}")
                    address = f"{server.url}/i/{SLUG}/{name}?lang={language}"
                    httpx.get(address, timeout=LONGEST_MS / 1000).raise_for_status()
                    rounds = [await _open(browser, address) for _ in range(bench.rounds(ROUNDS))]
                    seen.append(_middle(rounds))
    worst = "the slowest of three forms in two languages, 50 kbit/s, 600 ms"
    return [
        Figure(name="form.total_gz_kb", value=max(one.gz_kb for one in seen), unit="KB", note=worst),
        Figure(
            name="form.first_paint_ms", value=max(one.first_paint_ms for one in seen), unit="ms", note=worst
        ),
        Figure(name="form.loaded_ms", value=max(one.loaded_ms for one in seen), unit="ms", note=worst),
    ]


def _middle(rounds: list[Seen]) -> Seen:
    return sorted(rounds, key=lambda one: one.loaded_ms)[len(rounds) // 2]


async def _open(browser: Browser, address: str) -> Seen:
    """Open one form in a browser that has never been here."""
    context = await browser.new_context(viewport={"width": 360, "height": 640})
    page = await context.new_page()
    wire = await context.new_cdp_session(page)
    lengths: list[float] = []
    wire.on("Network.loadingFinished", lambda one: lengths.append(one["encodedDataLength"]))
    await wire.send("Network.enable")
    await wire.send("Network.emulateNetworkConditions", SLOW)
    await page.goto(address, wait_until="load", timeout=LONGEST_MS)
    transferred = sum(lengths)
    first_paint_ms, loaded_ms = await page.evaluate(TIMES)
    await context.close()
    return Seen(gz_kb=transferred / 1000, first_paint_ms=first_paint_ms, loaded_ms=loaded_ms)
