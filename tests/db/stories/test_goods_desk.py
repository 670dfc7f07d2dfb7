"""Goods at the desk: what is needed, who brings it, what came, each press taken back; and collections."""

import pytest

from app.api.deps import COOKIE
from app.models.staff import Role


@pytest.fixture
async def case(town):
    """Amina needs forty blankets, and nobody near has any."""
    await town.sms("Amina", "We need 40 blankets at the Bridge")
    return await town.case("Amina")


@pytest.fixture
async def bayu(town):
    """The code of a helper far from there."""
    helper = await town.volunteer("Bayu", at="Mill", skills=["water"])
    (row,) = await town.rows("select reference from volunteer where id = :id", id=helper)
    return row["reference"]


@pytest.fixture
async def dara(town):
    town.http.headers["accept-language"] = "en"  # the town's own is Kreyòl
    return await town.desk()


@pytest.fixture
def api(town, dara):
    """Call the JSON API as Dara does from another program."""

    async def api(method, path, body=None, *, csrf=True):
        headers = {"cookie": f"{COOKIE}={dara.email}"} | ({"x-csrf-token": dara.csrf} if csrf else {})
        path = f"/api/v1/incidents/{town.incident.slug}{path}"
        return await town.http.request(method, path, json=body, headers=headers)

    return api


async def lines(api, case):
    return (await api("GET", f"/reports/{case}/lines")).json()


async def test_dara_counts_what_came_and_takes_it_back(api, dara, case, bayu):
    (line,) = await lines(api, case)
    assert (line["item"], line["amount"], line["remaining"]) == ("shelter", 40, 40)
    await dara.press(case, f"lines/{line['id']}/promise", helper=bayu.lower(), amount=15)
    ((pledge,),) = [one["pledges"] for one in await lines(api, case)]
    path = f"pledges/{pledge['id']}"
    assert (await dara.press(case, f"{path}/came", amount=12, seen=0)).status_code == 303
    assert (await dara.press(case, f"{path}/came", amount=12, seen=0)).status_code == 409
    shown = (await dara.look(case)).text
    assert "12 came · 3 promised · 25 lacking" in shown
    await dara.press(case, f"{path}/uncame", amount=2)
    await dara.press(case, f"{path}/release")
    (line,) = await lines(api, case)
    assert (line["delivered"], line["pledged"], line["remaining"]) == (10, 0, 30)
    await dara.press(case, f"{path}/renew")
    assert (await lines(api, case))[0]["remaining"] == 25


async def test_dara_says_what_is_needed(api, dara, case):
    await dara.press(case, "lines", item="tents", amount=5)
    more = (await lines(api, case))[1]
    await dara.press(case, "lines", item="tents", amount=8, n=more["id"])
    assert (await lines(api, case))[1]["amount"] == 8
    await dara.press(case, f"lines/{more['id']}/withdraw")
    assert [one["item"] for one in await lines(api, case)] == ["shelter"]


@pytest.mark.parametrize("amount", ["0", "-5", "nan", "inf", "1000001", "many", ""])
async def test_an_absurd_amount_is_refused_and_nothing_is_written(api, dara, case, amount):
    answer = await dara.press(case, "lines", item="tents", amount=amount)
    assert answer.status_code in (400, 422)
    assert len(await lines(api, case)) == 1


async def test_other_programs_do_the_same(api, case, bayu):
    (line,) = await lines(api, case)
    wanted = {"line": line["id"], "helper": bayu, "amount": 15}
    (line,) = (await api("POST", f"/reports/{case}/pledges", wanted)).json()
    (pledge,) = line["pledges"]
    path = f"/reports/{case}/pledges/{pledge['id']}"
    (line,) = (await api("POST", f"{path}/deliveries", {"amount": 15})).json()
    assert (line["delivered"], line["remaining"]) == (15, 25)
    assert (await api("POST", f"{path}/deliveries", {"amount": 1})).status_code == 409
    await api("POST", f"{path}/deliveries", {"amount": 1, "more": True})
    await api("POST", f"{path}/deliveries/undo", {"amount": 6})
    (line,) = (await api("POST", f"{path}/release")).json()
    assert (line["delivered"], line["remaining"], line["pledges"][0]["stands"]) == (10, 30, False)
    assert (await api("POST", f"/reports/{case}/pledges", wanted | {"amount": 31})).status_code == 409
    assert (await api("POST", f"/reports/{case}/pledges", wanted | {"amount": -1})).status_code == 422
    totals = (await api("GET", "/supplies")).json()["totals"]
    assert [(one["item"], one["remaining"], one["cases"]) for one in totals] == [("shelter", 30, 1)]


async def test_without_the_forms_secret_nothing_is_promised(api, case, bayu):
    (line,) = await lines(api, case)
    wanted = {"line": line["id"], "helper": bayu, "amount": 15}
    assert (await api("POST", f"/reports/{case}/pledges", wanted, csrf=False)).status_code == 403


async def test_a_promise_of_another_case_is_not_counted_here(town, api, case, bayu):
    await town.sms("Chen", "We need 10 blankets at the School")
    other = await town.case("Chen")
    (line,) = await lines(api, other)
    wanted = {"line": line["id"], "helper": bayu, "amount": 5}
    assert (await api("POST", f"/reports/{case}/pledges", wanted)).status_code == 404
    ((pledge,),) = [one["pledges"] for one in (await api("POST", f"/reports/{other}/pledges", wanted)).json()]
    gone = await api("POST", f"/reports/{case}/pledges/{pledge['id']}/release")
    assert gone.status_code == 404


async def test_a_drive_is_opened_at_the_desk_and_seen_there(town, api, dara):
    form = {"csrf": dara.csrf, "item": "blankets", "amount": "500", "place": "School"}
    path = f"/desk/{town.incident.slug}/supplies"
    cookie = {"cookie": f"{COOKIE}={dara.email}"}
    assert (await town.http.post(f"{path}/drive", data=form, headers=cookie)).status_code == 303
    (drive,) = (await api("GET", "/supplies")).json()["drives"]
    assert (drive["place"], drive["lines"][0]["remaining"]) == ("School", 500)
    await town.sms("Chen", f"PLEDGE {drive['reference']} 20")
    await town.settle()
    page = (await town.http.get(path, headers=cookie)).text
    assert drive["reference"] in page
    assert "20 promised" in page


async def test_a_drive_at_a_place_that_nobody_knows_is_refused(api):
    wanted = {"item": "blankets", "amount": 500, "place": "Nowhere Xyzzy"}
    answer = await api("POST", "/drives", wanted)
    assert answer.status_code == 400
    made = await api("POST", "/drives", wanted | {"place": ""})
    assert made.status_code == 201


async def test_a_viewer_looks_and_does_not_count(town, case):
    eva = await town.desk("Eva", role=Role.VIEWER)
    assert (await eva.press(case, "lines", item="tents", amount=5)).status_code == 403
    path = f"/desk/{town.incident.slug}/supplies"
    shown = await town.http.get(path, headers={"cookie": f"{COOKIE}={eva.email}"})
    assert "Open a supply drive" not in shown.text
