"""The page behind the link, in a browser: a question with its answer right there, and no login."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.server import Server
from tests.browser.test_every_page import AXE, LOOK, TAGS, overflow
from tests.browser.visitors import Visitors


async def ask(page: Page, drill: Server, words: str) -> None:
    await page.goto("/i/drill/report?lang=en")
    await page.locator("#words").fill(words)
    await page.get_by_role("button", name="Ask for help").click()
    await page.wait_for_url("**/case/*")
    await drill.settled()
    await page.reload()


@pytest.mark.parametrize("javascript", [True, False])
async def test_where_is_it_is_answered_on_the_page(
    drill: Server, visitors: Visitors, javascript: bool
) -> None:
    page = await visitors.open(javascript=javascript)
    await ask(page, drill, "We need water for 4")
    await page.get_by_role("link", name="Answer below").click()
    await page.locator("#text").fill("Blue Bridge")
    await page.get_by_role("button", name="Send", exact=True).click()
    await drill.settled()
    await page.reload()
    await expect(page.get_by_role("link", name="Answer below")).to_have_count(0)
    await expect(page.locator(".facts")).to_contain_text("Pon Ble")  # as its neighbours call it


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_everybody_can_use_the_page(drill: Server, visitors: Visitors, language: str) -> None:
    page = await visitors.open(language=language)
    await ask(page, drill, "We need water for 4")
    await page.goto(f"{page.url.partition('?')[0]}?lang={language}")
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    assert await page.evaluate(LOOK, TAGS) == []
    assert await overflow(page, 320) == 0
