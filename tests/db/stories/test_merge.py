"""Two people told of one need: one case stands for both, and what was done can be undone."""

import httpx
import pytest

from app.api.deps import COOKIE
from tests.cast import says
from tests.db.stories.test_relay import NEED, on_the_way

SAME = "no water at the Bridge, 4 people"


async def two(town) -> tuple[str, str]:
    """Amina and a neighbour told of the same need."""
    await town.sms("Amina", NEED)
    await town.sms("Neighbour", SAME)
    await town.inboxes("Amina", "Neighbour")
    return await town.case("Amina"), await town.case("Neighbour")


@pytest.fixture
async def press(town):
    """Dara merges or splits a case."""
    desk = await town.desk()

    async def press(other: str, what: str, **fields: str) -> httpx.Response:
        return await town.http.post(
            f"/api/v1/incidents/{town.incident.slug}/reports/{other}/{what}",
            data={"csrf": desk.csrf, **fields},
            headers={"cookie": f"{COOKIE}={desk.email}"},
        )

    return press


async def state(town, name: str) -> str:
    await town.settle()
    return str((await town.cases(name))[0]["state"])


async def test_one_case_stands_for_both_and_both_hear_of_its_end(town, press):
    first, second = await two(town)
    answer = await press(second, "merge", into=first)
    assert (answer.status_code, answer.json()["merged_into"]) == (200, first)
    await town.volunteer("Bayu")
    await town.rows("update report set match_at = now() returning id")
    await town.settle()
    assert await town.jobs_of(second) == []
    await town.sms("Bayu", "yes")
    assert await town.inbox("Neighbour") == [f"Bayu is coming to you with water. Case {second}."]
    await town.inbox("Amina")
    await town.sms("Neighbour", "STATUS")
    assert await town.inbox("Neighbour") == [f"Case {second}: a helper is on the way."]
    await town.sms("Bayu", "done")
    assert await town.inbox("Neighbour") == [says("en", "merged.done", case=second)]
    await town.sms("Amina", "yes")
    assert await town.inbox("Neighbour") == [says("en", "merged.closed", case=second)]
    assert await state(town, "Neighbour") == "closed"


async def test_whoever_was_asked_for_the_second_is_free(town, press):
    await town.volunteer("Bayu")
    first, second = await two(town)
    assert await town.jobs_of(second) == [("Bayu", "asked")]
    await town.inbox("Bayu")
    await press(second, "merge", into=first)
    assert await town.inbox("Bayu") == [says("en", "cancelled.helper", case=second)]
    assert await town.jobs_of(first) == [("Bayu", "asked")]


async def test_a_case_to_which_somebody_goes_is_not_merged_away(town, press):
    case = await on_the_way(town)
    await town.sms("Neighbour", SAME)
    other = await town.case("Neighbour")
    refused = await press(case, "merge", into=other)
    assert refused.status_code == 409
    assert (await press(other, "merge", into=case)).status_code == 200


async def test_no_circle_no_self_and_no_two_kinds(town, press):
    first, second = await two(town)
    assert (await press(first, "merge", into=first)).status_code == 409
    assert (await press(second, "merge", into=first)).status_code == 200
    assert (await press(first, "merge", into=second)).status_code == 409
    assert (await press(second, "merge", into=first)).status_code == 409
    await town.sms("Third", "I can bring water, I am at the Market")
    assert (await press(await town.case("Third"), "merge", into=first)).status_code == 409


async def test_split_gives_both_their_own_lives_back(town, press):
    first, second = await two(town)
    await press(second, "merge", into=first)
    assert (await press(second, "split")).status_code == 200
    assert (await press(second, "split")).status_code == 409
    await town.volunteer("Bayu")
    await town.rows("update report set match_at = now() returning id")
    await town.settle()
    assert await town.jobs_of(second) == [("Bayu", "asked")]


async def test_who_withdraws_speaks_for_nobody_else(town, press):
    first, second = await two(town)
    await press(second, "merge", into=first)
    await town.sms("Amina", "cancel")
    assert await state(town, "Amina") == "cancelled"
    assert await state(town, "Neighbour") in ("new", "open", "asked")
    (row,) = await town.cases("Neighbour")
    assert row["merged_into"] is None


async def test_the_neighbours_page_shows_how_the_one_case_stands(town, press):
    first = await on_the_way(town)
    await town.form("report", SAME)
    await town.settle()
    (row,) = await town.rows(
        "select reference, link_token from report where reference <> :first", first=first
    )
    await press(row["reference"], "merge", into=first)
    page = await town.http.get(f"/i/{town.incident.slug}/case/{row['link_token']}?lang=en")
    assert "Bayu is coming." in page.text
