"""Dara looks helpers up, enrols one who calls, changes what they offer, and sets it back."""

import re

import pytest

from app.api.deps import COOKIE
from app.models.incident import Automation
from app.models.staff import Role
from app.models.volunteer import Trust
from tests.cast import Desk, Town, says

OFFER = {
    "skills": ["water", "medical"],
    "trades": ["nurse"],
    "languages": ["en", "ht"],
    "vehicle": "truck",
    "reach_m": "20000",
    "hours": "mon-fri 18-24",
    "load_cap": "3",
    "daily_cap": "5",
    "team": "Harbour",
}
ONE = "select * from volunteer order by id limit 1"
NAMED = "select v.* from volunteer v join contact c on c.incident_id = v.incident_id and c.id = v.contact_id"


async def press(town: Town, dara: Desk, path: str, **fields: object):
    """Post one of the forms of the pages of helpers."""
    given = {"csrf": dara.csrf} | fields
    return await town.http.post(f"/desk/{dara.slug}/{path}", data=given, headers=headers(dara))


def headers(dara: Desk) -> dict[str, str]:
    return {"cookie": f"{COOKIE}={dara.email}", "accept-language": "en"}


async def look(town: Town, dara: Desk, path: str) -> str:
    answer = await town.http.get(f"/desk/{dara.slug}/{path}", headers=headers(dara))
    assert answer.status_code == 200, answer.text
    return answer.text


async def code_of(town: Town, name: str) -> str:
    rows = await town.rows(f"{NAMED} where c.name = :name", name=name)
    return str(rows[0]["reference"])


async def back_of(town: Town, dara: Desk, code: str) -> str:
    """The number of the latest change that can be set back."""
    page = await look(town, dara, f"helper/{code}")
    found = re.search(r'name="n" value="(\d+)"', page)
    assert found is not None, page
    return found.group(1)


async def test_helpers_are_found_by_name_code_team_and_what_they_can_do(town):
    dara = await town.desk()
    await town.volunteer("Bayu", skills=["water"])
    await town.volunteer("Chen", skills=["medical"], at="School")
    code = await code_of(town, "Bayu")
    for typed in ("bay", code.lower(), "Mill", "Water"):
        page = await look(town, dara, f"helpers?q={typed}")
        assert "Bayu" in page, typed
        assert "Chen" not in page, typed
    everybody = await look(town, dara, "helpers")
    assert "Bayu" in everybody
    assert "Chen" in everybody
    assert town.number("Bayu") not in everybody


async def test_what_a_helper_offers_is_changed_and_set_back(town):
    dara = await town.desk()
    await town.volunteer("Bayu", skills=["food"])
    code = await code_of(town, "Bayu")
    assert (await press(town, dara, f"helper/{code}/offer", **OFFER)).status_code == 303
    (bayu,) = await town.rows(ONE)
    assert (bayu["skills"], bayu["vehicle"], bayu["reach_m"]) == (["water", "medical"], "truck", 20_000)
    assert (bayu["load_cap"], bayu["daily_cap"], bayu["team"]) == (3, 5, "Harbour")
    able = await town.rows("select skill, reach_m from able order by skill")
    assert [tuple(row.values()) for row in able] == [("medical", 20_000), ("water", 20_000)]
    (event,) = await town.rows("select * from event where what = 'volunteer.changed'")
    assert event["before"]["skills"] == ["food"]
    assert event["after"]["reach_m"] == 20_000
    assert event["who"].startswith("staff:")
    n = await back_of(town, dara, code)
    assert (await press(town, dara, f"helper/{code}/back", n=n)).status_code == 303
    (bayu,) = await town.rows(ONE)
    assert (bayu["skills"], bayu["vehicle"], bayu["reach_m"], bayu["hours"]) == (
        ["food"],
        "none",
        5_000,
        None,
    )


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("hours", "whenever", "Write hours as"),
        ("load_cap", "-1", "whole number from 1 to 10"),
        ("load_cap", "1e9", "whole number from 1 to 10"),
        ("daily_cap", "9999999", "whole number from 1 to 24"),
        ("reach_m", "7", "Choose one of"),
        ("vehicle", "dragon", "Choose one of"),
        ("skills", ["magic"], "We do not know «magic»"),
        ("skills", [], "at least one kind of help"),
        ("team", "x" * 41, "at most 40"),
    ],
)
async def test_a_field_that_cannot_be_says_so_and_nothing_typed_is_lost(town, field, typed, sentence):
    dara = await town.desk()
    await town.volunteer("Bayu", skills=["food"])
    code = await code_of(town, "Bayu")
    answer = await press(
        town,
        dara,
        f"helper/{code}/offer",
        **(OFFER | {field: typed, "team": "Harbour"} if field != "team" else OFFER | {field: typed}),
    )
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "mon-fri 18-24" in answer.text or field == "hours"
    (bayu,) = await town.rows(ONE)
    assert bayu["skills"] == ["food"], "nothing is written where one field is wrong"


