"""Looks at what the map has drawn."""

from playwright.async_api import Page

SIDE = 64  # a tile made smaller is quicker to look through, and a mark is still some pixels wide
DRAWN = f"""() => {{
    const probe = document.createElement('canvas');
    probe.width = probe.height = {SIDE};
    const pen = probe.getContext('2d', {{ willReadFrequently: true }});
    return [...document.querySelectorAll('canvas')].some((canvas) => {{
        if (!canvas.marks?.length) return false;
        pen.clearRect(0, 0, {SIDE}, {SIDE});
        pen.drawImage(canvas, 0, 0, {SIDE}, {SIDE});
        return pen.getImageData(0, 0, {SIDE}, {SIDE}).data.some((value, i) => i % 4 === 3 && value);
    }});
}}"""


async def something_is_drawn(page: Page) -> None:
    """Wait until a report is drawn on the map."""
    await page.wait_for_function(DRAWN, polling=100)
