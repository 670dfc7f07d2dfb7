"""People whose network comes and goes: the forms open again without it, and what they wrote arrives once."""

import httpx
import pytest
from playwright.async_api import Page, expect
from sqlalchemy import text

from tests.browser.server import Server
from tests.browser.visitors import Visitors

FORM = "/i/drill/report?lang=en"
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null || 'soon')"
HELD = """caches.keys()
    .then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys()))))
    .then((all) => all.flat().map((one) => one.url))"""
QUEUE = "localStorage.getItem('konbit.outbox.drill')"
FIRST_WORDS = text("select text from message where direction = 'in'")
AWAY = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture
async def kept(drill: Server, visitors: Visitors) -> Page:
    """A phone that has had the form open once, and so keeps it."""
    page = await visitors.open(language="en")
    await page.goto(FORM)
    assert await page.evaluate(READY)
    return page


async def write(page: Page, words: str) -> None:
    await page.locator("#words").fill(words)
    await page.get_by_role("button", name="Ask for help").click()
    await expect(page.locator("#words")).to_have_value("")


def forgive(visitors: Visitors) -> None:
    """That there was no network is what the test is about."""
    visitors.faults[:] = [fault for fault in visitors.faults if AWAY not in fault]


async def test_two_reports_written_without_network_survive_a_closed_page_and_arrive_once(
    kept: Page, drill: Server, visitors: Visitors
) -> None:
    context = kept.context
    await context.set_offline(True)
    await kept.reload()
    await expect(kept.locator("h1")).to_have_text("I need help")
    await write(kept, "We need water at the first house")
    await write(kept, "We need food at the second house")
    await expect(kept.locator("#outbox")).to_contain_text("Waiting to be sent: 2")
    waiting = await kept.evaluate(f"JSON.parse({QUEUE})")
    await kept.close()
    page = await context.new_page()
    await page.goto(FORM)
    await expect(page.locator("#outbox")).to_contain_text("Waiting to be sent: 2")
    await context.set_offline(False)
    await expect(page.get_by_role("button", name="It was sent")).to_have_count(2)
    assert await page.evaluate(QUEUE) is None
    async with httpx.AsyncClient(base_url=drill.url) as http:  # and each once more
        for one in waiting:
            form = {"content-type": "application/x-www-form-urlencoded"}
            answer = await http.post(one["path"], content=one["body"], headers=form)
            assert answer.status_code == 303
    await drill.settled()
    assert len({one["key"] for one in waiting}) == 2
    async with drill.house.database.session() as session:
        stored = (await session.execute(FIRST_WORDS)).scalars().all()
    assert sorted(stored) == ["We need food at the second house", "We need water at the first house"]
    forgive(visitors)


async def test_what_was_sent_leads_to_its_page(kept: Page, drill: Server, visitors: Visitors) -> None:
    await kept.context.set_offline(True)
    await write(kept, "We need water")
    await write(kept, "We need food")
    await kept.context.set_offline(False)
    await kept.get_by_role("button", name="It was sent").first.click()
    await kept.wait_for_url("**/case/*")
    forgive(visitors)


async def test_a_kept_report_that_is_refused_comes_back_with_its_words_and_its_fault(
    kept: Page, visitors: Visitors
) -> None:
    visitors.refusals.add(400)
    await kept.context.set_offline(True)
    await kept.locator("#people").fill("six")
    await write(kept, "We need water")
    await kept.context.set_offline(False)
    await kept.get_by_role("button", name="One could not be taken").click()
    await expect(kept.locator("#people-error")).to_be_visible()
    await expect(kept.locator("#words")).to_have_value("We need water")
    await expect(kept.locator("#people")).to_have_value("six")
    assert await kept.evaluate(QUEUE) is None
    await kept.locator("#people").fill("6")
    await kept.get_by_role("button", name="Ask for help").click()
    await kept.wait_for_url("**/case/*")
    forgive(visitors)


async def test_a_case_is_never_kept_and_without_network_a_page_says_so(
    kept: Page, drill: Server, visitors: Visitors
) -> None:
    await kept.locator("#words").fill("We need water")
    await kept.get_by_role("button", name="Ask for help").click()
    await kept.wait_for_url("**/case/*")
    case = kept.url
    held = await kept.evaluate(HELD)
    assert any(one.endswith("/i/drill/report") for one in held)
    assert not any("/case/" in one for one in held)
    await kept.context.set_offline(True)
    await kept.goto(case)
    await expect(kept.locator("h1")).to_have_text("There is no network now")
    await expect(kept.locator("main")).not_to_contain_text("water")
    forgive(visitors)


async def test_the_pages_can_be_put_on_the_first_screen_of_a_phone(kept: Page, drill: Server) -> None:
    network = await kept.context.new_cdp_session(kept)
    found = await network.send("Page.getInstallabilityErrors")
    assert [one["errorId"] for one in found["installabilityErrors"] if one["errorId"] != "in-incognito"] == []
    async with httpx.AsyncClient(base_url=drill.url) as http:
        manifest = (await http.get("/i/drill/manifest.webmanifest?lang=ar")).json()
        assert (manifest["lang"], manifest["dir"]) == ("ar", "rtl")
        for icon in manifest["icons"]:
            answer = await http.get(icon["src"])
            assert answer.content.startswith(b"\x89PNG")
