"""Words that would hurt a careless page: everybody sees them as words, on every page where they stand."""

import pytest
from playwright.async_api import Dialog, Page, expect

from tests.browser.handset import Handset
from tests.browser.server import Server
from tests.browser.visitors import Visitors

TURNING = "\u202e\u2066"  # they would turn the words of their neighbours; nobody is shown them
ASKING = "We need water near the clinic"
HOSTILE = (
    f"{ASKING} <script>alert(1)</script>",
    f'{ASKING} <img src=x onerror="alert(1)">',
    f"{ASKING} \"'><svg onload=alert(1)>{{{{7*7}}}}${{7*7}}%(name)s</textarea>",
    f"{ASKING} {TURNING}in front",
    f"{ASKING} {'long ' * 312}words",
    f"{ASKING} {'W' * 400}",
    f"{ASKING} 🚰👨‍👩‍👧‍👦🏴‍☠️ é",
)


@pytest.fixture
async def page(visitors: Visitors, dara: list[dict[str, str]]) -> Page:
    """A small screen on which a dialog, or anything else that came alive, is a fault."""
    opened = await visitors.open(cookies=dara)

    async def hear(dialog: Dialog) -> None:
        visitors.faults.append(f"a dialog said {dialog.message}")
        await dialog.dismiss()

    opened.on("dialog", hear)
    return opened


async def inert(page: Page, words: str, *, where: str) -> None:
    """See the words as they were written, nothing made from them, and a page no wider for them."""
    shown = page.locator(where)
    await expect(shown).to_contain_text("".join(letter for letter in words if letter not in TURNING))
    assert await shown.locator("script, img, svg[onload], textarea").count() == 0
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_hostile_words_on_a_phone_are_only_words(drill: Server, page: Page) -> None:
    phone = await Handset(page).open("+17675550199")
    for words in HOSTILE:
        await phone.text(words)
        await inert(page, words, where="#phone-lines .theirs > p >> nth=-1")
    await drill.settled()


async def test_hostile_words_at_the_desk_are_only_words(drill: Server, page: Page) -> None:
    await drill.texts(*((f"+1767555019{n}", words[-40:], words) for n, words in enumerate(HOSTILE)))
    await page.goto("/desk/drill")
    await expect(page.locator("#queue .task")).to_have_count(len(HOSTILE))
    for n, words in enumerate(HOSTILE):
        row = page.locator("#queue .task").nth(n)
        await inert(page, words, where=f"#queue .task:nth-child({n + 1}) .line2")
        await row.locator("a").click()
        await inert(page, words, where="#detail .line.theirs > p >> nth=0")
        await expect(page.locator("#detail .words mark.m-category")).to_contain_text("water")


async def test_hostile_words_in_the_form_are_only_words(drill: Server, page: Page) -> None:
    cases = []
    for words in HOSTILE:
        await page.goto("/i/drill/report")
        await page.locator("#words").fill(words)
        await page.locator("#place").fill(words[:100])
        await page.locator("#name").fill(words[-40:])
        await page.locator("button.big").click()
        await page.wait_for_url("**/case/*")
        cases.append(page.url)
    await drill.settled()
    for words, case in zip(HOSTILE, cases, strict=True):
        await page.goto(case)
        await expect(page.locator(".code")).to_be_visible()
        await inert(page, words, where=".line.theirs > p >> nth=0")


async def test_hostile_words_in_a_fault_are_only_words(drill: Server, page: Page, visitors: Visitors) -> None:
    visitors.refusals.add(400)
    for words in HOSTILE[:3]:
        await page.goto("/i/drill/report")
        await page.locator("#words").fill(words)
        await page.locator("#people").fill("six")
        await page.locator("button.big").click()
        await expect(page.locator("#people-error")).to_be_visible()
        await expect(page.locator("#words")).to_have_value(words)
