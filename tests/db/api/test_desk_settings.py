"""The page of settings: Dara changes a switch, sees what stood before, and sets it back."""

import re

import pytest

from app.models.staff import Role
from tests.cast import Desk


async def call(
    desk: Desk, method: str, path: str = "", *, api: bool = False, csrf: bool = True, **fields: str
):
    """Open or press something on the page, or in the interface for programs."""
    base = f"/api/v1/incidents/{desk.slug}/settings" if api else f"/desk/{desk.slug}/settings{path}"
    cookie = {"cookie": f"konbit_session={desk.email}"}
    if method == "GET":
        return await desk.http.get(base, headers=cookie, params={"lang": "en"})
    given = ({"csrf": desk.csrf} if csrf else {}) | fields
    return await desk.http.request(method, base, headers=cookie, data=given)


@pytest.fixture
async def dara(town):
    return await town.desk("Dara")


async def test_a_switch_is_changed_seen_and_set_back(town, dara):
    page = await call(dara, "GET")
    assert page.status_code == 200
    assert "Nothing was changed yet." in page.text
    assert (await call(dara, "POST", automation="suggest", quiet="21-5")).status_code == 303
    (row,) = await town.rows("select automation, quiet_from, quiet_to from incident")
    assert tuple(row.values()) == ("suggest", 21, 5)
    page = (await call(dara, "GET")).text
    assert 'value="21-5"' in page
    assert "Dara" in page
    (change,) = re.findall(r'name="n" value="(\d+)"', page)
    assert (await call(dara, "POST", "/back", n=change)).status_code == 303
    (row,) = await town.rows("select automation, quiet_from, quiet_to from incident")
    assert tuple(row.values()) == ("full", 0, 0)
    events = await town.rows(
        "select who, before, after from event where what = 'incident.changed' order by id"
    )
    assert events[0]["before"] == events[1]["after"]
    assert events[0]["who"].startswith("staff:")


async def test_what_needs_mending_stays_in_the_form_and_nothing_is_kept(town, dara):
    answer = await call(dara, "POST", automation="suggest", texts_per_day="many")
    assert answer.status_code == 400
    assert "whole number from 0 to 1000000" in answer.text
    assert 'value="many"' in answer.text
    assert await town.rows("select 1 from incident where automation = 'suggest'") == []


async def test_a_viewer_reads_and_changes_nothing(town):
    viewer = await town.desk("Vera", role=Role.VIEWER)
    assert (await call(viewer, "GET")).status_code == 200
    assert (await call(viewer, "POST", automation="suggest")).status_code == 403
    assert (await call(viewer, "PATCH", api=True, automation="suggest")).status_code == 403


async def test_a_page_elsewhere_cannot_press_in_daras_name(town, dara):
    assert (await call(dara, "POST", csrf=False, automation="suggest")).status_code == 403
    assert (await call(dara, "PATCH", api=True, csrf=False, automation="suggest")).status_code == 403


async def test_programs_read_and_change_the_same_settings(town, dara):
    found = (await call(dara, "GET", api=True)).json()
    assert found["settings"]["automation"] == "full"
    assert found["texted_today"] == found["waiting_for_tomorrow"] == 0
    changed = await call(dara, "PATCH", api=True, countries="HT DO", texts_per_day="100")
    assert changed.status_code == 200
    assert changed.json()["settings"] == found["settings"] | {"countries": "HT, DO", "texts_per_day": "100"}
    assert (await call(dara, "PATCH", api=True, countries="Haiti")).status_code == 400


async def test_nobody_who_is_not_signed_in_reads_the_settings(town):
    assert (await town.http.get("/api/v1/incidents/town/settings")).status_code == 401
