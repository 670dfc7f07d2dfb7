"""Dara and Eli at two desks: who has what in hand is seen by both, and who only looks on sees no door."""

import re

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import text

from app.models.staff import Role
from tests.browser.server import Server
from tests.browser.visitors import Visitors

ASKERS = (
    ("+17675550197", "Amina", "We need water for 6 people near the Old Mill"),
    ("+17675550196", "Idris", "We need blankets for 4 people near the clinic"),
)
LAPSE = text("update claim set until_at = now() - interval '1 second'")


@pytest.fixture
async def town(slow_drill: Server) -> Server:
    """Two people ask."""
    await slow_drill.texts(*ASKERS)
    return slow_drill


@pytest.fixture
async def first(town: Server, visitors: Visitors, dara: list[dict[str, str]]) -> Page:
    """Dara's desk."""
    page = await visitors.open(width=1280, height=800, cookies=dara)
    await page.goto("/desk/drill")
    return page


async def taken(page: Page) -> str:
    """Dara takes the next; give its code once everybody may know that she has it."""
    before = await page.locator("#report-title .code").inner_text()
    await page.keyboard.press("n")
    code = page.locator("#report-title .code")
    await expect(code).not_to_have_text(before)
    return await code.inner_text()


async def test_who_has_a_case_is_seen_and_it_is_taken_over_by_one_key(
    town: Server, visitors: Visitors, first: Page
) -> None:
    code = await taken(first)
    second = await visitors.open(width=1280, height=800, cookies=await town.somebody("eli@desk.example"))
    await second.goto(f"/desk/drill?report={code}")
    await expect(second.locator("#report .held")).to_contain_text("Dara")
    await second.keyboard.press("t")
    await expect(second.locator("#report .held")).to_have_count(0)
    await expect(first.locator("#report .held")).to_contain_text("Eli")
    await expect(second.locator("#report .history")).to_contain_text("took this over")


async def test_a_case_that_was_forgotten_is_free_again_by_itself(
    town: Server, visitors: Visitors, first: Page
) -> None:
    code = await taken(first)
    second = await visitors.open(width=1280, height=800, cookies=await town.somebody("eli@desk.example"))
    await second.goto("/desk/drill")
    await expect(second.locator(f"#row-{code} .holder")).to_contain_text("Dara")
    async with town.house.database.session() as session:
        await session.execute(LAPSE)
    await second.goto(f"/desk/drill?report={code}")
    await expect(second.locator("#report-title .code")).to_have_text(code)
    await expect(second.locator("#report .held")).to_have_count(0)


async def test_who_only_looks_on_sees_no_exact_point_and_no_button(town: Server, visitors: Visitors) -> None:
    cookies = await town.somebody("vera@desk.example", Role.VIEWER)
    page = await visitors.open(width=1280, height=800, cookies=cookies)
    await page.goto("/desk/drill")
    await expect(page.locator("#queue .task")).to_have_count(2)
    for row in await page.locator("#queue [data-lat]").all():
        assert re.fullmatch(r"-?\d+(\.\d{1,2})?", str(await row.get_attribute("data-lat")))
    await expect(page.locator(".verdicts, #bulk, #next")).to_have_count(0)
    before = await page.locator("#queue").inner_text()
    await page.keyboard.press("x")
    assert await page.locator("#queue").inner_text() == before
