"""The public map of a million reports, in a headless Chromium that draws by itself, without a graphics card.

`map.ready_3g_ms`: from the address to the last mark of the first view, at 1.6 Mbit/s with 150 ms and a
processor six times slower; `map.first_gz_kb` is what went over the wire for it. `map.pan_p95_ms`,
`map.zoom_p95_ms`: how long a frame takes while a hand moves the map. `map.heap_mb`: what the page keeps.
"""

from typing import cast

import psycopg
from playwright.async_api import Browser, CDPSession, Page

from app.config import Settings
from app.house import open_house
from app.launch.home import environment
from app.launch.up import web_server
from tests import factories
from tests.load.bench import Bench
from tests.load.country import AREA
from tests.load.figure import Figure
from tests.load.million import fill_map
from tests.load.process import Process
from tests.load.screen import open_browser

SLUG = "town"
REPORTS = 1_000_000
FIRSTS = 3
NET = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER = 6
# Ready: Leaflet stands, no tile of the view is missing, something is drawn, and the page has painted it.
WATCH = """
window.ready = new Promise((done) => {
  const look = () => {
    const map = document.querySelector('#map.leaflet-container');
    const tiles = [...document.querySelectorAll('#map .reports canvas')];
    const drawn = tiles.length && tiles.every((one) => one.rows) && tiles.some((one) => one.marks?.length);
    if (map && drawn) requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    else setTimeout(look, 20);
  };
  look();
});
"""
MOVES = """async (kind) => {
  const { atlas: { map } } = await import('/static/js/map.js');
  const frames = [];
  let before = 0, on = true;
  const count = (at) => {
    if (before) frames.push(at - before);
    before = at;
    if (on) requestAnimationFrame(count);
  };
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  requestAnimationFrame(count);
  if (kind === 'pan') {
    for (const [x, y] of [[300, 0], [0, 200], [-300, 0], [0, -200], [250, 150], [-250, -150]]) {
      map.panBy([x, y], { duration: 0.4 });
      await rest(700);
    }
  } else {
    for (const step of [1, 1, 1, 1, -1, -1, -2]) {
      map.setZoom(map.getZoom() + step);
      await rest(900);
    }
  }
  on = false;
  return [frames, map.getSize().y];
}"""


async def public_map(bench: Bench) -> list[Figure]:
    """Measure the map as strangers meet it."""
    reports = bench.times(REPORTS)
    with bench.home() as (database, settings):
        async with open_house(settings) as house, house.database.session() as session:
            incident = await factories.make_incident(session, house.keys, slug=SLUG)
            incident.west, incident.south = AREA.west, AREA.south
            incident.east, incident.north = AREA.east, AREA.north
            assert incident.id is not None
            incident_id = incident.id
        bench.say(f"map: {reports} public reports")
        with psycopg.connect(database.dsn("postgres"), autocommit=True) as server:
            fill_map(server, incident_id, reports)
        return await _open(bench, settings, reports)


async def _open(bench: Bench, settings: Settings, reports: int) -> list[Figure]:
    command = web_server(settings).command
    web = Process(command, environment=environment(settings), log=bench.folder / "map-web.log")
    with web:
        await web.answers(settings.port)
        url = f"http://127.0.0.1:{settings.port}/i/{SLUG}/map"
        async with open_browser() as browser:
            firsts = [await _first(browser, url) for _ in range(1 + bench.rounds(FIRSTS))][1:]
            moved = await _moved(browser, url)
    note = f"{reports} public reports"
    slow = f"{note}; 1.6 Mbit/s, 150 ms, {SLOWER} times slower, 360 x 640; the slowest of {len(firsts)}"
    pan, zoom, heap_mb = moved
    return [
        Figure(name="map.ready_3g_ms", value=max(ms for ms, _ in firsts), unit="ms", note=slow),
        Figure(name="map.first_gz_kb", value=max(kb for _, kb in firsts), unit="KB", note=slow),
        Figure(name="map.pan_p95_ms", value=pan, unit="ms", note=f"{note}; 1280 x 800, drawn without a card"),
        Figure(
            name="map.zoom_p95_ms", value=zoom, unit="ms", note=f"{note}; 1280 x 800, drawn without a card"
        ),
        Figure(name="map.heap_mb", value=heap_mb, unit="MB", note=f"{note}; after six pans and seven zooms"),
    ]


async def _first(browser: Browser, url: str) -> tuple[float, float]:
    """Open the map with an empty cache on a poor phone: milliseconds until it is there, and its kilobytes."""
    context = await browser.new_context(viewport={"width": 360, "height": 640}, locale="en")
    page = await context.new_page()
    wire = await context.new_cdp_session(page)
    lengths: list[float] = []
    wire.on("Network.loadingFinished", lambda one: lengths.append(one["encodedDataLength"]))
    await wire.send("Network.enable")
    await wire.send("Network.emulateNetworkConditions", NET)
    await wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.add_init_script(WATCH)
    await page.goto(url, wait_until="commit", timeout=60_000)
    ready_ms = cast(float, await page.evaluate("window.ready"))
    await page.wait_for_timeout(1_500)  # what comes after the first view counts too
    await context.close()
    return ready_ms, sum(lengths) / 1000


async def _moved(browser: Browser, url: str) -> tuple[float, float, float]:
    """Move the map: the frame that 19 of 20 do not exceed in pans and in zooms, and the heap in megabytes."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en")
    page = await context.new_page()
    wire = await context.new_cdp_session(page)
    await page.add_init_script(WATCH)
    await page.goto(url)
    await page.evaluate("window.ready")
    pan, zoom = await _frames(page, "pan"), await _frames(page, "zoom")
    heap_mb = await _heap_mb(wire)
    await context.close()
    return pan, zoom, heap_mb


async def _frames(page: Page, kind: str) -> float:
    frames, height = await page.evaluate(MOVES, kind)
    assert height > 0, "the map has no height: its frames would say nothing"
    return cast(float, sorted(frames)[int(0.95 * len(frames))])


async def _heap_mb(wire: CDPSession) -> float:
    await wire.send("HeapProfiler.enable")
    await wire.send("HeapProfiler.collectGarbage")
    await wire.send("Performance.enable")
    told = await wire.send("Performance.getMetrics")
    used = next(one["value"] for one in told["metrics"] if one["name"] == "JSHeapUsedSize")
    return cast(float, used) / 1e6
