"""People with an old phone and a browser: the public form, which needs no JavaScript and few bytes."""

import re

import pytest
from playwright.async_api import Page, Response, expect

from tests.browser.server import Server
from tests.browser.test_every_page import AXE, LOOK, TAGS, overflow
from tests.browser.visitors import Visitors

FORM = "/i/drill/report?lang=fr"
WORDS = "Nous avons besoin d'eau depuis hier"
PLACE = "Pont Bleu"
FORM_BYTES = 14_000  # what one TCP window carries to a phone on 2G


@pytest.fixture
async def old_phone(drill: Server, visitors: Visitors) -> Page:
    """A small screen, French, no JavaScript, at the empty form."""
    page = await visitors.open(width=360, language="fr", javascript=False)
    await page.goto(FORM)
    return page


async def send(page: Page) -> Response:
    """Press the button; give the answer to the post itself."""
    async with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
        await page.get_by_role("button", name="Demander de l'aide").click()
    answer = await posted.value
    await page.wait_for_load_state()
    return answer


async def ask_for_water(page: Page) -> None:
    await page.locator("#words").fill(WORDS)
    await page.locator("#people").fill("4")
    await page.locator("#place").fill(PLACE)
    assert (await send(page)).status == 303


async def test_a_form_without_javascript_leads_to_a_case_with_its_conversation(
    old_phone: Page, drill: Server
) -> None:
    assert await old_phone.locator("html").get_attribute("lang") == "fr"
    await ask_for_water(old_phone)
    await expect(old_phone).to_have_url(re.compile("/i/drill/case/"))
    await drill.settled()
    await old_phone.reload()
    code = await old_phone.locator(".code").inner_text()
    await expect(old_phone.locator("h1")).to_contain_text("coordinateur")
    await expect(old_phone.locator(".line.theirs")).to_contain_text(WORDS)
    await expect(old_phone.locator(".line.ours")).to_contain_text(code)
    await expect(old_phone.locator(".facts")).to_contain_text("4")


async def test_a_word_written_on_the_case_page_stands_in_the_conversation(
    old_phone: Page, drill: Server
) -> None:
    await ask_for_water(old_phone)
    await drill.settled()
    await old_phone.locator("#text").fill("derrière l'église")
    await old_phone.get_by_role("button", name="Envoyer").click()
    await drill.settled()
    await old_phone.reload()
    await expect(old_phone.locator(".line.theirs")).to_have_count(2)
    await expect(old_phone.locator(".line.theirs").last).to_contain_text("derrière l'église")


async def test_a_form_without_words_is_told_so_and_keeps_what_was_typed(
    old_phone: Page, visitors: Visitors
) -> None:
    visitors.refusals.add(400)
    await old_phone.locator("#place").fill(PLACE)
    await old_phone.locator("#people").fill("six")
    assert (await send(old_phone)).status == 400
    for field in ("words", "people"):
        sentence = old_phone.locator(f"#{field}-error")
        await expect(sentence).to_be_visible()
        told = await old_phone.locator(f"#{field}").get_attribute("aria-describedby")
        assert f"{field}-error" in (told or "")
    await expect(old_phone.locator("#place")).to_have_value(PLACE)
    await expect(old_phone.locator("#people")).to_have_value("six")


async def test_going_back_and_sending_again_makes_no_second_case(old_phone: Page, drill: Server) -> None:
    await ask_for_water(old_phone)
    case = old_phone.url
    await old_phone.go_back()
    await expect(old_phone.locator("#words")).to_have_value(WORDS)
    assert (await send(old_phone)).status == 303
    assert old_phone.url == case
    await drill.settled()
    await old_phone.goto("/i/drill/map")
    await expect(old_phone.locator("#rows .row")).to_have_count(1)


async def test_somebody_who_needs_nothing_any_more_withdraws_with_one_touch(
    old_phone: Page, drill: Server
) -> None:
    await ask_for_water(old_phone)
    await drill.settled()
    await old_phone.reload()
    await old_phone.locator(".cancel button").click()
    await drill.settled()
    await old_phone.reload()
    await expect(old_phone.locator("h1")).to_contain_text("plus nécessaire")
    await expect(old_phone.locator(".cancel")).to_have_count(0)
    await old_phone.goto("/i/drill/map")
    await expect(old_phone.locator("#rows .row")).to_have_count(0)


@pytest.mark.parametrize("form", ["report", "offer", "safe"])
async def test_the_form_is_light_enough_for_the_slowest_network(
    visitors: Visitors, server: Server, form: str
) -> None:
    page = await visitors.open(language="fr")
    network = await page.context.new_cdp_session(page)
    arrived: list[float] = []
    network.on("Network.loadingFinished", lambda finished: arrived.append(finished["encodedDataLength"]))
    await network.send("Network.enable")
    await page.goto(f"/i/drill/{form}", wait_until="networkidle")
    assert len(arrived) > 2  # the page and its two scripts
    assert sum(arrived) <= FORM_BYTES, f"{sum(arrived):.0f} bytes in {len(arrived)} answers"


async def test_a_report_written_without_network_is_kept_and_sent_once(
    drill: Server, visitors: Visitors
) -> None:
    page = await visitors.open(language="fr")
    await page.goto(FORM)
    await page.locator("#words").fill(WORDS)
    await page.locator("#place").fill(PLACE)
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Demander de l'aide").click()
    await expect(page.locator("#outbox")).not_to_be_empty()
    await page.context.set_offline(False)
    await page.wait_for_url("**/case/*")
    await drill.settled()
    await page.goto("/i/drill/report")
    await page.wait_for_load_state("networkidle")
    assert await page.evaluate("localStorage.length") == 0
    await page.goto("/i/drill/map")
    await expect(page.locator(".counts dd").first).to_have_text("1")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("form", ["report", "offer", "safe"])
async def test_everybody_can_use_the_forms_in_both_directions(
    visitors: Visitors, server: Server, form: str, language: str
) -> None:
    page = await visitors.open(language=language)
    await page.goto(f"/i/drill/{form}?lang={language}")
    await expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    assert await page.evaluate(LOOK, TAGS) == []
    assert await overflow(page, 320) == 0


async def test_a_pin_on_the_map_is_set_by_keyboard_and_sent(drill: Server, visitors: Visitors) -> None:
    page = await visitors.open()
    await page.goto("/i/drill/report?lang=en")
    assert not any("leaflet" in one for one in visitors.requests)
    await page.get_by_role("button", name="Show it on a map").press("Enter")
    await expect(page.locator(".pick.leaflet-container")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-said]")).not_to_be_empty()
    assert float(await page.locator("[name=lat]").input_value())
    await page.locator("#words").fill("We need water")
    await page.get_by_role("button", name="Ask for help").click()
    await page.wait_for_url("**/case/*")
    await drill.settled()
    await page.reload()
    await expect(page.locator(".facts")).not_to_contain_text("We do not know yet")


async def test_somebody_says_that_they_are_safe(drill: Server, visitors: Visitors) -> None:
    page = await visitors.open(javascript=False)
    await page.goto("/i/drill/safe?lang=en")
    await page.locator("#who").fill("Amina")
    await page.get_by_role("button", name="Say that we are safe").click()
    await page.wait_for_url("**/case/*")
    await drill.settled()
    await page.reload()
    await expect(page.locator("h1")).to_contain_text("Good that you are safe")
    await page.get_by_role("button", name="Take this back").click()
    await drill.settled()
    await page.reload()
    await expect(page.locator("h1")).to_contain_text("You took this back")
