"""Dara's ten minutes without a mouse: all by keys, the focus always in sight, no key where one types."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.hard_day import HOME
from tests.browser.server import Server
from tests.browser.visitors import Visitors

BAYU = ("+17675550198", "Bayu", "I can bring water, I live near the Old Mill")
TOLD = (
    ("+17675550197", "Amina", "We need water for 6 people near the Old Mill"),
    ("+17675550196", "Idris", "We need blankets for 4 people near the clinic"),
    ("+17675550195", "Noor", "We need food for 3 people near the Blue Bridge"),
    ("+17675550192", "Tomas", "Water is needed for 6 people close to the Old Mill"),
    ("+17675550191", "Olu", "We need tents for 20 people at the Fish Market"),
)
# Whether what has the focus can be seen: a ring is drawn, on the screen, and no toast lies over it.
SEEN = """() => {
    const one = document.activeElement;
    if (one === document.body || one.closest('dialog')) return '';
    const name = `${one.tagName} ${one.id || one.textContent.trim().slice(0, 30)}`;
    const box = one.getBoundingClientRect(), look = getComputedStyle(one);
    const off = box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight;
    if (off) return `${name} is off the screen`;
    const ringed = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
    if (one.matches(':focus-visible') && !ringed) return `${name} has no ring`;
    const top = document.elementFromPoint(
        Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1),
        Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 1),
    );
    const toast = top?.closest('.toast');
    return toast && !toast.contains(one) ? `${name} is under the toast` : '';
}"""
# Counts what keys press, and presses nothing.
COUNT = """() => {
    window.pressed = [];
    document.addEventListener('click', (event) => {
        const key = event.target.closest('[data-key]')?.dataset.key;
        if (!key || event.detail) return;
        window.pressed.push(key);
        event.preventDefault();
        event.stopImmediatePropagation();
    }, true);
}"""
KEYS = "jknavmdsxczepwtugy./"
WITH_KEYS = ("", "/board", "/unplaced", "/search?q=water", "/call", "/huddle", "/settings")


@pytest.fixture
async def told(slow_drill: Server) -> Server:
    """One helper, five people who ask, two of them for the same water."""
    await slow_drill.texts(BAYU, *TOLD)
    return slow_drill


@pytest.fixture
async def desk(told: Server, visitors: Visitors, dara: list[dict[str, str]]) -> Page:
    """Dara's screen, with the first report open."""
    page = await visitors.open(width=1280, height=800, cookies=dara)
    await page.goto(HOME)
    await expect(page.locator("#queue .task")).to_have_count(5)
    return page


async def press(page: Page, key: str) -> None:
    """Press a key, and see where one is."""
    await page.keyboard.press(key)
    assert await page.evaluate(SEEN) == "", f"after {key}"


async def go_to(page: Page, words: str) -> str:
    """Go through the list by its keys until the report with these words is open; give its code."""
    current = await page.locator("#queue [aria-current=true]").get_attribute("data-reference")
    await expect(page.locator("#report-title .code")).to_have_text(str(current))
    rows = [str(await row.get_attribute("data-reference")) for row in await page.locator("#queue a").all()]
    target = await page.locator("#queue a", has_text=words).get_attribute("data-reference")
    here = page.locator("#report-title .code")
    at, to = rows.index(await here.inner_text()), rows.index(str(target))
    step = 1 if to > at else -1
    for turn in range(at, to, step):
        await press(page, "j" if step > 0 else "k")
        await expect(here).to_have_text(rows[turn + step])
    return str(target)


