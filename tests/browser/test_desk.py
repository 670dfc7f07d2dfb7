"""Dara at the desk: she comes in, reads, decides by one key, and can take everything back."""

import re

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.browser.handset import Handset
from tests.browser.server import Server
from tests.browser.visitors import Visitors

ASKERS = (
    ("+17675550197", "Amina", "We need water for 6 people near the Old Mill"),
    ("+17675550196", "Idris", "We need blankets for 4 people near the clinic"),
    ("+17675550195", "Noor", "We need food for 3 people near the Blue Bridge"),
)
BAYU = ("+17675550198", "Bayu", "I can bring water, I live near the Old Mill")
CHEN = ("+17675550199", "Chen", "I can bring water and food, I am near Star Market")


@pytest.fixture
async def busy_drill(slow_drill: Server) -> Server:
    """Three people ask, two offer; nobody is asked yet."""
    await slow_drill.texts(BAYU, CHEN, *ASKERS)
    return slow_drill


@pytest.fixture
async def desk(busy_drill: Server, visitors: Visitors, dara: list[dict[str, str]]) -> Page:
    """Dara's screen, with three reports waiting."""
    page = await visitors.open(width=1280, height=800, cookies=dara)
    await page.goto("/desk/drill")
    await expect(page.locator("#queue .task")).to_have_count(3)
    return page


async def choose(page: Page, words: str) -> str:
    """Open the report with these words; give its code."""
    row = page.locator("#queue a", has_text=words)
    code = str(await row.get_attribute("data-reference"))
    if await row.get_attribute("aria-current") != "true":  # else it is open, and would only be loaded again
        await row.click()
    await expect(page.locator("#report-title .code")).to_have_text(code)
    return code


async def sign_in(page: Page, email: str, password: str) -> None:
    await page.locator("#email").fill(email)
    await page.locator("#password").fill(password)
    await page.locator("main button").click()


async def test_whoever_is_not_signed_in_signs_in_and_comes_back(drill: Server, visitors: Visitors) -> None:
    page = await visitors.open(width=1280)
    await page.goto("/desk/drill")
    await expect(page.locator("#password")).to_be_visible()
    await sign_in(page, drill.sign_in.email, drill.sign_in.password)
    await page.wait_for_url("**/desk/drill")
    await expect(page.locator(".person")).to_contain_text("Dara")


async def test_a_link_to_a_report_leads_there_after_the_sign_in(
    busy_drill: Server, visitors: Visitors
) -> None:
    visitors.refusals.add(401)  # the page that is open may still be asking for a tile when the session ends
    page = await visitors.open(width=1280)
    await page.goto("/desk/drill")
    await sign_in(page, busy_drill.sign_in.email, busy_drill.sign_in.password)
    code = await choose(page, "food for 3")
    await page.context.clear_cookies()
    await page.goto(f"/desk/drill?report={code}&lang=fr")
    await sign_in(page, busy_drill.sign_in.email, busy_drill.sign_in.password)
    await expect(page.locator("#report-title .code")).to_have_text(code)


async def test_whoever_is_signed_out_in_the_middle_is_told_and_loses_nothing(
    desk: Page, visitors: Visitors
) -> None:
    visitors.refusals.add(401)
    code = await choose(desk, "water for 6")
    await desk.context.clear_cookies()
    await desk.keyboard.press("j")
    await expect(desk.locator("#refused")).to_contain_text("Sign in")
    await expect(desk.locator("#report-title .code")).to_have_text(code)
    await expect(desk.locator("#password")).to_have_count(0)


async def test_a_wrong_password_is_told_kindly_and_the_address_stays(
    drill: Server, visitors: Visitors
) -> None:
    visitors.refusals.add(400)
    page = await visitors.open()
    await page.goto("/desk/sign-in?next=/desk/drill")
    await sign_in(page, drill.sign_in.email, "four-words-quite-wrong")
    await expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    await expect(page.locator("#email")).to_have_value(drill.sign_in.email)
    await sign_in(page, drill.sign_in.email, drill.sign_in.password)
    await page.wait_for_url("**/desk/drill")


async def test_somebody_who_signs_out_is_out(drill: Server, visitors: Visitors) -> None:
    visitors.refusals.add(401)  # the map may still be asking for a tile when the session ends
    page = await visitors.open(width=1280)
    await page.goto("/desk/drill")
    await sign_in(page, drill.sign_in.email, drill.sign_in.password)
    await page.wait_for_url("**/desk/drill")
    await page.get_by_role("button", name="Sign out").click()
    await page.goto("/desk/drill")
    await expect(page.locator("#password")).to_be_visible()


async def test_the_keys_j_and_k_go_through_the_list(desk: Page) -> None:
    codes = [await row.get_attribute("data-reference") for row in await desk.locator("#queue a").all()]
    open_code = desk.locator("#report-title .code")
    await expect(open_code).to_have_text(str(codes[0]))
    for key, code in (("j", codes[1]), ("j", codes[2]), ("j", codes[2]), ("k", codes[1]), ("k", codes[0])):
        await desk.keyboard.press(key)
        await expect(open_code).to_have_text(str(code))
        await expect(desk.locator("#queue [aria-current=true]")).to_have_attribute(
            "data-reference", str(code)
        )


