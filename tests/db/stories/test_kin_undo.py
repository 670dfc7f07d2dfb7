"""What was said of how a case is known, of whom it is, and of its twins, is taken back from its history."""

import pytest

NEED = "Need water for 4 at the Bridge"
SAME = "no water at the Bridge, 4 people"


@pytest.fixture
async def dara(town):
    return await town.desk("Dara")


async def taken_back(town, dara, what: str) -> int:
    """Dara presses «Undo» beside the last such step."""
    (last, *_) = await town.rows("select id from event where what = :what order by id desc", what=what)
    path = f"/desk/{town.incident.slug}/undo"
    answer = await town.http.post(
        path, data={"csrf": dara.csrf, "event": f"E{last['id']:X}"}, headers=dara._cookie
    )
    return answer.status_code


async def test_each_of_them_is_as_it_was(town, dara):
    await town.sms("Amina", NEED)
    first = await town.case("Amina")
    (before,) = await town.cases("Amina")
    await dara.press(first, "verify", how="called her")  # and so it is real: it is open
    await dara.press(first, "rumour", rumour="true")
    await dara.press(first, "describe", people=9, language="fr", name="Amina", place_text="over there")
    for what in ("report.described", "report.rumour", "report.verified", "report.open"):
        assert await taken_back(town, dara, what) == 303
    (after,) = await town.cases("Amina")
    asked_anew = {"updated_at": 0, "match_at": 0}  # an open need is matched once more
    assert {**after, **asked_anew} == {**before, **asked_anew}


async def test_a_step_that_another_stands_on_is_not_taken_back(town, dara):
    await town.sms("Amina", NEED)
    first = await town.case("Amina")
    await dara.press(first, "verify")
    (lower,) = await town.rows("select id from event where what = 'report.verified'")
    await dara.press(first, "verify")
    path = f"/desk/{town.incident.slug}/undo"
    refused = await town.http.post(
        path, data={"csrf": dara.csrf, "event": f"E{lower['id']:X}"}, headers=dara._cookie
    )
    assert refused.status_code == 409


async def test_twins_that_were_set_apart_are_shown_again(town, dara):
    await town.sms("Amina", NEED)
    first = await town.case("Amina")
    await town.sms("Neighbour", SAME)
    second = await town.case("Neighbour")
    await dara.press(second, "apart", twin=first)
    assert await taken_back(town, dara, "report.not_twin") == 303
    assert '<li class="twin' in (await dara.look(first)).text
