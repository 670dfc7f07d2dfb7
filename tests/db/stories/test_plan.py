"""The plan for all needs together: Dara looks and presses, what is too late is told, a switch asks alone."""

import httpx
import pytest

from app.chores.plan import plan_incident
from app.models.incident import Automation
from app.models.staff import Role
from app.models.volunteer import Trust
from tests.cast import Desk, Town

BRIDGE = "Need water for 4 at the Bridge"
SCHOOL = "Need water for 4 at the School"


async def look(dara: Desk) -> httpx.Response:
    return await dara.http.get(f"/desk/{dara.slug}/plan", headers=dara._cookie)


async def ask(dara: Desk, *lines: str, **fields: str) -> httpx.Response:
    given = {"csrf": dara.csrf, "ask": list(lines), **fields}
    return await dara.http.post(f"/desk/{dara.slug}/plan", data=given, headers=dara._cookie)


async def out(dara: Desk) -> dict:
    answer = await dara.http.get(f"/api/v1/incidents/{dara.slug}/plan", headers=dara._cookie)
    assert answer.status_code == 200, answer.text
    return answer.json()


def lines(plan: dict) -> list[str]:
    return [f"{one['case']}:{one['helper']}" for one in plan["choices"]]


@pytest.fixture
async def dara(town: Town) -> Desk:
    await town.automation(Automation.SUGGEST)
    dara = await town.desk("Dara")
    dara.http.headers["accept-language"] = "en"
    return dara


@pytest.fixture
async def contended(town: Town, dara: Desk) -> dict:
    """Amina and Eve both would take Bayu first; Chen can only reach Amina."""
    await town.volunteer("Bayu", at="Bridge", reach_m=10_000)
    await town.volunteer("Chen", at="Harbour", reach_m=2_000)
    await town.rows("update volunteer set load_cap = 1 returning id")
    await town.rows(
        "update able set reach_m = 2000 where volunteer_id = (select max(id) from volunteer) returning skill"
    )
    await town.sms("Amina", BRIDGE)
    await town.settle()  # hers is the older case, so one by one she is served first
    await town.sms("Eve", "Need water for 4 at the Quarry")
    await town.settle()
    return await out(dara)


async def test_the_plan_says_for_whom_the_better_helper_is_kept(town, dara, contended):
    amina, eve = await town.case("Amina"), await town.case("Eve")
    chosen = {one["case"]: one for one in contended["choices"]}
    assert set(chosen) == {amina, eve}
    assert chosen[amina]["needed_for"] == eve
    assert chosen[eve]["needed_for"] is None
    assert (contended["planned"]["cases"], contended["one_by_one"]["cases"]) == (2, 1)
    page = await look(dara)
    assert page.status_code == 200
    assert f"Bayu is better used for {eve}." in page.text
    assert "Chen" in page.text
    assert page.headers["cache-control"] == "no-store"


async def test_one_press_asks_all_that_are_ticked(town, dara, contended):
    page = await ask(dara, *lines(contended))
    assert page.status_code == 200
    assert "2 helpers were asked." in page.text
    assert len(await town.inbox("Bayu")) == 1
    assert len(await town.inbox("Chen")) == 1
    for name, helper in (("Amina", "Chen"), ("Eve", "Bayu")):
        assert (helper, "asked") in await town.jobs_of(await town.case(name))
    events = await town.rows("select who from event where what = 'dispatch.asked'")
    assert all(event["who"].startswith("staff:") for event in events)
    assert lines(await out(dara)) == []


async def test_ask_this_one_asks_this_one_alone(town, dara, contended):
    line = lines(contended)[0]
    page = await ask(dara, *lines(contended), only=line)
    assert "1 helper was asked." in page.text
    asked = await town.rows("select id from dispatch where state = 'asked'")
    assert len(asked) == 1


async def test_two_coordinators_who_press_at_once_ask_each_helper_once(town, dara, contended):
    await ask(dara, *lines(contended))
    page = await ask(dara, *lines(contended))
    assert "0 helpers were asked." in page.text
    assert page.text.count("This helper cannot be asked for this case any more.") == 2
    assert len(await town.rows("select id from dispatch where state = 'asked'")) == 2


async def test_what_is_not_possible_any_more_is_told_and_the_rest_goes_on(town, dara, contended):
    amina = await town.case("Amina")
    await dara.press(amina, "state", state="closed")
    page = await ask(dara, *lines(contended))
    assert "1 helper was asked." in page.text
    assert f"{amina}, Chen: This helper cannot be asked for this case any more." in page.text


async def test_a_need_with_a_checklist_is_asked_for_only_after_somebody_went_through_it(town, dara):
    await town.volunteer("Bayu", skills=["medical"], trust=Trust.VETTED)
    await town.sms("Amina", "My mother is hurt, we need a doctor at the Bridge")
    await town.settle()
    page = await ask(dara, *lines(await out(dara)))
    assert "0 helpers were asked." in page.text
    assert await town.inbox("Bayu") == []


async def test_a_line_that_nobody_made_is_refused(town, dara, contended):
    assert (await ask(dara, "XXXX:YYYY")).status_code == 400
    assert (await ask(dara)).status_code == 400


async def test_strangers_see_no_plan_and_a_viewer_asks_nobody(town, dara, contended):
    assert (await dara.http.get(f"/api/v1/incidents/{dara.slug}/plan")).status_code == 401
    emeka = await town.desk("Emeka", role=Role.VIEWER)
    page = await look(emeka)
    assert page.status_code == 200
    assert "Ask this one" not in page.text
    assert (await ask(emeka, *lines(contended))).status_code == 403
    forged = Desk(dara.http, dara.slug, dara.email, "another secret")
    assert (await ask(forged, *lines(contended))).status_code == 403


async def test_who_stays_without_help_is_told_with_the_reason(town, dara):
    await town.sms("Amina", BRIDGE)
    await town.settle()
    assert [one["why"] for one in (await out(dara))["unmet"]] == ["nobody"]
    assert "Nobody able is on duty within reach." in (await look(dara)).text


async def test_the_plan_suggests_with_the_score_and_reasons_of_hop_3(town, dara):
    await town.volunteer("Bayu", at="School")
    await town.sms("Amina", BRIDGE)
    await town.settle()
    (suggested,) = await town.rows("select score, reasons, distance_m from dispatch")
    (chosen,) = (await out(dara))["choices"]
    assert chosen["score"] == pytest.approx(suggested["score"], abs=1e-4)
    assert chosen["reasons"] == list(suggested["reasons"])
    assert chosen["distance_m"] == pytest.approx(suggested["distance_m"], abs=0.1)


async def test_where_the_machine_may_ask_it_plans_what_was_left_for_a_minute(town, contended):
    await town.automation(Automation.FULL)
    await plan_incident(town.incident.id)
    assert await town.rows("select id from dispatch where state = 'asked'") == []
    await town.rows("update report set created_at = created_at - interval '2 minutes' returning id")
    await plan_incident(town.incident.id)
    await plan_incident(town.incident.id)
    town.stir()
    assert len(await town.inbox("Bayu")) == 1
    assert len(await town.inbox("Chen")) == 1
    assert ("Bayu", "asked") in await town.jobs_of(await town.case("Eve"))


async def test_where_it_may_only_suggest_nobody_is_asked_by_a_plan(town, contended):
    await town.rows("update report set created_at = created_at - interval '2 minutes' returning id")
    await plan_incident(town.incident.id)
    assert await town.rows("select id from dispatch where state = 'asked'") == []