async def test_trust_is_given_in_general_and_for_a_kind_of_need(town):
    dara = await town.desk()
    await town.volunteer("Bayu", trust=Trust.NEW)
    code = await code_of(town, "Bayu")
    given = {"level": "known", "kind-medical": "vetted", "kind-water": "", "why": "a nurse I worked with"}
    assert (await press(town, dara, f"helper/{code}/trust", **given)).status_code == 303
    (bayu,) = await town.rows(ONE)
    assert (bayu["trust"], bayu["trust_by_kind"]) == ("known", {"medical": "vetted"})
    (event,) = await town.rows("select * from event where what = 'volunteer.trusted'")
    assert event["before"]["trust"] == "new"
    assert event["why"] == "a nurse I worked with"
    await press(town, dara, f"helper/{code}/back", n=await back_of(town, dara, code))
    (bayu,) = await town.rows(ONE)
    assert (bayu["trust"], bayu["trust_by_kind"]) == ("new", {})


async def test_a_newcomer_is_paired_with_whom_the_machine_suggests_by_a_person(town):
    dara = await town.desk()
    await town.volunteer("Chen", trust=Trust.KNOWN)
    await town.volunteer("Bayu", trust=Trust.NEW)
    chen, bayu = await code_of(town, "Chen"), await code_of(town, "Bayu")
    assert f"Pair with {chen}" in await look(town, dara, f"helper/{bayu}")
    assert (await press(town, dara, f"helper/{bayu}/buddy", buddy=chen)).status_code == 303
    paired = await town.rows("select buddy_id from volunteer where reference = :code", code=bayu)
    assert paired[0]["buddy_id"] is not None
    refused = await press(town, dara, f"helper/{chen}/buddy", buddy=bayu)
    assert refused.status_code == 400
    assert "is new too" in refused.text
    assert (await press(town, dara, f"helper/{chen}/buddy", buddy=chen)).status_code == 400


async def test_a_number_is_masked_until_somebody_says_why(town):
    dara = await town.desk()
    await town.volunteer("Bayu")
    code = await code_of(town, "Bayu")
    assert town.number("Bayu") not in await look(town, dara, f"helper/{code}")
    assert (await press(town, dara, f"helper/{code}/reveal", why="")).status_code == 400
    shown = await press(town, dara, f"helper/{code}/reveal", why="their child is ill")
    assert town.number("Bayu") in shown.text
    assert town.number("Bayu") not in await look(town, dara, f"helper/{code}")
    (event,) = await town.rows("select * from event where what = 'contact.revealed'")
    assert event["why"] == "their child is ill"
    assert town.number("Bayu") not in str(event["after"])


async def test_somebody_who_calls_is_enrolled_and_told(town):
    dara = await town.desk()
    call = {"name": "Bayu", "number": town.number("Bayu"), "place": "Mill", "language": "en"}
    answer = await press(town, dara, "helpers", **call, skills=["water"], trades=["carry"], vehicle="car")
    assert answer.status_code == 303
    (bayu,) = await town.rows(ONE)
    assert (set(bayu["skills"]), bayu["vehicle"], bayu["reach_m"]) == (
        {"water", "labour", "transport"},
        "car",
        10_000,
    )
    assert await town.inbox("Bayu") == [says("en", "number.confirmed")]
    again = await press(town, dara, "helpers", **call, skills=["water"])
    assert again.status_code == 400
    assert "helper already" in again.text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("number", "12", "Write the number with its country"),
        ("place", "Atlantis Underwater", "No place called"),
        ("skills", [], "at least one kind of help"),
    ],
)
async def test_a_call_that_was_written_down_wrongly_can_be_mended(town, field, typed, sentence):
    dara = await town.desk()
    call = {"name": "Bayu", "number": town.number("Bayu"), "place": "Mill", "skills": ["water"]}
    answer = await press(town, dara, "helpers", **(call | {field: typed}))
    assert answer.status_code == 400
    assert sentence in answer.text
    assert 'value="Bayu"' in answer.text
    assert await town.rows(ONE) == []


async def test_a_helper_who_is_put_off_duty_by_hand_leaves_the_suggestions(town):
    await town.automation(Automation.SUGGEST)
    dara = await town.desk()
    await town.volunteer("Bayu")
    code = await code_of(town, "Bayu")
    await town.sms("Amina", "Need water for 4 at the Bridge")
    case = await town.case("Amina")
    assert await town.jobs_of(case) == [("Bayu", "proposed")]
    await press(town, dara, f"helper/{code}/duty", state="rest", hours="8")
    assert await town.jobs_of(case) == []
    assert "rests" in await look(town, dara, f"helper/{code}")
    await press(town, dara, f"helper/{code}/duty", state="duty")
    await town.settle()
    assert await town.jobs_of(case) == [("Bayu", "proposed")]


async def test_a_viewer_reads_and_changes_nothing(town):
    await town.volunteer("Bayu")
    code = await code_of(town, "Bayu")
    vera = await town.desk("Vera", role=Role.VIEWER)
    page = await look(town, vera, f"helper/{code}")
    assert "/reveal" not in page
    for path, fields in (
        ("offer", OFFER),
        ("trust", {"level": "vetted"}),
        ("reveal", {"why": "curious"}),
        ("duty", {"state": "off"}),
    ):
        assert (await press(town, vera, f"helper/{code}/{path}", **fields)).status_code == 403


async def test_a_helper_of_nobody_is_told_kindly(town):
    dara = await town.desk()
    answer = await town.http.get(f"/desk/{dara.slug}/helper/ZZZZ", headers=headers(dara))
    assert answer.status_code == 404
