"""Dara takes a call without touching the mouse: what is read stands beside her words, one press takes it."""

import re

from playwright.async_api import Page, expect

from tests.browser.server import Server
from tests.browser.visitors import Visitors

AMINA = ("+17675550197", "Amina", "We need water for 6 people near the Old Mill")


async def open_call(visitors: Visitors, dara: list[dict[str, str]], *, width: int = 1280) -> Page:
    page = await visitors.open(width=width, height=800, cookies=dara)
    await page.goto("/desk/drill/call")
    return page


async def test_a_call_is_taken_by_keyboard_alone(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    page = await open_call(visitors, dara)
    await expect(page.locator("#call-words")).to_be_focused()
    await page.keyboard.type("Old woman hurt near the Old Mill, needs a doctor, 2 people")
    await expect(page.locator("#heard-now")).to_have_attribute("data-lat", re.compile(r"\d"))
    await expect(page.locator("#heard")).to_contain_text("Vye Moulen")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("#taken .said-code")).to_have_text(re.compile(r"^[A-Z0-9]{4,7}$"))
    await expect(page.locator("#call-words")).to_be_focused()
    await expect(page.locator("#call-words")).to_have_value("")


async def test_a_likely_twin_stands_there_before_anything_is_saved(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    await slow_drill.texts(AMINA)
    page = await open_call(visitors, dara)
    await page.locator("#call-words").fill("Somebody near the Old Mill needs water for 6 people")
    add = page.locator("#heard button[name=add_to]").first
    await expect(add).to_be_visible()
    await add.click()
    await expect(page.locator("#taken")).to_contain_text("Added to this case")


async def test_a_pin_that_was_set_by_hand_stays_when_more_is_typed(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    page = await open_call(visitors, dara)
    await page.locator("#call-words").fill("Water for 3 people")
    await page.locator("#map").click(position={"x": 60, "y": 60})
    await expect(page.locator("#heard-now")).to_have_attribute("data-by-hand", "1")
    lat = await page.locator("#heard-now").get_attribute("data-lat")
    await page.locator("#call-words").press_sequentially(" near the Old Mill")
    await expect(page.locator("#heard")).to_contain_text("3")
    await expect(page.locator("#heard-now")).to_have_attribute("data-lat", str(lat))
    await page.locator("#pin-off").click()
    await expect(page.locator("#heard")).to_contain_text("Vye Moulen")


async def test_words_go_back_to_the_person_by_one_key(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    await slow_drill.texts(AMINA)
    page = await visitors.open(width=1280, height=800, cookies=dara)
    await page.goto("/desk/drill")
    await expect(page.locator("#report-title .code").first).to_be_visible()
    await page.keyboard.press("w")
    await expect(page.locator("#write-text")).to_be_focused()
    await page.locator("#write-pick").select_option("k-where")
    await expect(page.locator("#write-text")).to_have_value(re.compile("Where exactly are you"))
    await page.locator("#write-text").press_sequentially(" We come.")
    await expect(page.locator("#write-count")).to_contain_text("1 text message")
    await page.locator("[data-write-send]").click()
    await expect(page.locator(".talk .lines")).to_contain_text("We come.")
