"""Likely twins beside a case, how well it is known and by whom, and what was written down wrong."""

import pytest

from app.models.incident import Automation
from app.models.staff import Role

NEED = "Need water for 4 at the Bridge"
SAME = "no water at the Bridge, 4 people"


@pytest.fixture
async def dara(town):
    await town.automation(Automation.SUGGEST)
    return await town.desk("Dara")


@pytest.fixture
async def both(town, dara):
    await town.sms("Amina", NEED)
    first = await town.case("Amina")
    await town.sms("Neighbour", SAME)
    return first, await town.case("Neighbour")


async def events(town, what: str):
    return await town.rows("select before, after, why from event where what = :what order by id", what=what)


async def test_the_twin_stands_beside_a_case_with_what_differs_and_one_key_merges(town, dara, both):
    first, second = both
    page = (await dara.look(second)).text
    assert page.count('<li class="twin') == 1
    assert 'data-key="m"' in page
    assert "<ins>" in page
    assert "<del>" in page
    await dara.press(second, "merge", into=first)
    stands = (await dara.look(first)).text
    assert SAME in stands
    assert 'class="held-case"' in stands
    assert '<li class="twin' not in stands
    await dara.press(second, "split")
    assert '<li class="twin' in (await dara.look(second)).text


async def test_what_is_not_the_same_is_not_shown_again_until_that_is_taken_back(town, dara, both):
    first, second = both
    await dara.press(second, "apart", twin=first)
    for case in both:
        assert '<li class="twin' not in (await dara.look(case)).text
    await dara.press(first, "together", twin=second)
    assert '<li class="twin' in (await dara.look(second)).text


async def test_each_press_is_one_step_up_the_ladder_and_how_may_be_said_afterwards(town, dara, both):
    first, _ = both
    await dara.press(first, "verify")
    await dara.press(first, "vouch", how="spoke with Amina's sister")
    await dara.press(first, "verify", step="two_sources", how="the school says so too")
    (row,) = await town.cases("Amina")
    assert row["verified"] == "two_sources"
    page = (await dara.look(first)).text
    assert "spoke with Amina&#39;s sister" in page
    assert "the school says so too" in page
    assert (await dara.press(first, "verify")).status_code == 409
    await dara.press(first, "unverify")
    (row,) = await town.cases("Amina")
    assert row["verified"] == "seen"
    taken = [
        (one["before"]["verified"], one["after"]["verified"]) for one in await events(town, "report.verified")
    ]
    assert taken == [("reported", "called_back"), ("called_back", "two_sources"), ("two_sources", "seen")]


async def test_a_rumour_is_marked_with_why_and_unmarked(town, dara, both):
    first, _ = both
    await dara.press(first, "rumour", rumour="true", why="nobody has seen it")
    assert f"bulletins?for={first}" in (await dara.look(first)).text
    assert (await dara.press(first, "rumour", rumour="true")).status_code == 409
    await dara.press(first, "rumour", rumour="false")
    assert [one["after"]["rumour"] for one in await events(town, "report.rumour")] == [True, False]


async def test_people_language_name_and_place_words_are_corrected_the_text_never(town, dara, both):
    first, _ = both
    (before,) = await town.cases("Amina")
    said = {"people": 7, "language": "ht", "name": "Amina", "place_text": "the old bridge"}
    await dara.press(first, "describe", **said)
    (row,) = await town.cases("Amina")
    assert (row["people"], row["language"], row["place_text"]) == (7, "ht", "the old bridge")
    assert row["text"] == before["text"]
    (event,) = await events(town, "report.described")
    assert event["before"] == {
        "people": 4,
        "language": before["language"],
        "name": "",
        "place_text": before["place_text"],
    }
    assert (await town.rows("select name, language from contact where name <> ''"))[0]["language"] == "ht"
    assert (await dara.press(first, "describe", people="many", language="en")).status_code == 400


async def test_who_only_looks_on_sees_no_button(town, dara, both):
    looks = await town.desk("Lena", role=Role.VIEWER)
    page = (await looks.look(both[1])).text
    assert '<li class="twin' in page
    for what in ("apart", "rumour", "describe", "verify", "merge", "vouch"):
        assert f"{both[1]}/{what}" not in page
    assert (await looks.press(both[1], "verify")).status_code == 403
