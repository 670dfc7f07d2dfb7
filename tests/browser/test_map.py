"""The public map: it shows the ground whatever the network does, and says in a list what it draws."""

from base64 import b64encode

from playwright.async_api import Page, expect

from tests.browser.marks import something_is_drawn
from tests.browser.server import Server, answers, free_port, web_process
from tests.browser.visitors import Visitors

SHARE = 1 / 500  # of the picture, for a colour to count: letters have hundreds at their edges
MIDDLE = """(map) => {
    const { x, y, width, height } = map.getBoundingClientRect();
    return { x: x + width / 4, y: y + height / 4, width: width / 2, height: height / 2 };
}"""
COLOURS = """async ([picture, share]) => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: image.width, height: image.height });
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const found = new Map();
    const pixels = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
    for (const pixel of pixels) found.set(pixel, (found.get(pixel) ?? 0) + 1);
    return [...found.values()].filter((n) => n > pixels.length * share).length;
}"""


async def colours(page: Page) -> int:
    """How many colours the middle of the map has."""
    # buttons and credits would count as well
    clip = await page.locator("#map").evaluate(MIDDLE)
    picture = await page.screenshot(clip=clip)
    paper = await page.context.new_page()
    try:
        address = f"data:image/png;base64,{b64encode(picture).decode()}"
        return int(await paper.evaluate(COLOURS, [address, SHARE]))
    finally:
        await paper.close()


async def test_the_ground_is_drawn_when_no_raster_can_be_reached(server: Server, visitors: Visitors) -> None:
    await server.begin_again()
    nobody = f"127.0.0.1:{free_port()}"
    settings = server.house.settings.model_copy(
        update={
            "port": free_port(),
            "tile_url": f"http://{nobody}/{{z}}/{{x}}/{{y}}.png",
            "tile_credit": "Nobody <b>at all</b>",
        }
    )
    with web_process(settings, server.logs, name="web-dead-raster") as url:
        await answers(url, server.logs)
        visitors.strangers |= {nobody, url.removeprefix("http://")}
        page = await visitors.open(width=1280, height=800)
        await page.goto(f"{url}/i/drill/map")
        await expect(page.locator(".leaflet-control-attribution")).to_contain_text("Nobody <b>at all</b>")
        await page.wait_for_load_state("networkidle")
        assert any(nobody in address for address in visitors.requests)
        assert await colours(page) > 3


async def test_a_row_of_the_list_leads_to_its_place_on_the_map(drill: Server, visitors: Visitors) -> None:
    await drill.texts(("+17675550197", "Amina", "We need water for 6 people near the Old Mill"))
    page = await visitors.open(width=1280, height=800)
    await page.goto("/i/drill/map")
    await something_is_drawn(page)
    tiles = len(visitors.requests)
    await page.locator("#rows a").click()
    await page.wait_for_function(
        "() => document.querySelectorAll('path.leaflet-interactive, #map svg path').length"
    )
    assert any("/tiles/15/" in address for address in visitors.requests[tiles:])


async def test_the_list_can_be_narrowed_without_javascript(drill: Server, visitors: Visitors) -> None:
    await drill.texts(
        ("+17675550197", "Amina", "We need water for 6 people near the Old Mill"),
        ("+17675550196", "Idris", "We need food for 4 people near the clinic"),
    )
    page = await visitors.open(javascript=False)
    await page.goto("/i/drill/map")
    await expect(page.locator("#rows .row")).to_have_count(2)
    await page.locator("[name=category]").select_option("food")
    await page.locator(".filters button").click()
    await expect(page.locator("#rows .row")).to_have_count(1)
    await expect(page.locator("#rows .row")).to_contain_text("Food")
