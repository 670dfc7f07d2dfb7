"""What a program of a coordinator can do with needs and jobs: the same steps as by hand, told in JSON."""

from dataclasses import dataclass

import httpx
import pytest

from app.models.incident import Automation
from app.models.staff import Role
from app.models.volunteer import Trust
from tests.cast import Desk, Town

NEED = "Need water for 4 at the Bridge"
SICK = "My mother is sick, we need a nurse at the Bridge"


@dataclass(frozen=True)
class Program:
    """Calls the API in somebody's name."""

    desk: Desk

    async def look(self, path: str, *, status: int = 200) -> object:
        answer = await self._call("GET", path)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def step(self, case: str, what: str, *, status: int = 200, **told: object) -> dict[str, object]:
        answer = await self._call("POST", f"needs/{case}/{what}", json=told)
        assert answer.status_code == status, answer.text
        found = answer.json()
        assert isinstance(found, dict)
        return found

    async def _call(self, method: str, path: str, **more) -> httpx.Response:
        headers = {"cookie": f"konbit_session={self.desk.email}", "x-csrf-token": self.desk.csrf}
        address = f"/api/v1/incidents/{self.desk.slug}/{path}"
        return await self.desk.http.request(method, address, headers=headers, **more)


@pytest.fixture
async def dara(town: Town) -> Program:
    """A coordinator's program, in an incident that only suggests."""
    await town.automation(Automation.SUGGEST)
    return Program(await town.desk("Dara"))


async def need(town: Town, words: str = NEED) -> str:
    await town.sms("Amina", words)
    return await town.case("Amina")


def states(found: dict[str, object]) -> dict[str, str]:
    helpers = found["helpers"]
    assert isinstance(helpers, list)
    return {one["name"]: one["state"] for one in helpers}


async def code(town: Town, name: str) -> str:
    (row,) = await town.rows(
        "select v.reference from volunteer v join contact c on c.id = v.contact_id where c.name = :name",
        name=name,
    )
    return str(row["reference"])


async def test_a_job_is_steered_from_the_first_question_to_done(town, dara):
    await town.volunteer("Bayu")
    case, bayu = await need(town), await code(town, "Bayu")
    (listed,) = await dara.look("needs")
    assert (listed["reference"], states(listed)) == (case, {"Bayu": "proposed"})
    assert listed["helpers"][0]["reasons"]
    for what, state in (
        ("ask", "asked"),
        ("accept", "accepted"),
        ("set-out", "on_way"),
        ("arrive", "there"),
        ("done", "done"),
    ):
        assert states(await dara.step(case, what, helper=bayu)) == {"Bayu": state}
        if state == "on_way":
            (job,) = await dara.look("dispatches")
            assert (job["reference"], job["job"]["helper"], job["job"]["late"]) == (case, bayu, False)
            assert job["job"]["due_at"]
    assert (await dara.look(f"needs/{case.lower()}"))["state"] == "done"
    who = await town.rows("select distinct who from event where what like 'dispatch.%'")
    assert {row["who"].partition(":")[0] for row in who} == {"staff"}


async def test_whoever_is_too_late_is_told_what_is_so_now(town, dara):
    await town.volunteer("Bayu")
    case, bayu = await need(town), await code(town, "Bayu")
    await dara.step(case, "ask", helper=bayu)
    again = await dara.step(case, "ask", helper=bayu, status=409)
    assert "already asked" in str(again["error"])
    assert "not suggested any more" in str((await dara.step(case, "ask", helper="ZZZZ", status=409))["error"])
    assert len(await town.inbox("Bayu")) == 1


async def test_a_freed_helper_hears_it_and_can_be_asked_again(town, dara):
    await town.volunteer("Bayu")
    case, bayu = await need(town), await code(town, "Bayu")
    await dara.step(case, "ask", helper=bayu)
    await town.inboxes("Bayu")
    await dara.step(case, "release", helper=bayu, why="asked by mistake")
    assert len(await town.inbox("Bayu")) == 1
    (freed,) = await town.rows("select who, why from event where what = 'dispatch.released'")
    assert (freed["who"].partition(":")[0], freed["why"]) == ("staff", "asked by mistake")
    await town.settle()
    assert states(await dara.step(case, "ask", helper=bayu))["Bayu"] in ("asked", "released")
    assert len(await town.inbox("Bayu")) == 1


