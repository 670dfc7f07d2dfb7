"""Dara pins a place that no map has, reads what she taught, takes it back, and takes that back."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.server import Server
from tests.browser.test_desk import choose
from tests.browser.test_every_page import AXE, LOOK, TAGS, overflow
from tests.browser.visitors import Visitors

ASKERS = (
    ("+17675550197", "Amina", "Nou bezwen dlo dèyè legliz jòn nan, nou se 6 moun"),
    ("+17675550196", "Idris", "We need blankets for 4 people behind the Zorblax church"),
)


@pytest.fixture
async def taught(slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]) -> Page:
    """Dara's desk after she pinned what two people asked for."""
    await slow_drill.texts(*ASKERS)
    page = await visitors.open(width=1280, height=800, cookies=dara)
    await page.goto("/desk/drill")
    for words, east_px in (("dlo", 0), ("blankets", 40)):
        await choose(page, words)
        box = await page.locator("#map").bounding_box()
        assert box
        await page.mouse.click(box["x"] + box["width"] / 2 + east_px, box["y"] + box["height"] / 2)
        await page.get_by_role("button", name="Set place").click()
        await expect(page.locator(".taught-note")).to_contain_text("now mean this place here.")
    return page


async def test_one_press_takes_back_what_a_pin_taught(taught: Page) -> None:
    await taught.get_by_role("button", name="Do not teach this").click()
    await expect(taught.locator(".taught-note")).to_have_count(0)
    await expect(taught.locator(".history")).to_contain_text("took back what the pin taught")


async def test_a_name_is_taken_back_on_the_page_and_taught_again(taught: Page) -> None:
    await taught.goto("/desk/drill/places")
    rows = taught.locator("#rows .pin-row")
    await expect(rows).to_have_count(2)
    await rows.first.get_by_role("button", name="Take back").click()
    await expect(rows).to_have_count(1)
    await taught.locator(".just-done").get_by_role("button", name="Undo").click()
    await expect(rows).to_have_count(2)
    await expect(taught.locator(".just-done")).to_have_count(0)


async def test_a_name_is_mended_by_keyboard_alone(taught: Page) -> None:
    await taught.goto("/desk/drill/places")
    row = taught.locator("#rows .pin-row").first
    await row.locator("summary").focus()
    await taught.keyboard.press("Enter")
    await row.get_by_label("What people call it").fill("Legliz Zorblax")
    await taught.keyboard.press("Enter")
    await expect(taught.locator(".just-done")).to_contain_text("was mended.")
    await expect(taught.locator("#rows .pin-row").first).to_contain_text("Legliz Zorblax")


async def test_everybody_can_use_the_page_of_names(taught: Page) -> None:
    await taught.goto("/desk/drill/places")
    await expect(taught.locator("#map .leaflet-control-zoom")).to_be_visible()
    await taught.evaluate(AXE.read_text(encoding="utf-8"))
    assert await taught.evaluate(LOOK, TAGS) == []
    await taught.locator("#rows summary").first.click()
    for width in (360, 320):
        assert await overflow(taught, width) == 0
    assert await taught.evaluate(LOOK, TAGS) == []
    # a screen that was turned: the map must not lie on the buttons
    await taught.locator("#rows .pin-row").last.get_by_role("button", name="Take back").click()
    await expect(taught.locator("#rows .pin-row")).to_have_count(1)


async def test_the_page_of_names_works_without_javascript(
    taught: Page, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    page = await visitors.open(width=360, javascript=False, cookies=dara)
    await page.goto("/desk/drill/places")
    await page.locator("#rows .pin-row").first.get_by_role("button", name="Take back").click()
    await expect(page.locator("#rows .pin-row")).to_have_count(1)
    await page.locator(".just-done").get_by_role("button", name="Undo").click()
    await expect(page.locator("#rows .pin-row")).to_have_count(2)
