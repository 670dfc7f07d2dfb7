"""Dara and Emeka at the desk: what is looked at before somebody goes, who goes, and who hears an alarm."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from app.api.deps import COOKIE
from app.drill.prepare import SLUG
from app.incidents.find import incident_by_slug
from app.models.staff import Role
from tests import factories
from tests.browser.handset import Handset
from tests.browser.server import Server
from tests.browser.visitors import Visitors

BAYU = ("+17675550198", "Bayu", "I can bring water, I live near the Old Mill")
NURSE = ("+17675550190", "Chen", "I am a nurse, I can bring medicine, near the Blue Bridge")
AMINA = ("+17675550197", "Amina", "We need water for 6 people near the Old Mill")
IDRIS = ("+17675550196", "Idris", "URGENT! A child is bleeding near the clinic, we need a doctor")

ASK = '.helper form[action$="/ask"] button'


async def open_desk(visitors: Visitors, cookies: list[dict[str, str]], *, width: int = 1280) -> Page:
    """Somebody at a desk who looks at no report yet."""
    page = await visitors.open(width=width, height=800, cookies=cookies)
    await page.goto("/desk/drill")
    return page


async def choose(page: Page, words: str) -> None:
    """Open a report by hand."""
    row = page.locator("#queue a", has_text=words)
    code = str(await row.get_attribute("data-reference"))
    async with page.expect_response(f"**/report/{code}"):
        await row.click()
    await expect(page.locator("#report-title .code").first).to_have_text(code)


@pytest.fixture(scope="module")
async def emeka(server: Server) -> list[dict[str, str]]:
    """The cookies of a second coordinator."""
    async with server.house.database.session() as session:
        incident = await incident_by_slug(session, SLUG)
        await factories.make_staff(session, incident, "emeka@desk.example", role=Role.COORDINATOR)
    return [{"name": COOKIE, "value": "emeka@desk.example", "url": server.url}]


async def test_the_questions_come_before_the_ask_and_a_freed_helper_can_be_asked_again(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    visitors.refusals.add(409)
    await slow_drill.texts(NURSE, IDRIS)
    desk = await open_desk(visitors, dara)
    await choose(desk, "bleeding")
    await desk.keyboard.press("d")
    await expect(desk.locator("#refused")).to_contain_text("Go through the questions")
    await desk.keyboard.press("g")
    await expect(desk.locator(".care")).to_contain_text("Gone through: Dara")
    await desk.keyboard.press("d")
    await expect(desk.locator("#toast")).to_contain_text("was asked")
    await desk.keyboard.press("u")
    await expect(desk.locator(".history")).to_contain_text("took a step back")
    await slow_drill.settled()
    phone = await Handset(await visitors.open()).open(NURSE[0])
    assert "off this job" in await phone.hears("off this job")
    await desk.locator(ASK).first.click()
    await expect(desk.locator("#toast")).to_contain_text("Chen was asked")


async def test_two_people_agree_before_somebody_goes_where_it_is_risky(
    slow_drill: Server,
    visitors: Visitors,
    dara: list[dict[str, str]],
    emeka: list[dict[str, str]],
) -> None:
    visitors.refusals.add(409)
    await slow_drill.texts(BAYU, AMINA)
    first, second = await open_desk(visitors, dara), await open_desk(visitors, emeka)
    await choose(first, "water for 6")
    await first.get_by_text("Mark as risky").click()
    await first.get_by_role("button", name="This is risky").click()
    await expect(first.locator("#wanted")).to_have_value("2")
    await first.keyboard.press("y")
    await expect(first.locator(".care")).to_contain_text("Agreed: Dara")
    await first.locator(ASK).first.click()
    await expect(first.locator("#refused")).to_contain_text("second coordinator")
    await choose(second, "water for 6")
    await expect(second.locator(".care")).to_contain_text("Agreed: Dara")
    await second.keyboard.press("y")
    await expect(second.locator(".care")).to_contain_text("Emeka")
    await second.locator(ASK).first.click()
    await expect(second.locator("#toast")).to_contain_text("Bayu was asked")
    await expect(first.locator(".helper.s-asked")).to_contain_text("Bayu")  # by itself


async def test_the_second_press_sees_what_is_so_now(
    slow_drill: Server,
    visitors: Visitors,
    dara: list[dict[str, str]],
    emeka: list[dict[str, str]],
) -> None:
    visitors.refusals.add(409)
    await slow_drill.texts(BAYU, AMINA)
    first, second = await open_desk(visitors, dara), await open_desk(visitors, emeka)
    await choose(first, "water for 6")
    await choose(second, "water for 6")
    code = await first.locator("#report").get_attribute("data-reference")
    press = f"document.querySelector('{ASK}').click()"
    await asyncio.gather(first.evaluate(press), second.evaluate(press))
    await slow_drill.settled()
    for page in (first, second):
        await page.goto(f"/desk/drill?report={code}")
        await expect(page.locator(".helper.s-asked")).to_contain_text("Bayu")
    await slow_drill.settled()
    phone = await Handset(await visitors.open()).open(BAYU[0])
    await phone.hears(r"YES \d or NO \d")
    await expect(phone.lines().filter(has_text="YES")).to_have_count(1)


async def test_an_alarm_stands_above_everything_until_somebody_opens_its_case(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    await slow_drill.texts(NURSE, IDRIS)
    desk = await open_desk(visitors, dara)
    await expect(desk.locator("#report .words")).to_contain_text(
        "bleeding"
    )  # it is first, and nobody chose it
    await desk.reload()
    await expect(desk.locator("#alarms-open")).to_have_text("1")
    await desk.get_by_role("button", name="I look at it").click()
    await expect(desk.locator("#report .words")).to_contain_text("A child is")
    await expect(desk.locator(".alarms")).to_have_count(0)
    await expect(desk.locator(".history")).to_contain_text("looks at it")


async def test_an_alarm_that_comes_up_shows_by_itself_and_a_click_on_the_case_ends_it(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    await slow_drill.texts(NURSE, AMINA)
    desk = await open_desk(visitors, dara)
    await expect(desk.locator(".alarms")).to_have_count(0)
    await slow_drill.texts(IDRIS)
    await expect(desk.locator(".alarms li")).to_have_count(1)
    await desk.keyboard.press(".")
    await choose(desk, "bleeding")
    await expect(desk.locator(".alarms")).to_have_count(0)


async def test_a_number_is_shown_once_to_whoever_says_why(
    slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    await slow_drill.texts(AMINA)
    desk = await open_desk(visitors, dara)
    await expect(desk.locator("#report")).not_to_contain_text(AMINA[0])
    await desk.locator(".number-of summary").click()
    await desk.locator("#reveal-why").fill("she does not answer")
    await desk.locator(".number-of button").click()
    await expect(desk.locator(".revealed")).to_contain_text(AMINA[0])
    await slow_drill.settled()
    await expect(desk.locator(".revealed")).to_contain_text(AMINA[0])  # news of the case leave it alone
    await desk.reload()
    await expect(desk.locator(".revealed")).to_have_count(0)
    await expect(desk.locator(".history")).to_contain_text("she does not answer")


@pytest.mark.parametrize("page_name", ["", "/safety", "/helpers", "/plan", "/supplies", "/settings"])
async def test_every_page_of_the_desk_fits_a_phone_and_a_screen(
    page_name: str, slow_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    await slow_drill.texts(BAYU, NURSE, IDRIS)
    page = await visitors.open(width=1280, height=800, cookies=dara)
    for language in ("en", "fr"):
        await page.goto(f"/desk/drill{page_name}?lang={language}")
        for width in (1280, 1024, 360):
            await page.set_viewport_size({"width": width, "height": 740})
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert await page.evaluate(wider) == 0