async def test_a_yes_on_the_phone_needs_the_questions_as_a_text_does(town, dara):
    await town.volunteer("Bayu", skills=["medical"], trust=Trust.VETTED)
    case, bayu = await need(town, SICK), await code(town, "Bayu")
    refused = await dara.step(case, "accept", helper=bayu, status=409)
    assert "questions" in str(refused["error"])
    agreed = await dara.step(case, "approve", kind="checklist")
    assert [one["name"] for one in agreed["care"]["checked_by"]] == ["Dara"]
    assert states(await dara.step(case, "accept", helper=bayu)) == {"Bayu": "accepted"}


async def test_a_risky_case_waits_for_a_second_word_and_a_second_helper(town, dara):
    await town.volunteer("Bayu")
    case, bayu = await need(town), await code(town, "Bayu")
    marked = await dara.step(case, "risky", risky=True, why="a wall may fall")
    assert (marked["places_wanted"], marked["care"]["risky"], marked["care"]["lacking"]) == (2, True, 2)
    assert (await dara.step(case, "approve", kind="risk"))["care"]["lacking"] == 1
    assert (await dara.step(case, "withdraw", kind="risk"))["care"]["lacking"] == 2
    await dara.step(case, "approve", kind="risk")
    await dara.step(case, "ask", helper=bayu, status=409)
    emeka = Program(await town.desk("Emeka"))
    await emeka.step(case, "places", n=1)
    refused = await emeka.step(case, "ask", helper=bayu, status=409)
    assert "nobody goes alone" in str(refused["error"])
    await emeka.step(case, "places", n=2)
    assert states(await emeka.step(case, "ask", helper=bayu))["Bayu"] == "asked"


async def test_a_number_is_given_for_a_reason_that_is_kept(town, dara):
    await town.volunteer("Bayu")
    case, bayu = await need(town), await code(town, "Bayu")
    assert (await dara.step(case, "reveal", why=" ", status=400))["error"]
    assert await town.rows("select 1 from event where what = 'contact.revealed'") == []
    told = {"Amina": await dara.step(case, "reveal", why="she does not answer")}
    told["Bayu"] = await dara.step(case, "reveal", why="the road is closed", helper=bayu)
    assert {name: one["number"] for name, one in told.items()} == {
        name: town.number(name) for name in ("Amina", "Bayu")
    }
    found = "select why from event where what = 'contact.revealed' and report_id is not null order by id"
    kept = await town.rows(found)
    assert [row["why"] for row in kept] == ["she does not answer", "the road is closed"]
    await dara.step(case, "reveal", why="curious", helper="ZZZZ", status=409)


async def test_the_exact_place_is_told_by_a_click_with_a_reason(town, dara):
    await town.volunteer("Bayu")
    await town.automation(Automation.FULL)
    case, bayu = await need(town), await code(town, "Bayu")
    await dara.step(case, "risky", risky=True)
    await town.sms("Bayu", "yes")
    await town.inboxes("Bayu")
    (job,) = (await dara.look(f"needs/{case}"))["helpers"]
    assert (job["state"], job["waits_for_place"]) == ("accepted", True)
    await dara.step(case, "tell-place", helper=bayu, why=" ", status=400)
    (told,) = (await dara.step(case, "tell-place", helper=bayu, why="she knows the house"))["helpers"]
    assert not told["waits_for_place"]
    (text,) = await town.inbox("Bayu")
    assert "Map: " in text
    await dara.step(case, "tell-place", helper=bayu, why="again", status=409)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("ask", {"helper": "ABCD"}),
        ("release", {"helper": "ABCD"}),
        ("approve", {"kind": "risk"}),
        ("risky", {"risky": True}),
        ("reveal", {"why": "curious"}),
    ],
)
async def test_who_only_looks_changes_and_reveals_nothing(town, what, told):
    await town.automation(Automation.SUGGEST)
    case = await need(town)
    before = await town.rows("select count(*) from event")
    viewer = Program(await town.desk("Viewer", role=Role.VIEWER))
    assert await viewer.look(f"needs/{case}")
    await viewer.step(case, what, status=403, **told)
    forged = Program(Desk(town.http, "town", (await town.desk("Dara")).email, "guessed"))
    await forged.step(case, what, status=403, **told)
    assert await town.rows("select count(*) from event") == before


async def test_a_case_that_is_not_there_is_said_to_be_so(dara):
    assert (await dara.look("needs/ZZZZ", status=404)) == {"error": "There is no case ZZZZ here."}
    assert await dara.look("needs") == []
    assert await dara.look("dispatches") == []
