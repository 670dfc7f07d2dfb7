"""One press decides, one takes it back, also for many at once; what moved on meanwhile is told."""

import re

import pytest

from app.models.incident import Automation
from app.models.staff import Role


@pytest.fixture
async def dara(town):
    await town.automation(Automation.SUGGEST)
    return await town.desk("Dara")


async def post(town, desk, path: str, **fields):
    headers = {"cookie": f"konbit_session={desk.email}"}
    data = {"csrf": desk.csrf} | fields
    return await town.http.post(f"/desk/town/{path}", data=data, headers=headers)


async def facts(town) -> list[tuple]:
    rows = await town.rows("select state, triaged_at, snoozed_until from report order by id")
    return [tuple(row.values()) for row in rows]


@pytest.mark.parametrize("state", ["open", "noise", "closed", "cancelled", "snoozed"])
async def test_each_verdict_is_taken_back_exactly_and_once(town, dara, state):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    before = await facts(town)
    assert (await dara.press(case, "state", state=state)).status_code == 303
    assert await facts(town) != before
    page = await dara.look(case)
    (code,) = re.findall(r'name="event" value="(E[0-9A-F]+)"', page.text)
    assert (await post(town, dara, "undo", event=code)).status_code == 303
    assert await facts(town) == before
    assert (await post(town, dara, "undo", event=code)).status_code == 409


async def test_a_verdict_on_which_something_stands_is_not_taken_back(town, dara):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    await dara.press(case, "state", state="open")
    (code,) = re.findall(r'name="event" value="(E[0-9A-F]+)"', (await dara.look(case)).text)
    await dara.press(case, "state", state="closed")
    refused = await post(town, dara, "undo", event=code)
    assert refused.status_code == 409
    assert "by now; take back what came later first" in refused.text


async def test_a_better_place_is_taken_back(town, dara):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    where = "select st_astext(point) as at, place_name, radius_m from report"
    before = await town.rows(where)
    await dara.press(case, "place", words="Mill")
    assert await town.rows(where) != before
    code = re.findall(r'name="event" value="(E[0-9A-F]+)"', (await dara.look(case)).text)[-1]
    assert (await post(town, dara, "undo", event=code)).status_code == 303
    assert await town.rows(where) == before


async def test_many_are_put_aside_at_once_and_the_rest_is_told(town, dara):
    codes = []
    for name in ("Amina", "Noor", "Idris"):
        await town.sms(name, f"hello from {name}, water please")
        codes.append(await town.case(name))
    before = await facts(town)
    await dara.press(codes[2], "state", state="noise")
    answer = await post(town, dara, "bulk", state="noise", ref=[*codes, "ZZZZ"], batch="00000000000a")
    assert answer.status_code == 200
    assert "There is no case ZZZZ here." in answer.text
    assert [state for state, *_ in await facts(town)] == ["noise"] * 3
    assert (await post(town, dara, "undo", batch="00000000000a")).status_code == 303
    assert (await facts(town))[:2] == before[:2]


async def test_a_flood_of_jokes_is_put_aside_in_one_press(town, dara):
    await town.sms("Amina", "hello hello, is anybody there?")
    case = await town.case("Amina")
    gone = [f"ZZ{n:02}" for n in range(80)]  # as many as a screen shows, put aside by somebody else meanwhile
    answer = await post(town, dara, "bulk", state="noise", ref=[case, *gone])
    assert answer.status_code == 200
    assert await town.rows("select state from report") == [{"state": "noise"}]


async def test_who_only_looks_on_has_no_buttons_and_no_lease(town, dara):
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    viewer = await town.desk("Viewer", role=Role.VIEWER)
    page = (await viewer.look(case)).text
    assert 'data-key="x"' not in page
    assert (await post(town, viewer, "next")).status_code == 403
    assert await town.rows("select * from claim") == []


async def test_who_was_suggested_is_again_when_a_verdict_is_taken_back(town, dara):
    await town.volunteer("Bayu", at="Mill")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    await town.settle()
    case = await town.case("Amina")
    assert await town.rows("select state from dispatch") == [{"state": "proposed"}]
    await dara.press(case, "state", state="noise")
    assert await town.rows("select state from dispatch where state = 'proposed'") == []
    (code,) = re.findall(r'name="event" value="(E[0-9A-F]+)"', (await dara.look(case)).text)
    assert (await post(town, dara, "undo", event=code)).status_code == 303
    await town.settle()
    assert await town.rows("select state from dispatch where state = 'proposed'") == [{"state": "proposed"}]


