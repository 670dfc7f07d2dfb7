"""What was pressed and taken back was never there: each press alone, and many one on the other."""

import random

import pytest

from app.models.incident import Automation
from app.pipeline.undo import UNDO

NEED = "Need water for 4 at the Bridge"
PRESSES = {
    "accept": ("state", {"state": "open"}),
    "noise": ("state", {"state": "noise"}),
    "close": ("state", {"state": "closed"}),
    "not needed": ("state", {"state": "cancelled"}),
    "sleep": ("state", {"state": "snoozed", "sleep": "morning"}),
    "read": ("reading", {"kind": "need", "urgency": "4", "category": "food"}),
    "read as an offer": ("reading", {"kind": "info", "urgency": "1", "category": "water"}),
    "place": ("place", {"words": "Mill"}),
    "pin": ("place", {"lat": "15.301", "lon": "-64.09"}),
    "helpers": ("places", {"n": "3"}),
    "risky": ("risky", {"risky": "true", "why": "armed men"}),
    "step": ("verify", {}),
    "rumour": ("rumour", {"rumour": "true"}),
    "describe": ("describe", {"people": "9", "language": "fr", "name": "Amina", "place_text": "over there"}),
    "ask": ("ask", {"helper": "BAYU"}),
    "same": ("merge", {"into": "OTHER"}),
    "not the same": ("apart", {"twin": "OTHER"}),
}
# these end a case or give it away: nothing is pressed on it afterwards
LAST = ("noise", "close", "not needed", "same", "read as an offer")
NOT_COMPARED = ("updated_at", "match_at", "match_tries")


@pytest.fixture
async def dara(town):
    await town.automation(Automation.SUGGEST)
    await town.volunteer("Bayu")
    return await town.desk("Dara")


async def reports(town) -> list[dict[str, object]]:
    """Every report, as it stands in the table."""
    rows = await town.rows("select * from report order by id")
    return [{name: value for name, value in row.items() if name not in NOT_COMPARED} for row in rows]


async def last_event(town) -> int:
    (row,) = await town.rows("select coalesce(max(id), 0) as id from event")
    return int(row["id"])


async def press(town, dara, case: str, other: str, name: str) -> dict[str, str]:
    """Press one button; give what its toast or its line of the history would send to take it back."""
    what, said = PRESSES[name]
    (bayu,) = await town.rows("select reference from volunteer")
    codes = {"OTHER": other, "BAYU": bayu["reference"]}
    before = await last_event(town)
    answer = await dara.press(case, what, **{key: codes.get(value, value) for key, value in said.items()})
    assert answer.status_code == 303, answer.text
    events = await town.rows(
        "select id, after ->> 'batch' as batch from event"
        " where id > :before and what = any(:undoable) order by id",
        before=before,
        undoable=list(UNDO),
    )
    batch = next((event["batch"] for event in events if event["batch"]), "")
    return {"batch": batch} if batch else {"event": f"E{events[0]['id']:X}"}


async def take_back(town, dara, code: dict[str, str]) -> int:
    headers = {"cookie": f"konbit_session={dara.email}"}
    answer = await town.http.post("/desk/town/undo", data={"csrf": dara.csrf} | code, headers=headers)
    return answer.status_code


async def two_cases(town) -> tuple[str, str]:
    await town.sms("Amina", NEED)
    case = await town.case("Amina")
    await town.sms("Neighbour", "no water at the Bridge, 4 people")
    return case, await town.case("Neighbour")


@pytest.mark.parametrize("name", PRESSES)
async def test_each_press_is_taken_back_exactly_and_once(town, dara, name):
    case, other = await two_cases(town)
    if name == "ask":  # a case that somebody was asked for is open afterwards: its helper and asker were told
        await press(town, dara, case, other, "accept")
    before = await reports(town)
    code = await press(town, dara, case, other, name)
    assert await take_back(town, dara, code) == 303
    assert await reports(town) == before
    assert await take_back(town, dara, code) == 409


@pytest.mark.parametrize("seed", range(6))
async def test_many_presses_are_taken_back_one_after_the_other(town, dara, seed):
    case, other = await two_cases(town)
    await press(town, dara, case, other, "accept")
    chance = random.Random(seed)
    middle = [name for name in PRESSES if name not in LAST and name not in ("accept", "ask", "not the same")]
    chosen = [*chance.sample(middle, 4), chance.choice(LAST)]
    stood, codes = [], []
    for name in chosen:
        stood.append(await reports(town))
        codes.append(await press(town, dara, case, other, name))
    for name, before, code in reversed(list(zip(chosen, stood, codes, strict=True))):
        assert await take_back(town, dara, code) == 303, (chosen, name)
        assert await reports(town) == before, (chosen, name)
