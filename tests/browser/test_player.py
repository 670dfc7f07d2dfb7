"""The drill that plays itself, as a newcomer finds it after `make run`."""

from playwright.async_api import expect

from tests.browser.marks import something_is_drawn
from tests.browser.server import Server
from tests.browser.visitors import Visitors


async def test_the_invented_town_fills_the_map_and_the_desk_by_itself(
    drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    desk = await visitors.open(width=1280, height=800, cookies=dara)
    public = await visitors.open(width=1280, height=800)
    await desk.goto("/desk/drill/board")
    with drill.player(pace=20):
        await expect(desk.locator("section:has(#column-accepted) .ticket").first).to_be_visible()
    await drill.settled()
    await public.goto("/i/drill/map")
    await expect(public.locator("#rows .row").first).to_be_visible()
    await something_is_drawn(public)
