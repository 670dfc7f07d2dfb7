"""People with nothing but text messages: what they hear, and what it becomes on the map and at the desk."""

from playwright.async_api import expect

from tests.browser.handset import Handset, case_of
from tests.browser.marks import something_is_drawn
from tests.browser.server import Server
from tests.browser.visitors import Visitors

ASKING = "Nou bezwen dlo bò Lekòl Tamaren, nou se 6 moun"
OFFERING = "Mwen ka pote dlo ak manje, mwen bò Mache Zetwal"


async def test_a_newcomer_texts_and_is_answered_in_their_language(drill: Server, visitors: Visitors) -> None:
    phone = await Handset(await visitors.open(language="ht")).open()
    await phone.text(ASKING)
    answer = await phone.hears("Nou resevwa mesaj ou")
    assert case_of(answer)
    assert "6 moun" in answer
    assert "Lekòl Tamaren" in answer
    assert "112" in answer  # the number to call when a life is at risk


async def test_whoever_changes_the_language_keeps_their_phone(drill: Server, visitors: Visitors) -> None:
    phone = await Handset(await visitors.open(language="ht")).open("+17675550198")
    await phone.text(ASKING)
    await phone.page.get_by_role("link", name="Français").click()
    await expect(phone.page.locator("html")).to_have_attribute("lang", "fr")
    await expect(phone.page.locator("#phone-lines .theirs")).to_contain_text(ASKING)


async def test_what_a_newcomer_texts_is_on_the_public_map(drill: Server, visitors: Visitors) -> None:
    phone = await Handset(await visitors.open(language="ht")).open()
    await phone.text(ASKING)
    await phone.hears("Nou resevwa mesaj ou")
    await drill.settled()
    page = await visitors.open(language="ht", width=1280, height=800)
    await page.goto("/i/drill/map")
    row = page.locator("#rows .row")
    await expect(row).to_have_count(1)
    await expect(row).to_contain_text("Dlo")
    await something_is_drawn(page)
    assert "moun" not in await row.inner_text()  # strangers read no words of theirs


async def test_the_desk_sees_the_words_with_what_was_read_from_them(
    drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    phone = await Handset(await visitors.open(language="ht")).open()
    await phone.text(ASKING)
    case = case_of(await phone.hears("Nou resevwa mesaj ou"))
    desk = await visitors.open(width=1280, height=800, cookies=dara)
    await desk.goto("/desk/drill")
    await expect(desk.locator("#report-title .code")).to_have_text(case)
    words = desk.locator("#report .words")
    await expect(words.locator("mark.m-category")).to_contain_text("dlo")
    await expect(words.locator("mark.m-place")).to_contain_text("Lekòl Tamaren")
    await expect(words.locator("mark.m-people")).to_contain_text("6")
    await expect(desk.locator("#queue .task")).to_have_count(1)
    await something_is_drawn(desk)


async def test_neighbours_help_each_other_while_the_desk_watches(
    drill: Server, visitors: Visitors, dara: list[dict[str, str]]
) -> None:
    desk = await visitors.open(width=1280, height=800, cookies=dara)
    await desk.goto("/desk/drill/board")
    await desk.evaluate("document.documentElement.dataset.sameDocument = 'yes'")
    helper = await Handset(await visitors.open(language="ht")).open("+17675550198")
    asker = await Handset(await visitors.open(language="ht")).open("+17675550199")

    await helper.text(OFFERING)
    await helper.hears("Mèsi. Ou ofri")
    await asker.text(ASKING)
    case = case_of(await asker.hears("Nou resevwa mesaj ou"))
    await helper.hears(r"Reponn WI \d oswa NON \d")
    await expect(desk.locator("section:has(#column-asked) .ticket")).to_contain_text(case)

    await helper.text("yes")
    await helper.hears(f"FINI {case}")
    await asker.hears("ap vin ede ou")
    await expect(desk.locator("section:has(#column-accepted) .ticket")).to_contain_text(case)

    await helper.text("done")
    await helper.hears("Mèsi pou èd ou")
    await asker.hears("Di nou si èd la rive")
    await expect(desk.locator("section:has(#column-done) .ticket")).to_contain_text(case)

    await asker.text("wi")
    await asker.hears(f"Dosye {case} fèmen")
    await helper.hears("moun nan di èd la rive")
    await expect(desk.locator("#columns .ticket")).to_have_count(0)
    assert await desk.evaluate("document.documentElement.dataset.sameDocument") == "yes"

    await asker.text(f"status {case}")
    await asker.hears(f"Dosye {case}: fèmen")
