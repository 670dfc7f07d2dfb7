"""A helper with a small phone: the code from the drill's network, and a page that everybody can use."""

import re

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.browser.server import Server
from tests.browser.test_every_page import AXE, LOOK, TAGS, overflow
from tests.browser.visitors import Visitors

BAYU = "+17675550198"
TOLD = (
    (BAYU, "Bayu", "I can bring water, I live near the Old Mill"),
    ("+17675550197", "Amina", "We need water near the Blue Bridge, we are 6 people"),
    ("+17675550196", "Noor", "We need food for 3 people near the Old Mill"),
)
PAGE = "/i/drill/helper"


async def code_from_the_phone(server: Server) -> str:
    """Look at the simulator's messages until the code is there."""
    async with httpx.AsyncClient(base_url=server.url) as http:
        for _ in range(200):
            await server.settled()
            said = (await http.get("/i/drill/phone/messages.json")).json()["messages"]
            codes = [one["text"] for one in said if one["phrase"] == "helper.code"]
            if codes and (found := re.search(r"\d{6}", codes[-1])):
                return found[0]
            await http.get("/healthz")
    raise AssertionError("no code came")


async def come_in(page: Page, server: Server) -> None:
    await page.goto(PAGE)
    await page.locator("#number").fill(BAYU)
    await page.locator("form[action$='/code'] button").click()
    await page.locator("#code").fill(await code_from_the_phone(server))
    await page.locator("form[action$='/sign-in'] button").click()
    await expect(page.locator(".helper h1")).to_contain_text("Bayu")


async def look_at(page: Page) -> None:
    """Nothing that axe can find, on a wide screen and the smallest."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    assert await page.evaluate(LOOK, TAGS) == []
    assert await overflow(page, 320) == 0
    assert await page.evaluate(LOOK, TAGS) == []


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_everybody_can_use_a_helpers_page(
    slow_drill: Server, visitors: Visitors, language: str
) -> None:
    await slow_drill.texts(*TOLD)
    page = await visitors.open(width=1280, height=800, language=language)
    await page.goto(f"{PAGE}/sign-in")
    await look_at(page)
    await come_in(page, slow_drill)
    await page.locator(".seeing summary").click()
    await expect(page.frame_locator(".seeing iframe").locator("#map")).to_be_visible()
    await page.locator(".need button").first.click()
    await expect(page.locator(".said")).to_be_visible()
    await look_at(page)


async def test_bayu_does_a_job_by_buttons_alone_without_javascript(drill: Server, visitors: Visitors) -> None:
    page = await visitors.open(width=360, language="en", javascript=False)
    await drill.texts(*TOLD)
    await come_in(page, drill)
    await page.locator("form[action$='/yes'] button").click()
    await expect(page.locator(".job .code")).to_have_count(1)
    await page.get_by_role("button", name="On my way").click()
    await page.get_by_role("button", name="I am here").click()
    await page.get_by_role("button", name="It is done").click()
    await expect(page.locator(".said")).to_contain_text("Thank you for your help")
    await expect(page.locator(".job .code")).to_have_count(0)