async def test_a_merge_of_long_ago_is_not_taken_back_from_a_third_case(town, dara):
    for name in ("Amina", "Noor", "Idris"):
        await town.sms(name, f"Need water at the Bridge, says {name}")
    one, two, three = [await town.case(name) for name in ("Amina", "Noor", "Idris")]
    await dara.press(two, "merge", into=one)
    await dara.press(two, "split")
    await dara.press(two, "merge", into=three)
    events = await town.rows("select id from event where what = 'report.merged' order by id limit 2")
    for event in events:
        answer = await post(town, dara, "undo", event=f"E{event['id']:X}")
        assert answer.status_code == 409
        assert three in answer.text
    (row,) = await town.rows("select o.reference from report r join report o on o.id = r.merged_into")
    assert row["reference"] == three


async def pressed(town, desk, case: str, what: str, **fields):
    """The same press from a page with JavaScript: the answer is a part of the page."""
    headers = {"cookie": f"konbit_session={desk.email}", "hx-request": "true"}
    data = {"csrf": desk.csrf} | fields
    return await town.http.post(f"/desk/town/report/{case}/{what}", data=data, headers=headers)


async def two(town) -> tuple[str, str]:
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    await town.sms("Noor", "Need food for 3 at the School")
    return case, await town.case("Noor")


async def looked_at(town, case: str) -> bool:
    (row,) = await town.rows("select triaged_at from report where reference = :case", case=case)
    return row["triaged_at"] is not None


async def test_who_asks_the_best_has_looked_and_the_next_one_opens(town, dara):
    await town.volunteer("Bayu")
    case, other = await two(town)
    (bayu,) = await town.rows("select reference from volunteer")
    answer = await pressed(town, dara, case, "ask", helper=bayu["reference"], next_of="list=look")
    assert answer.status_code == 200
    assert f'id="report" aria-labelledby="report-title" data-reference="{other}"' in answer.text
    assert f"delete:#row-{case}" in answer.text
    (batch,) = re.findall(r'data-verdict="ask" data-batch="([0-9a-f]+)"', answer.text)
    assert await looked_at(town, case)
    assert await town.jobs_of(case) == [("Bayu", "asked")]
    assert (await post(town, dara, "undo", batch=batch)).status_code == 303
    assert not await looked_at(town, case)
    assert await town.jobs_of(case) == [("Bayu", "released")]


async def test_who_verifies_has_looked_and_keeps_the_case_in_hand(town, dara):
    case, _ = await two(town)
    answer = await pressed(town, dara, case, "verify")
    assert f'id="report" aria-labelledby="report-title" data-reference="{case}"' in answer.text
    assert 'data-verdict="verify"' in answer.text
    assert await looked_at(town, case)


async def test_who_makes_two_cases_one_goes_on_with_the_next(town, dara):
    case, other = await two(town)
    await town.sms("Idris", "no water at the Bridge, 4 people")
    same = await town.case("Idris")
    answer = await pressed(town, dara, same, "merge", into=case, next_of="list=look")
    assert f'id="report" aria-labelledby="report-title" data-reference="{same}"' not in answer.text
    assert f'data-references="{same}" data-name="{case}"' in answer.text
    assert other in answer.text or case in answer.text


async def test_nobody_takes_back_by_a_batch_what_they_could_not_have_done(town, dara):
    await town.volunteer("Bayu")
    case, _ = await two(town)
    (bayu,) = await town.rows("select reference from volunteer")
    answer = await pressed(town, dara, case, "ask", helper=bayu["reference"], next_of="list=look")
    (batch,) = re.findall(r'data-verdict="ask" data-batch="([0-9a-f]+)"', answer.text)
    ana = await town.desk("Ana", role=Role.VERIFIER)
    await post(town, ana, "undo", batch=batch)
    assert await town.jobs_of(case) == [("Bayu", "asked")]
