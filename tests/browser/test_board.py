"""Dara at the board: who is asked stands in the next column, here and at every other open desk."""

from playwright.async_api import expect
from sqlalchemy import text

from tests.browser.server import Server
from tests.browser.visitors import Visitors

BAYU = ("+17675550198", "Bayu", "I can bring water, I live near the Old Mill")
AMINA = ("+17675550197", "Amina", "We need water for 6 people near the Old Mill")
LOOKED_AT = text("update report set triaged_at = now(), state = 'open' where kind = 'need'")


async def test_a_need_that_nobody_has_is_asked_for_from_its_card(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    await slow_drill.texts(BAYU, AMINA)
    async with slow_drill.house.database.session() as session:
        await session.execute(LOOKED_AT)
    page = await visitors.open(width=1280, height=800, cookies=dara)
    await page.goto("/desk/drill/board")
    nobody = page.locator("section", has=page.locator("#column-nobody"))
    asked = page.locator("section", has=page.locator("#column-asked"))
    await nobody.locator(".ticket a").click()
    await expect(page.locator("#job")).to_contain_text("Bayu")
    await nobody.get_by_role("button", name="Ask").click()
    await expect(asked.locator(".ticket")).to_contain_text("Bayu")
    await asked.get_by_role("button", name="Said yes").click()
    said_yes = page.locator("section", has=page.locator("#column-accepted"))
    await expect(said_yes.locator(".ticket")).to_contain_text("Bayu")


async def test_what_another_desk_does_shows_on_an_open_board(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    await slow_drill.texts(BAYU, AMINA)
    async with slow_drill.house.database.session() as session:
        await session.execute(LOOKED_AT)
    first = await visitors.open(width=1280, height=800, cookies=dara)
    second = await visitors.open(cookies=dara)
    await first.goto("/desk/drill/board")
    await second.goto("/desk/drill/board")
    ask = first.locator("section", has=first.locator("#column-nobody")).get_by_role("button", name="Ask")
    await ask.click()
    await expect(
        second.locator("section", has=second.locator("#column-asked")).locator(".ticket")
    ).to_contain_text("Bayu")
