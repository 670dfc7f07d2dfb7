"""What a program of the desk can decide about reports: the same verdicts as by key, told in JSON."""

from dataclasses import dataclass

import pytest

from app.models.incident import Automation
from app.models.staff import Role
from tests.cast import Desk, Town

WATER = "Need water for 4 at the Bridge"


@dataclass(frozen=True)
class Program:
    """Calls the API in somebody's name."""

    desk: Desk

    async def waiting(self, which: str, *, status: int = 200, **narrow: str) -> list[str]:
        answer = await self._call("GET", "queue", params={"list": which, **narrow})
        assert answer.status_code == status, answer.text
        return [one["reference"] for one in answer.json()["reports"]] if status == 200 else []

    async def told(self, which: str, case: str) -> dict[str, object]:
        answer = await self._call("GET", "queue", params={"list": which})
        return {one["reference"]: one for one in answer.json()["reports"]}[case]

    async def decide(
        self, case: str, verdict: str, *, status: int = 200, **given: object
    ) -> dict[str, object]:
        answer = await self._call("POST", f"reports/{case}/{verdict}", json=given)
        assert answer.status_code == status, answer.text
        return dict(answer.json())

    async def _call(self, method: str, path: str, **more):
        headers = {"cookie": f"konbit_session={self.desk.email}", "x-csrf-token": self.desk.csrf}
        address = f"/api/v1/incidents/{self.desk.slug}/{path}"
        return await self.desk.http.request(method, address, headers=headers, **more)


@pytest.fixture
async def dara(town: Town) -> Program:
    """A verifier's program, in an incident that only suggests."""
    await town.automation(Automation.SUGGEST)
    return Program(await town.desk("Dara", role=Role.VERIFIER))


@pytest.fixture
async def case(town: Town) -> str:
    """What Amina needs."""
    await town.sms("Amina", WATER)
    return await town.case("Amina")


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("accept", "open"),
        ("reject", "noise"),
        ("close", "closed"),
        ("cancel", "cancelled"),
        ("snooze", "new"),
    ],
)
async def test_what_was_decided_leaves_the_first_look_until_it_is_taken_back(dara, case, verdict, state):
    assert await dara.waiting("look") == [case]
    now = await dara.decide(case, verdict)
    assert now["state"] == state
    assert (now["asleep_until"] is not None) == (verdict == "snooze")
    assert await dara.waiting("look") == []
    back = await dara.decide(case, "undo", batch=now["batch"])
    assert (back["state"], back["asleep_until"]) == ("new", None)
    assert await dara.waiting("look") == [case]
    await dara.decide(case, "undo", status=409, batch=now["batch"])


async def test_a_call_back_makes_a_case_known_and_real(dara, case):
    now = await dara.decide(case, "verify", how="spoke with her sister")
    assert (now["verified"], now["state"]) == ("called_back", "open")
    assert (await dara.decide(case, "verify", step="two_sources"))["verified"] == "two_sources"
    await dara.decide(case, "verify", status=409)
    back = await dara.decide(case, "undo", status=409, batch=now["batch"])
    assert "take" in str(back)


async def test_a_first_step_is_taken_back_with_all_that_it_did(dara, case):
    now = await dara.decide(case, "verify")
    back = await dara.decide(case, "undo", batch=now["batch"])
    assert (back["verified"], back["state"], back["looked_at"]) == ("reported", "new", None)


async def test_a_rumour_is_marked_once_and_the_mark_is_taken_away(dara, case):
    assert (await dara.decide(case, "rumour", rumour=True, why="many tell it"))["rumour"] is True
    await dara.decide(case, "rumour", status=409, rumour=True)
    assert (await dara.told("all", case))["rumour"] is True
    assert (await dara.decide(case, "rumour", rumour=False))["rumour"] is False


async def test_what_was_done_to_one_case_is_not_taken_back_through_another(town, dara, case):
    await town.sms("Idris", "Need food for 2 at the School")
    other = await town.case("Idris")
    now = await dara.decide(case, "accept")
    await dara.decide(other, "undo", status=409, batch=now["batch"])
    assert await dara.waiting("look") == [other]


async def test_a_list_is_narrowed_as_at_the_desk_and_an_unknown_one_is_refused(dara, case):
    assert await dara.waiting("all", category="water") == [case]
    assert await dara.waiting("all", category="food") == []
    await dara.waiting("nowhere", status=422)


async def test_who_only_looks_on_reads_the_list_with_rough_places_and_decides_nothing(town, dara, case):
    viewer = Program(await town.desk("Vera", role=Role.VIEWER))
    exact, rough = await dara.told("look", case), await viewer.told("look", case)
    assert (exact["rough"], rough["rough"]) == (False, True)
    assert (exact["lat"], exact["lon"]) != (rough["lat"], rough["lon"])
    await viewer.decide(case, "accept", status=403)
