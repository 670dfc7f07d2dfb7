"""A desk in a real browser, with a watch on it: when a key was pressed, when the answer was to be seen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from playwright.async_api import Browser, Page, async_playwright

from tests.browser.visitors import ARGUMENTS, CHROMIUM

# A verdict has its answer when another case is painted; news when a number of new ones is. The clock of the
# page is the clock of the machine.
WATCH = """
window.verdicts = []; window.news = [];
const code = () => document.getElementById('report')?.dataset.reference;
let pressed = 0, before = '';
addEventListener('keydown', ({ key }) => {
  if (key === 'a') [pressed, before] = [performance.now(), code()];
}, true);
function seen() {
  if (pressed && code() && code() !== before) {
    const begun = pressed;
    pressed = 0;
    requestAnimationFrame(() => setTimeout(() => verdicts.push(performance.now() - begun)));
  }
  const arrived = document.getElementById('arrived');
  const number = arrived && !arrived.hidden ? parseInt(arrived.textContent.replace(/\\D+/g, ''), 10) : 0;
  if (number && number !== news.at(-1)?.[1]) {
    const told = [0, number];
    news.push(told);
    requestAnimationFrame(() => setTimeout(() => { told[0] = Date.now() / 1000; }));
  }
}
addEventListener('DOMContentLoaded', () => {
  if (!document.getElementById('triage')) return;
  const all = { childList: true, subtree: true, characterData: true, attributeFilter: ['hidden'] };
  new MutationObserver(seen).observe(document.body, all);
});
"""
BLANK = """async (address) => {
  const begun = performance.now();
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' } });
  const found = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('blank');
  const place = document.createElement('div');
  document.body.append(place);
  place.replaceChildren(document.adoptNode(found));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  place.remove();
  return performance.now() - begun;
}"""
# the page forbids strings as scripts, so playwright's own waiting does not work there
UNTIL_VERDICT = """async (known) => {
  while (verdicts.length <= known) await new Promise((done) => setTimeout(done, 5));
  return verdicts[known];
}"""
UNTIL_NEW = """async (number) => {
  for (;;) {
    const told = news.find(([at, known]) => at && known >= number);
    if (told) return told[0];
    await new Promise((done) => setTimeout(done, 5));
  }
}"""
LONGEST_S = 60
LONGEST_MS = LONGEST_S * 1000


class Screen:
    """One open desk."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def verdict(self) -> float:
        """Press the key that accepts; the milliseconds until the next case is on the screen."""
        known = await self.page.evaluate("verdicts.length")
        await self.page.keyboard.press("a")
        async with asyncio.timeout(LONGEST_S):
            return cast(float, await self.page.evaluate(UNTIL_VERDICT, known))

    async def blank(self, address: str) -> float:
        """Fetch and show the blank page; the milliseconds of it."""
        return cast(float, await self.page.evaluate(BLANK, address))

    async def news(self) -> list[tuple[float, int]]:
        """When which number of new cases was first on the screen."""
        return [(at_s, number) for at_s, number in await self.page.evaluate("news") if at_s]

    async def until_new(self, number: int) -> float:
        """Wait until so many new cases are told; the time it was on the screen."""
        async with asyncio.timeout(LONGEST_S):
            return cast(float, await self.page.evaluate(UNTIL_NEW, number))


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


async def open_screen(browser: Browser, url: str, slug: str, cookie: dict[str, str]) -> Screen:
    """Sit down at a desk, with an empty cache."""
    context = await browser.new_context(base_url=url, viewport={"width": 1280, "height": 800}, locale="en")
    await context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookie.items()])
    await context.add_init_script(WATCH)
    page = await context.new_page()
    await page.goto(f"/desk/{slug}")
    await page.wait_for_selector("#report", timeout=LONGEST_MS)
    return Screen(page)


async def first_view_kb(browser: Browser, url: str, slug: str, cookie: dict[str, str]) -> float:
    """All that goes over the wire until a desk with an empty cache stands still, in KB of 1,000 bytes."""
    context = await browser.new_context(base_url=url, viewport={"width": 1280, "height": 800}, locale="en")
    await context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookie.items()])
    page = await context.new_page()
    wire = await context.new_cdp_session(page)
    lengths: list[float] = []
    wire.on("Network.loadingFinished", lambda one: lengths.append(one["encodedDataLength"]))
    await wire.send("Network.enable")
    await page.goto(f"/desk/{slug}")
    await page.wait_for_selector("#report", timeout=LONGEST_MS)
    await page.wait_for_timeout(3_000)  # tiles and ground come by themselves
    await context.close()
    return sum(lengths) / 1000