async def test_one_key_asks_the_best_helper(desk: Page, visitors: Visitors) -> None:
    code = await choose(desk, "water for 6")
    await expect(desk.locator(".helper").first).to_contain_text("Bayu")
    await desk.keyboard.press("d")
    await expect(desk.locator("#toast")).to_contain_text("Bayu was asked")
    await expect(desk.locator("#report-title .code")).not_to_have_text(code)  # the next one opened by itself
    await expect(desk.locator("#queue .task")).to_have_count(2)
    bayu = await Handset(await visitors.open()).open(BAYU[0])
    assert "6 people" in await bayu.hears(r"YES \d or NO \d")


async def test_a_key_typed_into_a_field_is_a_letter(desk: Page) -> None:
    code = await choose(desk, "water for 6")
    await desk.keyboard.press("p")
    field = desk.locator("#place-words")
    await expect(field).to_be_focused()
    await desk.keyboard.type("jax")
    await expect(field).to_have_value("jax")
    await expect(desk.locator("#report-title .code")).to_have_text(code)
    await expect(desk.locator(".helper .state")).to_have_count(0)


async def test_one_key_opens_the_reading_to_be_corrected(desk: Page) -> None:
    await choose(desk, "food for 3")
    await desk.keyboard.press("e")
    await expect(desk.locator("#mend-kind")).to_be_focused()
    await desk.get_by_label("Water", exact=True).check()
    await desk.locator("#mend-urgency").select_option("3")
    await desk.get_by_role("button", name="This is right").click()
    await expect(desk.locator(".history")).to_contain_text("corrected the reading")
    await expect(desk.locator(".sub strong").first).to_have_text("Urgent")
    await desk.keyboard.press("e")
    await expect(desk.get_by_label("Water", exact=True)).to_be_checked()


async def test_news_about_a_report_leave_alone_what_is_being_typed(desk: Page, busy_drill: Server) -> None:
    code = await choose(desk, "food for 3")
    field = desk.locator("#place-words")
    await field.fill("behind the church")
    await desk.keyboard.press("Tab")  # to the button: the words are not sent yet
    number, name, _ = ASKERS[2]
    async with desk.expect_response(f"**/report/{code}?by=itself"):
        await busy_drill.texts((number, name, "Fish Market"))
    await desk.evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    await expect(field).to_have_value("behind the church")


async def test_single_keys_can_be_switched_off(desk: Page, visitors: Visitors) -> None:
    await desk.keyboard.press("?")
    await expect(desk.locator("#keys dt", has_text=re.compile("^j$"))).to_be_visible()
    await desk.locator("#keys-on").uncheck()
    await desk.locator("#keys button").click()
    before = len(visitors.requests)
    await desk.keyboard.press("j")
    await desk.keyboard.press("x")
    await desk.reload()  # they stay off on this computer
    await desk.keyboard.press("j")
    await expect(desk.locator("#queue .task")).to_have_count(3)
    asked = [address for address in visitors.requests[before:] if "/report/" in address]
    lease = ("/hold", "/leave")  # an open page holds what it shows, without any key
    assert [address for address in asked if not address.endswith(lease)] == []


async def test_a_place_is_corrected_by_words(desk: Page) -> None:
    await choose(desk, "water for 6")
    before = await desk.locator("#report").get_attribute("data-lat")
    await desk.keyboard.press("p")
    await desk.keyboard.type("Pon Ble")
    await desk.keyboard.press("Enter")
    await expect(desk.locator(".where-is p strong")).to_have_text("Pon Ble")
    assert await desk.locator("#report").get_attribute("data-lat") != before


async def test_a_place_nobody_knows_is_refused_in_words(desk: Page, visitors: Visitors) -> None:
    visitors.refusals.add(400)
    await choose(desk, "water for 6")
    await desk.locator("#place-words").fill("Xyzzy Plugh")
    await desk.keyboard.press("Enter")
    await expect(desk.locator("#refused")).to_contain_text("Xyzzy Plugh")
    await expect(desk.locator(".where-is p strong")).to_have_text("Vye Moulen")


async def test_a_place_is_corrected_by_dragging_the_pin(desk: Page) -> None:
    await choose(desk, "water for 6")
    report = desk.locator("#report")
    before = float(str(await report.get_attribute("data-lat")))
    box = await desk.locator(".leaflet-marker-icon").bounding_box()
    assert box is not None
    await desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await desk.mouse.down()
    await desk.mouse.move(box["x"] + 60, box["y"] - 90, steps=6)
    await desk.mouse.up()
    await expect(desk.locator("#place-form [name=lat]")).not_to_have_value("")
    await desk.get_by_role("button", name="Set place").click()
    await expect(report).not_to_have_attribute("data-lat", str(before))
    assert float(str(await report.get_attribute("data-lat"))) > before  # it was dragged north


