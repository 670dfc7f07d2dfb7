"""Dara's map beside her list: one address narrows both, a hand on either marks the other, zones are drawn."""

import re

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import text

from tests.browser.server import Server
from tests.browser.visitors import Visitors

ASKERS = (
    ("+17675550197", "Amina", "We need water for 6 people near the Old Mill"),
    ("+17675550196", "Idris", "We need blankets for 4 people near the clinic"),
    ("+17675550195", "Noor", "We need food for 3 people near the Blue Bridge"),
)
LOST = ("+17675550194", "Lea", "We need food for 2 people, ask for Fish Marketa")
UNPLACE = text("""
    update report set point = null, radius_m = null, morton = null, place_name = '', place_source = ''
    where kind = 'need'
""")
MARKS = (
    "import('/static/js/map.js').then(({ atlas }) => atlas.reports.marks().reduce((n, one) => n + one.n, 0))"
)


@pytest.fixture
async def desk(slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]) -> Page:
    """Dara's screen, with three reports waiting."""
    await slow_drill.texts(*ASKERS)
    page = await visitors.open(width=1280, height=800, cookies=dara)
    await page.goto("/desk/drill")
    await expect(page.locator("#queue .task")).to_have_count(3)
    await shown(page, 3)
    return page


async def shown(page: Page, number: int) -> None:
    """Wait until so many reports are on the map."""
    await page.wait_for_function(f"async (n) => (await {MARKS}) === n", arg=number)


async def spot(page: Page, x: float, y: float) -> tuple[float, float]:
    """A place on the map, in parts of its width and height, as the mouse finds it."""
    box = await page.locator("#map").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y


async def test_filters_narrow_list_map_and_address_at_once(desk: Page) -> None:
    await desk.locator(".filters-all summary").click()
    await desk.locator("#filter-category").focus()
    await desk.locator("#filter-category").select_option("water")
    await expect(desk.locator("#queue .task")).to_have_count(1)
    await shown(desk, 1)
    assert "category=water" in desk.url
    await expect(desk.locator(".chips a")).to_have_count(1)
    await expect(desk.locator("#filter-category")).to_be_focused()
    await desk.go_back()
    await expect(desk.locator("#queue .task")).to_have_count(3)
    await desk.go_forward()
    await expect(desk.locator("#queue .task")).to_have_count(1)
    await desk.reload()
    await expect(desk.locator("#queue .task")).to_have_count(1)


async def test_a_filter_is_taken_away_by_its_chip(desk: Page) -> None:
    await desk.goto("/desk/drill?category=water")
    await expect(desk.locator("#queue .task")).to_have_count(1)
    await desk.locator(".chips a").click()
    await expect(desk.locator("#queue .task")).to_have_count(3)
    await shown(desk, 3)


async def test_filters_work_without_javascript(
    desk: Page, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    page = await visitors.open(width=1280, javascript=False, cookies=dara)
    await page.goto("/desk/drill")
    await page.locator(".filters-all summary").click()
    await page.locator("#filter-category").select_option("water")
    await page.locator("[data-apply]").click()
    await expect(page.locator("#queue .task")).to_have_count(1)


async def test_a_row_in_hand_rings_its_mark_and_a_mark_under_the_mouse_marks_its_row(desk: Page) -> None:
    row = desk.locator("#queue a", has_text="water for 6")
    ring = desk.locator("#map path[stroke-width='3']")
    for _ in range(20):  # the map may still be gliding to the case in hand
        await row.hover()
        await expect(ring).to_have_count(1)
        box = await ring.bounding_box()
        assert box is not None
        await desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
        if "brushed" in str(await row.get_attribute("class")):
            break
    await expect(row).to_have_class(re.compile("brushed"))
    await desk.locator("#queue-title").hover()
    await expect(row).not_to_have_class(re.compile("brushed"))


async def test_an_outline_drawn_with_the_mouse_is_a_filter(desk: Page) -> None:
    await desk.locator("#tool-poly").click()
    for x, y in ((0.02, 0.02), (0.98, 0.02), (0.98, 0.98), (0.02, 0.98)):
        await desk.mouse.click(*await spot(desk, x, y))
    await desk.keyboard.press("Enter")
    await desk.wait_for_url("**poly=**")
    await expect(desk.locator(".chips a")).to_have_count(1)
    await expect(desk.locator("#tool-choose")).to_be_visible()


async def test_a_box_is_dragged_and_escape_leaves_everything_as_it_was(desk: Page) -> None:
    await desk.locator("#tool-box").click()
    await desk.keyboard.press("Escape")
    await expect(desk.locator("#tool-box")).to_have_attribute("aria-pressed", "false")
    assert "box=" not in desk.url
    await desk.locator("#tool-box").click()
    await desk.mouse.move(*await spot(desk, 0.9, 0.85))
    await desk.mouse.down()
    await desk.mouse.move(*await spot(desk, 0.97, 0.95), steps=4)
    await desk.mouse.up()
    await desk.wait_for_url("**box=**")


async def test_an_outline_is_drawn_by_keys_alone(desk: Page) -> None:
    await desk.locator("#tool-poly").focus()
    await desk.keyboard.press("Enter")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        await desk.keyboard.press("Space")
        await desk.keyboard.press(key)
        await desk.wait_for_timeout(350)  # the map glides
    await desk.keyboard.press("Space")
    await desk.keyboard.press("Backspace")
    await desk.keyboard.press("Enter")
    await desk.wait_for_url("**poly=**")
    assert desk.url.count("%3B") == 2  # three corners


async def test_a_zone_is_drawn_named_and_ended_on_the_map(desk: Page) -> None:
    await desk.locator(".zones-all summary").click()
    await desk.locator("#tool-zone").click()
    for x, y in ((0.4, 0.4), (0.5, 0.4), (0.5, 0.5)):
        await desk.mouse.click(*await spot(desk, x, y))
    await desk.keyboard.press("Enter")
    await desk.locator("#draw-name").fill("Gas leak")
    await desk.locator("#zone-draw button[value=draw]").click()
    await expect(desk.locator(".zone-name")).to_have_text("Gas leak")
    await expect(desk.locator("#zone-count")).to_have_text("1")
    await desk.locator(".zones-all summary").click()
    await desk.locator("#zone-list button", has_text="End").click()
    await expect(desk.locator(".zone-name")).to_have_count(0)


@pytest.fixture
async def lost(slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]) -> Page:
    """Lea's case has no place, and Dara has it before her."""
    await slow_drill.texts(LOST)
    async with slow_drill.house.database.session() as session:
        await session.execute(UNPLACE)
    page = await visitors.open(width=1280, height=800, cookies=dara)
    await page.goto("/desk/drill/unplaced")
    return page


async def test_a_case_gets_its_place_by_one_key(lost: Page) -> None:
    await expect(lost.locator(".may-be button").first).to_contain_text("1")
    await lost.keyboard.press("1")
    await expect(lost.locator(".just-done")).to_contain_text("has its place")


async def test_a_case_gets_its_place_by_a_click_on_the_map(lost: Page) -> None:
    page = lost
    box = await page.locator("#map").bounding_box()
    assert box is not None
    await page.mouse.click(
        box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3
    )  # beside what is suggested
    await expect(page.locator("#pin-said")).to_contain_text("pin is set")
    await page.locator("#pin-form button").click()
    await expect(page.locator(".just-done")).to_contain_text("has its place")