async def test_ten_minutes_at_the_desk_need_no_mouse(
    desk: Page, told: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    toast, code = desk.locator("#toast"), desk.locator("#report-title .code")
    blankets = await go_to(desk, "blankets for 4")
    await press(desk, "x")
    await expect(toast).to_contain_text(blankets)
    await expect(code).not_to_have_text(blankets)
    await press(desk, "u")
    await expect(code).to_have_text(blankets)
    await expect(desk.locator("#queue .task")).to_have_count(5)
    await press(desk, "s")
    await expect(toast).to_contain_text(blankets)
    await expect(desk.locator(f"#row-{blankets}")).to_have_count(0)
    await expect(code).not_to_have_text(blankets)
    await go_to(desk, "food for 3")
    await press(desk, "v")
    await expect(desk.locator(".known strong")).to_have_text("called back")
    await press(desk, "e")
    await expect(desk.locator("#mend-kind")).to_be_focused()
    await press(desk, "Escape")
    await go_to(desk, "tents for 20")
    await press(desk, "p")
    await expect(desk.locator("#place-words")).to_be_focused()
    await desk.keyboard.type("Pon Ble")
    await press(desk, "Enter")
    await expect(desk.locator(".where-is p strong")).to_have_text("Pon Ble")
    await press(desk, "Escape")  # out of the field: from here on a key is a key
    await press(desk, "a")
    await expect(toast).to_contain_text("it is real")


async def test_twins_are_one_and_a_helper_is_asked_by_key(desk: Page, told: Server) -> None:
    twin = await go_to(desk, "Water is needed")
    await press(desk, "m")
    await expect(desk.locator("#row-" + twin)).to_have_count(0)
    await go_to(desk, "We need water for 6")
    await press(desk, "d")
    await expect(desk.locator("#toast")).to_contain_text("Bayu was asked")
    before = await desk.locator("#report-title .code").inner_text()
    await press(desk, "n")
    await expect(desk.locator("#report-title .code")).not_to_have_text(before)
    await press(desk, "w")
    await expect(desk.locator("#write-text")).to_be_focused()
    await desk.keyboard.type("We have read you.")
    await desk.keyboard.press("Tab")
    await press(desk, "Enter")
    await expect(desk.locator(".talk .lines")).to_contain_text("We have read you.")


async def test_a_colleague_is_relieved_by_one_key(
    desk: Page, told: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    code = await desk.locator("#report-title .code").inner_text()
    await told.taken(code)
    eli = await visitors.open(width=1280, height=800, cookies=await told.somebody("eli@desk.example"))
    await eli.goto(f"{HOME}?report={code}")
    await expect(eli.locator("#report .held")).to_contain_text("Dara")
    await press(eli, "t")
    await expect(eli.locator("#report .held")).to_have_count(0)
    await expect(desk.locator("#report .held")).to_contain_text("Eli")


async def test_the_shift_is_handed_over_by_keys(desk: Page) -> None:
    await desk.goto(f"{HOME}/huddle")
    await desk.locator("#challenge").focus()
    await desk.keyboard.type("The bridge closes at six.")
    await desk.keyboard.press("Tab")
    await desk.keyboard.press("Enter")
    await expect(desk.locator(".answers")).to_contain_text("The bridge closes at six.")
    await desk.get_by_role("button", name="Hand over now").focus()
    await desk.keyboard.press("Enter")
    await expect(desk.locator(".earlier a")).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 360])
async def test_whoever_goes_by_tab_always_sees_where_they_are(desk: Page, width: int) -> None:
    await desk.set_viewport_size({"width": width, "height": 740})
    await desk.keyboard.press("x")
    await expect(desk.locator("#toast")).to_be_visible()
    await desk.evaluate("window.scrollTo(0, 0)")
    unseen = set()
    for _ in range(140):
        await desk.evaluate("document.getElementById('toast').hidden = false")  # it would go after a while
        await desk.keyboard.press("Tab")
        unseen.add(await desk.evaluate(SEEN))
        if await desk.evaluate("document.activeElement === document.body"):
            break
    assert unseen == {""}


async def test_keys_are_letters_where_one_types_and_nothing_once_switched_off(
    told: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    page = await visitors.open(width=1280, height=800, cookies=dara)
    for path in WITH_KEYS:
        await page.goto(HOME + path)
        await page.evaluate(COUNT)
        field = page.locator(
            "main :is(input[type=search], input[name=words], textarea, input[name=q]):visible"
        )
        if await field.count():
            await field.first.focus()
            await page.keyboard.type(KEYS)
        assert await page.evaluate("window.pressed") == [], path
    await page.evaluate("localStorage.setItem('konbit.keys', 'off')")
    for path in WITH_KEYS:
        await page.goto(HOME + path)
        await page.evaluate(COUNT)
        await page.evaluate("document.activeElement.blur()")
        await page.keyboard.type(KEYS)
        assert await page.evaluate("window.pressed") == [], path
        assert await page.evaluate("document.activeElement === document.body"), path
