"""Every page of the desk, both ways of writing: everybody can use it, it fits, nothing leaves the house."""

import pytest
from playwright.async_api import Page, expect

from app.api.desk.views.sign_in import HALF_COOKIE
from tests.browser.hard_day import HOME, Day, live_hard_day
from tests.browser.server import ROOT, Server
from tests.browser.visitors import Visitors

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """async (tags) => {
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`);
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LANGUAGES = {"en": "ltr", "ar": "rtl"}
PAGES = {
    "an alarm": HOME,
    "all lists": f"{HOME}?list=all",
    "what is stuck": f"{HOME}?list=stuck",
    "what goes out": f"{HOME}?list=send",
    "nothing that fits": f"{HOME}?category=transport",
    "a job": f"{HOME}?report={{water}}",
    "twins": f"{HOME}?report={{twin}}",
    "a stopped job": f"{HOME}?report={{medicine}}",
    "a rumour": f"{HOME}?report={{rumour}}",
    "words that run the other way": f"{HOME}?report={{arabic}}",
    "many alike": f"{HOME}?alike={{twin}}",
    "board": f"{HOME}/board?job={{water}}",
    "unplaced": f"{HOME}/unplaced",
    "call": f"{HOME}/call",
    "call taken": f"{HOME}/call?taken={{water}}",
    "search": f"{HOME}/search?q=water",
    "search without words": f"{HOME}/search",
    "write": f"{HOME}/report/{{water}}/write",
    "replies": f"{HOME}/replies",
    "huddle": f"{HOME}/huddle",
    "outcomes": f"{HOME}/outcomes",
    "review": f"{HOME}/review",
    "bulletins": f"{HOME}/bulletins?for={{rumour}}",
    "helpers": f"{HOME}/helpers",
    "helper": f"{HOME}/helper/{{helper}}",
    "plan": f"{HOME}/plan",
    "supplies": f"{HOME}/supplies",
    "safety": f"{HOME}/safety",
    "places": f"{HOME}/places",
    "facilities": f"{HOME}/facilities",
    "settings": f"{HOME}/settings",
    "people": f"{HOME}/people",
    "audit": f"{HOME}/audit",
    "incidents": "/desk/incidents",
    "account": f"{HOME}/account",
    "account alone": "/desk/account",
    "nothing there": f"{HOME}/report/ZZZZ",
    "not understood": f"{HOME}?urgency=9",
}
OUTSIDE = {
    "sign-in": "/desk/sign-in",
    "second step": "/desk/sign-in/code",
    "set password": "/desk/password/{link}",
    "an old link": "/desk/password/gone",
}
REFUSED = {"nothing there": 404, "not understood": 400, "an old link": 404}


@pytest.fixture(scope="module")
async def day(server: Server, dara: list[dict[str, str]]) -> Day:
    """A drill in which everything has happened."""
    return await live_hard_day(server, dara)


async def everybody_can_use(page: Page, visitors: Visitors, address: str, *, direction: str) -> None:
    """Look at a page at three widths; what it says on its console counts, and whom it calls."""
    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.goto(address)
    await expect(page.locator("h1").first).to_be_attached()
    assert await page.locator("html").get_attribute("dir") == direction
    await page.evaluate(AXE)
    for width in (1280, 1024, 320):
        await page.set_viewport_size({"width": width, "height": 740})
        assert await page.evaluate(WIDER) == 0, f"wider than {width}"
        if width != 1024:
            assert await page.evaluate(LOOK, TAGS) == [], f"at {width}"
    assert visitors.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
async def test_everybody_at_the_desk_can_use_the_page(
    name: str, language: str, day: Day, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    visitors.refusals |= {REFUSED[name]} if name in REFUSED else set()
    page = await visitors.open(language=language, cookies=dara)
    address = PAGES[name].format(helper=day.helper, **day.cases)
    await everybody_can_use(page, visitors, address, direction=LANGUAGES[language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OUTSIDE)
async def test_everybody_can_come_in(name: str, language: str, day: Day, visitors: Visitors) -> None:
    visitors.refusals |= {REFUSED[name]} if name in REFUSED else set()
    half = [{"name": HALF_COOKIE, "value": day.half, "url": day.server.url}]
    page = await visitors.open(language=language, cookies=half)
    address = OUTSIDE[name].format(link=day.link)
    await everybody_can_use(page, visitors, address, direction=LANGUAGES[language])


async def test_every_entry_of_the_menu_leads_somewhere(
    day: Day, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    page = await visitors.open(width=1280, cookies=dara)
    await page.goto(f"{HOME}/board")
    links = page.locator("nav.menu a")
    addresses = [str(await one.get_attribute("href")) for one in await links.all()]
    assert len(addresses) > 15
    for address in addresses:
        assert (await page.request.get(address)).ok, address
        if "#" in address:
            await page.goto(address)
            await expect(page.locator(f"#{address.partition('#')[2]}")).to_be_visible()
