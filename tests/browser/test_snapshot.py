"""A map on a stick, opened on a computer without any network."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.test_every_page import AXE, LOOK, TAGS
from tests.carried import FACTS, HOSTILE, MARKS
from web.render import make_renderer
from web.snapshot import write_snapshot

DRAWN = """() => [...document.querySelectorAll('canvas')].some((one) =>
    one.getContext('2d').getImageData(0, 0, one.width, one.height).data.some((value) => value))"""

# where in the window the case of urgency 3 is drawn
DIAMOND = """() => {
    const mark = Object.values(map_here._layers).find((one) => one.options.shape === 'diamond');
    const at = map_here.latLngToContainerPoint(mark.getLatLng());
    const frame = map_here.getContainer().getBoundingClientRect();
    return [frame.left + at.x, frame.top + at.y];
}"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page from the stick, what it asked for, and what went wrong in it."""

    page: Page
    asked: list[str]
    faults: list[str]


@pytest.fixture(params=["en", "ar"])
async def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> AsyncIterator[Opened]:
    path = tmp_path / "map.html"
    path.write_text(write_snapshot(make_renderer(), FACTS, language=request.param), encoding="utf-8")
    context = await browser.new_context(viewport={"width": 360, "height": 740}, offline=True)
    page = await context.new_page()
    seen = Opened(page, [], [])
    page.on("request", lambda one: seen.asked.append(one.url) if not one.url.startswith("data:") else None)
    page.on("pageerror", lambda error: seen.faults.append(str(error)))
    page.on("console", lambda one: seen.faults.append(one.text) if one.type == "error" else None)
    page.on("dialog", lambda one: seen.faults.append(f"a dialog said {one.message}"))
    await page.goto(path.as_uri())
    await page.wait_for_function(DRAWN)
    yield seen
    await context.close()
    assert seen.asked == [path.as_uri()]
    assert seen.faults == []


async def test_the_map_opens_without_a_network_and_its_bubbles_say_what_the_table_says(
    opened: Opened,
) -> None:
    page = opened.page
    assert await page.locator("#m0, #m1, #m2, #m3, #m4").count() == len(MARKS)
    for row in ("m0", "m4", "p0", "s0"):
        await page.locator(f"#{row} a.go").click()
        bubble = page.locator(".leaflet-popup-content").last  # the one before it may still fade
        await expect(bubble).to_be_visible()
        for cell in await page.locator(f"#{row} > *").all_inner_texts():
            await expect(bubble).to_contain_text(cell.strip())
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_press_on_a_mark_opens_its_bubble_and_shows_how_far_it_may_be(opened: Opened) -> None:
    page = opened.page
    middle = await page.evaluate(DIAMOND)
    await page.mouse.click(*middle)
    await expect(page.locator(".leaflet-popup-content")).to_be_visible()


async def test_hostile_names_are_only_words_wherever_they_stand(opened: Opened) -> None:
    page = opened.page
    await expect(page.locator("h1")).to_contain_text(HOSTILE)
    await expect(page.locator("#m0")).to_contain_text(HOSTILE)
    await expect(page.locator(".leaflet-tooltip.name")).to_contain_text(HOSTILE)
    await page.locator("#m0 a.go").click()
    await expect(page.locator(".leaflet-popup-content")).to_contain_text(HOSTILE)
    assert await page.locator("img").count() == 0


async def test_everybody_can_use_it(opened: Opened) -> None:
    await opened.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert await opened.page.evaluate(LOOK, TAGS) == []


async def test_on_paper_every_row_is_there(opened: Opened) -> None:
    await opened.page.emulate_media(media="print")
    for row in ("p0", "s0", "m0", "m4"):
        await expect(opened.page.locator(f"#{row}")).to_be_visible()
    await expect(opened.page.locator(".leaflet-control-zoom")).to_be_hidden()
