"""The hand-over on paper, and figures that look again by themselves."""

import re

from playwright.async_api import expect

from tests.browser.server import Server
from tests.browser.visitors import Visitors

PAGE = re.compile(rb"/Type\s*/Page[^s]")
TOLD = tuple(
    (f"+1767555{n:04}", f"Person {n}", f"URGENT a child is bleeding, help {n} people near the clinic")
    for n in range(150, 162)
)


async def test_a_hand_over_of_a_hard_day_fits_on_one_sheet_of_paper(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    await slow_drill.texts(*TOLD)
    page = await visitors.open(cookies=dara)
    await page.goto("/desk/drill/huddle")
    for n in range(3):
        await page.locator("#challenge").fill(f"Challenge {n}: the bridge closes at six, be back before")
        await page.get_by_role("button", name="Say it").click()
        await expect(page.locator(".answers li")).to_have_count(n + 1)
    assert len(PAGE.findall(await page.pdf(prefer_css_page_size=True))) == 1
    await page.get_by_role("button", name="Hand over now").click()
    await expect(page.locator(".answers li")).to_have_count(0)
    await page.locator(".earlier a").click()
    await expect(page.locator(".answers li")).to_have_count(3)


async def test_figures_look_again_and_keep_the_table_open_that_somebody_opened(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    page = await visitors.open(cookies=dara)
    await page.clock.install()
    await page.goto("/desk/drill/outcomes")
    await expect(page.locator(".chart")).to_have_count(4)
    await page.locator("#table-arrivals summary").click()
    await page.locator("h1").click()
    await slow_drill.texts(TOLD[0])
    await page.clock.fast_forward(31_000)
    await expect(page.locator("#chart-arrivals h2")).to_contain_text("at most 1")
    await expect(page.locator("#table-arrivals")).to_have_attribute("open", "")