async def test_noise_is_set_aside_by_a_key_and_taken_back_by_another(desk: Page, busy_drill: Server) -> None:
    code = await choose(desk, "blankets for 4")
    await desk.keyboard.press("x")
    await expect(desk.locator("#toast")).to_contain_text(code)
    await expect(desk.locator("#report-title .code")).not_to_have_text(code)  # the next one opened by itself
    await desk.keyboard.press("u")
    await expect(desk.locator("#report-title .code")).to_have_text(code)
    await expect(desk.locator("#report .sub .state")).to_have_text("new")
    await busy_drill.settled()
    await desk.reload()
    await expect(desk.locator("#queue .task")).to_have_count(3)


async def test_noise_is_gone_from_the_public_map_at_once(desk: Page, busy_drill: Server) -> None:
    await choose(desk, "blankets for 4")
    await desk.keyboard.press("x")
    await expect(desk.locator("#toast")).to_be_visible()
    await busy_drill.settled()
    await desk.goto("/i/drill/map?kind=need")
    await expect(desk.locator("#rows .row")).to_have_count(2)


async def test_new_reports_wait_behind_a_button_and_move_nothing(desk: Page, busy_drill: Server) -> None:
    before = await desk.locator("#queue").inner_text()
    await busy_drill.texts(("+17675550100", "", "We need tents for 20 people at the Fish Market"))
    await expect(desk.locator("#arrived")).to_contain_text("1")
    assert [line for line in before.splitlines() if "need" in line] == [
        line for line in (await desk.locator("#queue").inner_text()).splitlines() if "need" in line
    ]
    await desk.keyboard.press(".")
    await expect(desk.locator("#queue .task")).to_have_count(4)


async def test_the_desk_works_without_javascript(
    busy_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    page = await visitors.open(width=1280, javascript=False, cookies=dara)
    await page.goto("/desk/drill")
    code = await choose(page, "water for 6")
    whole = re.compile(rf"/desk/drill\?.*report={code}$")  # the desk again, not a part of it
    await page.locator(".helper button").first.click()
    await expect(page.locator("#report-title .code")).not_to_have_text(code)  # the next one of the list
    await page.goto(f"/desk/drill?report={code}")
    await expect(page.locator(".helper .state").first).to_have_text("asked")
    await page.locator("#place-words").fill("Pon Ble")
    await page.get_by_role("button", name="Set place").click()
    await expect(page).to_have_url(whole)
    await expect(page.locator(".where-is p strong")).to_have_text("Pon Ble")
    await page.locator(".verdicts").get_by_role("button", name="Set aside").click()
    await expect(page.locator("#report-title .code")).not_to_have_text(code)  # the next one of the list
    await page.goto(f"/desk/drill?report={code}")
    await expect(page.locator("#report .sub .state")).to_have_text("set aside")
    await page.get_by_role("button", name="Undo put this aside as noise").click()
    await expect(page).to_have_url(whole)
    await expect(page.locator("#report .sub .state")).not_to_have_text("set aside")


async def test_two_desks_never_get_the_same_next(
    busy_drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    eli = await busy_drill.somebody("eli@desk.example")
    one = await visitors.open(width=1280, height=800, cookies=dara)
    two = await visitors.open(width=1280, height=800, cookies=eli)
    for page in (one, two):
        await page.goto("/desk/drill")
        first = await page.locator("#report-title .code").inner_text()
        await page.keyboard.press("n")
        await expect(page.locator("#report-title .code")).not_to_have_text(first)
    codes = [await page.locator("#report-title .code").inner_text() for page in (one, two)]
    assert codes[0] != codes[1]


async def test_many_are_decided_at_once_and_taken_back_at_once(desk: Page) -> None:
    await desk.keyboard.press("J")
    await expect(desk.locator("#chosen-says")).to_contain_text("2")
    await desk.locator("#bulk button[value=noise]").click()
    await expect(desk.locator("#queue .task")).to_have_count(1)
    await desk.keyboard.press("u")
    await expect(desk.locator("#queue .task")).to_have_count(3)


async def test_a_post_without_the_forms_secret_is_refused(desk: Page, busy_drill: Server) -> None:
    code = await choose(desk, "blankets for 4")
    address = f"/desk/drill/report/{code}/state"
    assert (await desk.request.post(address, form={"state": "noise"})).status == 403
    assert (await desk.request.post(address, form={"state": "noise", "csrf": "guessed"})).status == 403
    await desk.reload()
    await expect(desk.locator("#report .sub .state")).to_have_text("new")


async def test_a_stranger_reads_nothing_of_the_desk(busy_drill: Server) -> None:
    async with httpx.AsyncClient(base_url=busy_drill.url) as stranger:
        for path in ("", "/queue", "/tally", "/live", "/tiles/0/0/0.json"):
            answer = await stranger.get(f"/desk/drill{path}")
            assert answer.status_code in (303, 401)
            assert "water" not in answer.text


async def test_dara_starts_the_drill_again_and_everything_is_gone(desk: Page) -> None:
    await desk.get_by_role("button", name="Start the drill again").click()
    await expect(desk.locator("#queue .task")).to_have_count(0)
    await desk.goto("/i/drill/map")
    await expect(desk.locator("#rows .row")).to_have_count(0)
