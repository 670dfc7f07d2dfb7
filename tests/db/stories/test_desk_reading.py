"""What Dara sees of how a message was read, and what Amina sees of it on her own page."""

import re

import pytest

from app.models.incident import Automation

NEED = "We need 20 litres of water for 6 people at the Bridge, 2 babies"


@pytest.fixture
async def dara(town):
    await town.automation(Automation.SUGGEST)
    dara = await town.desk("Dara")
    dara.http.headers["accept-language"] = "en"
    return dara


async def shown(dara, case):
    """The words of a report's page, without their tags."""
    page = (await dara.look(case)).text
    report = page[page.index("<article") : page.index("</article>")]
    return " ".join(re.sub(r"<[^>]+>|&nbsp;", " ", report).split())


async def test_dara_sees_the_frail_and_the_amounts_each_with_its_doubt(town, dara):
    await town.sms("Amina", NEED)
    words = await shown(dara, await town.case("Amina"))
    assert re.search(r"For 6 people (sure|likely) 2 babies sure", words)
    assert "Asked for 20 litres of water sure" in words
    assert re.search(r"Urgent children · babies sure|Urgent babies sure", words)
    assert re.search(r"Need (sure|likely) Water (sure|likely)", words)
    assert re.search(r"Language English (sure|likely)", words)
    page = (await dara.look(await town.case("Amina"))).text
    assert '<mark class="m-amount d-sure">20 litres of water' in page
    assert '<mark class="m-frail d-sure">2 babies' in page


async def test_a_case_of_an_earlier_konbit_is_shown_without_what_nobody_noted(town, dara):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.rows(
        "update report set reading = (reading - '{frail,people_span,language_confidence,maybe}'::text[])"
        ' || \'{"urgency": {"level": 3, "reasons": []}, "quantities": []}\' returning id'
    )
    words = await shown(dara, case)
    assert "Urgent usual for this kind of message Need" in words
    assert "Asked for" not in words
    assert "babies sure" not in words


async def test_once_dara_has_looked_nobody_is_told_to_look(town, dara):
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    assert "A coordinator has looked" not in await shown(dara, case)
    await dara.press(case, "reading", kind="need", category="water", urgency=3)
    assert "A coordinator has looked" in await shown(dara, case)


async def test_the_askers_own_page_says_for_whom_and_how_much(town, dara):
    await town.sms("Amina", NEED)
    await town.case("Amina")
    (row,) = await town.rows("select link_token from report")
    page = (await town.http.get(f"/i/town/case/{row['link_token']}")).text
    assert "20 litres of water" in page
    assert "6 · 2 babies" in page
