"""The address of the public map is the view: what is shown, of which days, and where; the list follows."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import text

from geo.point import Area
from tests.browser.marks import something_is_drawn
from tests.browser.server import Server, answers, free_port, web_process
from tests.browser.visitors import Visitors
from tests.pmtiles import pmtiles

TOLD = (
    ("+17675550197", "Amina", "We need water for 6 people near the Old Mill"),
    ("+17675550196", "Idris", "We need food for 4 people near the clinic"),
    ("+17675550195", "Noor", "URGENT we need blankets for 9 people near the Blue Bridge"),
)
MARKS = (
    "import('/static/js/map.js').then(({ atlas }) => atlas.reports.marks().reduce((n, one) => n + one.n, 0))"
)
EARLIER = (
    text("update public_report set day = day - 3 where category = 'water'"),
    text("update map_count set day = day - 3 where category = 'water' and day > date '1970-01-01'"),
)
CELL = text("""
    insert into public_cell (incident_id, level, cell, at_least, area, at)
    select i.id, 4, m.cell, 10, '', now() from incident i
    join map_count m on m.incident_id = i.id and m.level = 4 where i.slug = 'drill' limit 1
""")


@pytest.fixture
async def town(drill: Server) -> Server:
    """Three needs on the map."""
    await drill.texts(*TOLD)
    return drill


async def shown(page: Page, number: int) -> None:
    """Wait until so many reports are on the map."""
    await page.wait_for_function(f"async (n) => (await {MARKS}) === n", arg=number)


async def test_what_is_chosen_narrows_map_list_and_address_at_once(town: Server, visitors: Visitors) -> None:
    page = await visitors.open(width=1280, height=800)
    await page.goto("/i/drill/map")
    await shown(page, 3)
    await page.locator("[name=category]").select_option("food")
    await expect(page.locator("#rows .row")).to_have_count(1)
    await shown(page, 1)
    assert "category=food" in page.url
    other = await visitors.open(width=1280, height=800)
    await other.goto(page.url)  # whoever is sent the address sees the same
    await shown(other, 1)
    await expect(other.locator("[name=category]")).to_have_value("food")


async def test_an_address_says_where_the_map_looks(town: Server, visitors: Visitors) -> None:
    page = await visitors.open(width=1280, height=800)
    await page.goto("/i/drill/map#14/15.3/-64.1")
    await page.wait_for_function(
        "() => import('/static/js/map.js').then(({ atlas }) => atlas.map.getZoom() === 14)"
    )
    await page.locator(".leaflet-control-zoom-in").click()
    await page.wait_for_url(re.compile(r"#15/15\.3\d*/-64\.1\d*"))


async def test_the_list_says_only_what_the_map_shows_when_it_is_asked_to(
    town: Server, visitors: Visitors
) -> None:
    page = await visitors.open(width=1280, height=800)
    await page.goto("/i/drill/map#15/15.0/-60.0")  # far out at sea
    await expect(page.locator("#rows .row")).to_have_count(3)
    await page.locator("#in-view").check()
    await expect(page.locator("#rows .row")).to_have_count(0)
    await page.evaluate(
        "import('/static/js/map.js').then(({ atlas }) => { atlas.map.setView([15.3, -64.1], 10); })"
    )
    await expect(page.locator("#rows .row")).to_have_count(3)


async def test_a_report_that_comes_is_drawn_and_does_not_move_the_list(
    town: Server, visitors: Visitors
) -> None:
    page = await visitors.open(width=1280, height=800)
    await page.goto("/i/drill/map")
    await shown(page, 3)
    await town.texts(("+17675550194", "Lea", "We need clothes for 3 people near the market"))
    await shown(page, 4)
    await expect(page.locator("#news")).to_be_visible()
    await expect(page.locator("#rows .row")).to_have_count(3)
    await page.locator("#news").click()
    await expect(page.locator("#rows .row")).to_have_count(4)
    await expect(page.locator("#news")).to_be_hidden()


async def test_where_no_stream_comes_through_the_page_asks(town: Server, visitors: Visitors) -> None:
    page = await visitors.open(width=1280, height=800)
    await page.add_init_script("delete window.EventSource")
    await page.goto("/i/drill/map")
    await shown(page, 3)
    assert any("/changes.json" in address for address in visitors.requests)
    assert not any(address.endswith("/live") for address in visitors.requests)


async def test_days_are_chosen_with_the_keys_and_said_in_words(town: Server, visitors: Visitors) -> None:
    async with town.house.database.session() as session:
        for statement in EARLIER:
            await session.execute(statement)
    page = await visitors.open(width=1280, height=800)
    await page.goto("/i/drill/map")
    handles = page.locator(".days input[type=range]")
    await expect(handles).to_have_count(2)
    await handles.first.focus()
    for _ in range(3):
        await page.keyboard.press("ArrowRight")
    await expect(page.locator("#rows .row")).to_have_count(2)
    assert "from=" in page.url
    assert re.search(r"\d", str(await handles.first.get_attribute("aria-valuetext")))
    await handles.first.press("Home")
    await expect(page.locator("#rows .row")).to_have_count(3)
    assert "from=" not in page.url


async def test_private_needs_are_a_square_until_something_is_filtered(
    town: Server, visitors: Visitors
) -> None:
    async with town.house.database.session() as session:
        await session.execute(CELL)
    page = await visitors.open(width=1280, height=800)
    await page.goto("/i/drill/map")
    await expect(page.locator(".veil")).to_have_count(1)
    await expect(page.locator("#rows")).to_contain_text("at least 10 people")
    await page.locator("[name=kind]").select_option("need")
    await expect(page.locator(".veil")).to_have_count(0)
    await expect(page.locator("#rows")).not_to_contain_text("at least 10 people")


async def test_an_embedded_map_is_the_map_and_the_way_to_all_of_it(town: Server, visitors: Visitors) -> None:
    page = await visitors.open(width=600, height=400)
    await page.goto("/i/drill/map?category=food")
    await page.locator(".embed summary").click()
    line = await page.locator("#embed-line").input_value()
    inner = re.search(r'src="([^"]+)"', line)
    assert inner is not None
    assert "category=food" in inner[1]
    assert "#" in inner[1]
    await page.goto(inner[1].replace("&amp;", "&"))
    await something_is_drawn(page)
    await expect(page.locator("form, header, button")).to_have_count(0)
    await expect(page.locator(".under a")).to_have_attribute("href", "/i/drill/map?category=food")


async def test_an_operators_map_file_is_read_in_ranges_and_drawn(
    town: Server, visitors: Visitors, tmp_path: Path
) -> None:
    path = tmp_path / "land.pmtiles"
    path.write_bytes(pmtiles(Area(west=-65.0, south=14.0, east=-63.0, north=16.0), earth_to=0))
    settings = town.house.settings.model_copy(update={"port": free_port(), "map_file": str(path)})
    with web_process(settings, town.logs, name="web-map-file") as url:
        await answers(url, town.logs)
        visitors.strangers.add(url.removeprefix("http://"))
        page = await visitors.open(width=1280, height=800)
        parts: list[int] = []
        page.on("response", lambda one: parts.append(one.status) if one.url.endswith(".pmtiles") else None)
        await page.goto(f"{url}/i/drill/map")
        await expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
        await page.wait_for_function(
            "() => [...document.querySelectorAll('.leaflet-tile-pane canvas')].some((one) => one.width > 0)"
        )
        assert set(parts) == {206}
